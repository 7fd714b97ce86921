package org.fletchck.web.http;

/** Identifies callers. Called by many threads at once. */
@FunctionalInterface
public interface Callers {

  /** Returns who sent a request, by cookie or token; {@link Caller#ANYBODY} if unknown. */
  Caller of(Request request);
}
