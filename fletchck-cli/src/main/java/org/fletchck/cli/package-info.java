/** The command line. Enter at {@link org.fletchck.cli.Main}. */
@NullMarked
package org.fletchck.cli;

import org.jspecify.annotations.NullMarked;
