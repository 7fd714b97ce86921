/**
 * The command line: a class per command, and what they share.
 *
 * <p>Start reading at {@link org.fletchck.cli.Main}. Commands print to the streams of the picocli
 * command line, return the exit code, and throw {@link org.fletchck.cli.InputException} for what
 * the user can correct.
 */
@NullMarked
package org.fletchck.cli;

import org.jspecify.annotations.NullMarked;
