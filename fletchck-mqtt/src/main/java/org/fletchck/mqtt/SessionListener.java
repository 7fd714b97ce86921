package org.fletchck.mqtt;

/** Hears what happens to a {@link Session}, from the thread that serves its connection. */
interface SessionListener {

  /** It is over, or never came about. */
  void ended(Throwable cause);

  /** A message arrived; it is acknowledged when this returns. */
  void received(Incoming message);
}
