package org.fletchck.mqtt;

/** A state that arrived, with its topic. */
record ReceivedState(StateMessage message, String topic, boolean retained) {

  String name() {
    return message.name();
  }
}
