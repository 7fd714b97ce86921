/**
 * The plugin API: extend fletchck with a {@link org.fletchck.spi.CheckType} or an {@link
 * org.fletchck.spi.ActionType}.
 *
 * <p>A type declares its name and its {@link org.fletchck.spi.Option options} once and creates what
 * runs: a {@link org.fletchck.spi.Check} examines a service and returns a {@link
 * org.fletchck.spi.CheckResult}, an {@link org.fletchck.spi.Action} sends a {@link
 * org.fletchck.spi.Notification}. {@link org.fletchck.spi.Types} holds the types of a program.
 */
@NullMarked
package org.fletchck.spi;

import org.jspecify.annotations.NullMarked;
