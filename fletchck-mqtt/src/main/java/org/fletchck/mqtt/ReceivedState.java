package org.fletchck.mqtt;

/** A state that arrived, with the topic that it came by. */
record ReceivedState(StateMessage message, String topic, boolean retained) {

  String name() {
    return message.name();
  }
}
