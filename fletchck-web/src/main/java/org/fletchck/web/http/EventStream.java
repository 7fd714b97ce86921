package org.fletchck.web.http;

/** Server-sent events: WHATWG HTML, section 9.2. */
@FunctionalInterface
public interface EventStream {

  /** Starts sending and returns at once. Whoever sends later must stop when the sink is closed. */
  void open(Sink sink);

  /**
   * Returns whether the caller may still listen. Called every few seconds; the stream ends when it
   * returns false.
   */
  default boolean goesOn() {
    return true;
  }

  /** Sends events to a client. Safe for use by several threads; never blocks. */
  interface Sink {

    /**
     * Queues an event. It replaces an event of the same name that is still waiting.
     *
     * @param name the type of the event; without line breaks
     * @param data the text of the event
     * @return false if the caller is gone, so that nothing will be sent any more
     */
    boolean send(String name, String data);

    /** Returns whether the caller is still there, as far as is known. */
    boolean isOpen();
  }
}
