/**
 * Who is notified of what, and when: {@link org.fletchck.internal.notify.NotificationPlanner}
 * decides, {@link org.fletchck.internal.notify.Outbox} delivers.
 */
@NullMarked
package org.fletchck.internal.notify;

import org.jspecify.annotations.NullMarked;
