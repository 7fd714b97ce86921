package org.fletchck.mqtt;

import java.time.Duration;

/**
 * Time limits and delays of a connection.
 *
 * @param keepAlive silence after which the broker is pinged, in whole seconds; the connection is
 *     given up if the broker doesn't answer within as long again
 * @param patience time limit of each step of connecting: TCP, TLS, login, subscription
 * @param firstPause the delay before reconnecting; it doubles each time
 * @param longestPause the maximum delay
 */
record ClientTiming(
    Duration keepAlive, Duration patience, Duration firstPause, Duration longestPause) {

  static final ClientTiming USUAL =
      new ClientTiming(
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60));
}
