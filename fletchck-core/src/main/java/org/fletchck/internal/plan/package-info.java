/**
 * What is configured now, and the state of each check: {@link org.fletchck.internal.plan.Plan} and
 * {@link org.fletchck.internal.plan.MonitoredCheck}, with the rules of who blocks whom.
 */
@NullMarked
package org.fletchck.internal.plan;

import org.jspecify.annotations.NullMarked;
