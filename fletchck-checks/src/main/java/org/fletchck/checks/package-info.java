/**
 * The check types that need nothing but the network or the machine, found by their {@code
 * META-INF/services} entries.
 *
 * <p>Each type is a {@code ...CheckType}, which declares options, and a {@code ...Check}, which
 * runs. A check of something on the network takes {@code TimedSteps}, opens a {@code
 * CheckConnection} to a {@code Endpoint} and starts {@code Tls} on it; options that many share are
 * in {@code NetOptions} and {@code Level}.
 */
@NullMarked
package org.fletchck.checks;

import org.jspecify.annotations.NullMarked;
