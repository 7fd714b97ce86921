/**
 * The check types that need nothing but the network or the machine, found by their {@code
 * META-INF/services} entries.
 *
 * <p>Each type is a {@code ...CheckType}, which declares options, and a {@code ...Check}, which
 * runs. A check of something on the network takes {@link org.fletchck.checks.Steps}, opens a {@link
 * org.fletchck.checks.Connection} to a {@link org.fletchck.checks.Target} and starts {@link
 * org.fletchck.checks.Tls} on it; options that many share are in {@link
 * org.fletchck.checks.NetOptions} and {@link org.fletchck.checks.Level}.
 */
@NullMarked
package org.fletchck.checks;

import org.jspecify.annotations.NullMarked;
