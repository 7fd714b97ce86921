/**
 * The check types that need only the network or the machine, found by their {@code
 * META-INF/services} entries.
 *
 * <p>Each type is a {@code ...CheckType}, which declares options, and a {@code ...Check}, which
 * runs. A check of a network service takes {@code TimedSteps}, opens a {@code CheckConnection} to
 * an {@code Endpoint} and starts {@code Tls} on it; options shared by many types are in {@code
 * NetOptions} and {@code Level}.
 */
@NullMarked
package org.fletchck.checks;

import org.jspecify.annotations.NullMarked;
