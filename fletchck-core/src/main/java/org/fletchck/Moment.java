package org.fletchck;

import java.time.Duration;
import java.time.Instant;

/**
 * Now, on both clocks.
 *
 * @param time what the clock on the wall shows, for stamps
 * @param running the running time, which decides how long something lasts; see {@link RunningTime}
 */
record Moment(Instant time, Duration running) {}
