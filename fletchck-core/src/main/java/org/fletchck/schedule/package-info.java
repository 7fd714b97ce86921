/**
 * Time: when a check runs next , what starts it then, and how long it may take ({@link
 * org.fletchck.schedule.Deadline}).
 *
 * <p>Schedules and stamps are wall time; deadlines and pauses are monotonic.
 */
@NullMarked
package org.fletchck.schedule;

import org.jspecify.annotations.NullMarked;
