/** The guard around a store that fails. */
@NullMarked
package org.fletchck.internal.store;

import org.jspecify.annotations.NullMarked;
