package org.fletchck.web.http;

/** Knows who asks. Called by many threads at once. */
@FunctionalInterface
public interface Callers {

  /** Returns who asks this, by cookie or token; {@link Caller#ANYBODY} if that isn't known. */
  Caller of(Request request);
}
