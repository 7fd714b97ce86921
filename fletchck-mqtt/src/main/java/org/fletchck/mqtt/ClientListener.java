package org.fletchck.mqtt;

/** Hears what happens to a {@link ReconnectingClient}, from its threads: must not block. */
interface ClientListener {

  /** The broker took the client, and the topics are subscribed. */
  default void connected() {}

  /**
   * The connection was lost, or couldn't be made; called when the reason is another than the last
   * time. Tries go on by themselves.
   *
   * @param reason in words for people, without secrets
   */
  default void disconnected(String reason) {}

  /** The broker keeps nothing under a topic any more, or refuses to clear it. */
  default void cleared(String topic) {}

  /**
   * A message arrived. It is acknowledged when this returns.
   *
   * @return false if it must not be acknowledged, so that the broker keeps it
   */
  default boolean received(IncomingMessage message) {
    return true;
  }
}
