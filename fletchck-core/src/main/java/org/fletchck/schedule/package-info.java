/**
 * Time: when a check runs next ({@link org.fletchck.schedule.Trigger}), what starts it then, and
 * how long it may take ({@link org.fletchck.schedule.Deadline}).
 *
 * <p>Schedules and stamps are wall time; deadlines and pauses are monotonic. {@link
 * org.fletchck.schedule.TriggerText} is the plain text form of a trigger that people type. All use
 * of the cron library ends in this package.
 */
@NullMarked
package org.fletchck.schedule;

import org.jspecify.annotations.NullMarked;
