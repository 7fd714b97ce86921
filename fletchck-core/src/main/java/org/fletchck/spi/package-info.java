/**
 * What a plugin implements and sees: extend fletchck by adding a {@link org.fletchck.spi.CheckType}
 * or an {@link org.fletchck.spi.ActionType}.
 *
 * <p>A type declares its name and its {@link org.fletchck.spi.Option options} once and makes the
 * thing that runs: a {@link org.fletchck.spi.Check} looks at something and returns a {@link
 * org.fletchck.spi.CheckResult}, an {@link org.fletchck.spi.Action} tells somebody about a {@link
 * org.fletchck.spi.Notification}. {@link org.fletchck.spi.Types} collects the types of a program.
 */
@NullMarked
package org.fletchck.spi;

import org.jspecify.annotations.NullMarked;
