package org.fletchck.web.http;

/** Server-sent events: WHATWG HTML, section 9.2. */
@FunctionalInterface
public interface EventStream {

  /** Begins to send; returns at once. Whoever sends later must end when the sink is closed. */
  void open(Sink sink);

  /**
   * Tells whether the caller may still listen; asked every few seconds, and the stream ends when it
   * is false.
   */
  default boolean goesOn() {
    return true;
  }

  /** Where events go to. Safe for use by several threads; never blocks. */
  interface Sink {

    /**
     * Queues an event. One that comes while the last of its name still waits takes its place.
     *
     * @param name its type; no line ends
     * @param data its text
     * @return false if the caller is gone: nothing will ever be sent again
     */
    boolean send(String name, String data);

    /** Tells whether the caller is still there, as far as is known. */
    boolean isOpen();
  }
}
