package org.fletchck.spi;

/** What a sending action has at hand. */
public interface ActionContext extends RunContext {

  /** Tells whether a part, such as one of several recipients, was done in an earlier try. */
  boolean done(String part);

  /** Records a part as done, so that it isn't repeated when the rest is tried again. */
  void markDone(String part);
}
