package org.fletchck.mqtt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the steps of the protocol where {@code debug} asks for it. Never given what is secret.
 *
 * @param wanted whether they are logged
 */
record ProtocolLog(boolean wanted) {

  private static final Logger LOG = LoggerFactory.getLogger(ProtocolLog.class);

  void log(String format, Object... values) {
    if (wanted) {
      LOG.info("mqtt: " + format, values);
    }
  }

  /** Logs what is done with a message. */
  void logMessage(String done, int bytes, String topic) {
    if (wanted) {
      LOG.info("mqtt: {} {} bytes under {}", done, bytes, TopicWarnings.shown(topic));
    }
  }
}
