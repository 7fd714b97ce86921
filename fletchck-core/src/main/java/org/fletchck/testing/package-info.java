/**
 * Support for tests of plugins: run a check or action with {@link
 * org.fletchck.testing.TestContext}, and move time with {@link org.fletchck.testing.SettableClock}.
 */
@NullMarked
package org.fletchck.testing;

import org.jspecify.annotations.NullMarked;
