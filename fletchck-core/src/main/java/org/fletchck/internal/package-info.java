/**
 * What all rooms of the engine share. Nothing in {@code org.fletchck.internal} and below is API.
 */
@NullMarked
package org.fletchck.internal;

import org.jspecify.annotations.NullMarked;
