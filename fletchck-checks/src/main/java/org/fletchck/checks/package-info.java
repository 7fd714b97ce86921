/** The check types: each declares its options and makes checks that ask one service how it is. */
@NullMarked
package org.fletchck.checks;

import org.jspecify.annotations.NullMarked;
