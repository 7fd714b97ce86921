/**
 * What is known of a running site and outlives it: the {@link org.fletchck.state.Store} of states
 * and undelivered notifications, the {@link org.fletchck.state.History}, reports, and the {@link
 * org.fletchck.state.SiteListener} that is called for all of this.
 */
@NullMarked
package org.fletchck.state;

import org.jspecify.annotations.NullMarked;
