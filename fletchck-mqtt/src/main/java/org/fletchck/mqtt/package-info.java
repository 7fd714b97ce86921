/** The MQTT bridge: publishes states, and takes part in sites that report to each other. */
@NullMarked
package org.fletchck.mqtt;

import org.jspecify.annotations.NullMarked;
