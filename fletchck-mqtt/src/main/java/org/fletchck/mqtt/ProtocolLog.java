package org.fletchck.mqtt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the steps of the protocol if {@code debug} is set. Is never given secrets.
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
      LOG.info("mqtt: {} {} bytes on {}", done, bytes, TopicWarnings.shown(topic));
    }
  }
}
