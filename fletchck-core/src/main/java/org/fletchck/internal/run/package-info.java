/**
 * When and how a check runs: {@link org.fletchck.internal.run.TriggerScheduler} starts {@link
 * org.fletchck.internal.run.CheckRunner}, which makes attempts.
 */
@NullMarked
package org.fletchck.internal.run;

import org.jspecify.annotations.NullMarked;
