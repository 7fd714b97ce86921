/** The action types: each declares its options and tells somebody about a change. */
@NullMarked
package org.fletchck.actions;

import org.jspecify.annotations.NullMarked;
