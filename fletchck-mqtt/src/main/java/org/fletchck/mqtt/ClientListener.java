package org.fletchck.mqtt;

/** Receives the events of a {@link ReconnectingClient}, on its threads; must not block. */
interface ClientListener {

  /** Called when the broker has accepted the client and the topics are subscribed to. */
  default void connected() {}

  /**
   * Called when the connection was lost or couldn't be made, if the reason differs from the last
   * one. Further attempts are made automatically.
   *
   * @param reason human-readable, without secrets
   */
  default void disconnected(String reason) {}

  /** Called when the broker no longer retains a message on a topic, or refuses to clear it. */
  default void cleared(String topic) {}

  /**
   * Called when a message arrives. It is acknowledged when this returns.
   *
   * @return false if it must not be acknowledged, so that the broker keeps it
   */
  default boolean received(IncomingMessage message) {
    return true;
  }
}
