/** The MQTT bridge: publishes states, and receives those that other sites report. */
@NullMarked
package org.fletchck.mqtt;

import org.jspecify.annotations.NullMarked;
