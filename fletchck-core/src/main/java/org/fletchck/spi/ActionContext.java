package org.fletchck.spi;

/**
 * What a sending action has at hand.
 *
 * <p>An action with several recipients asks for each whether it is {@link #done}, sends to those
 * that are not, and {@link #markDone marks} each that it served before it throws because of others.
 * Then the next message goes to those, while this one waits for the rest. One that returns has done
 * all that it asked for.
 */
public interface ActionContext extends RunContext {

  /**
   * Tells whether there is nothing to do now for a part, such as one of several recipients: it was
   * done in an earlier try, or waits until it got an earlier message.
   */
  boolean done(String part);

  /** Records a part as done, so that it isn't repeated when the rest is tried again. */
  void markDone(String part);
}
