package org.fletchck.mqtt;

import java.time.Duration;

/**
 * The times of a link.
 *
 * @param keepAlive silence after which the broker is asked whether it is there, in whole seconds;
 *     it is given up when it hasn't answered after as long again
 * @param patience bound of each step of connecting: TCP, TLS, the login, the subscription
 * @param firstPause the pause before connecting again; each further one is twice as long
 * @param longestPause the bound of the pauses
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
