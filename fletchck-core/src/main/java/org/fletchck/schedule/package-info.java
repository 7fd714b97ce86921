/**
 * Time: when a check runs next ({@link org.fletchck.schedule.Trigger}), what starts it then, and
 * how long it may take ({@link org.fletchck.schedule.Deadline}).
 *
 * <p>Schedules and timestamps are wall time; deadlines and pauses are monotonic. {@link
 * org.fletchck.schedule.TriggerText} is the plain text form of a trigger that people type. Only
 * this package uses the cron library.
 */
@NullMarked
package org.fletchck.schedule;

import org.jspecify.annotations.NullMarked;
