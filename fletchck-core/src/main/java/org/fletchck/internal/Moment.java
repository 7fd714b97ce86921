package org.fletchck.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * Now, on both clocks.
 *
 * @param time wall-clock time, for timestamps
 * @param running the running time, which decides how long something lasts; see {@link RunningTime}
 */
public record Moment(Instant time, Duration running) {}
