/**
 * What a result means: {@link org.fletchck.internal.judge.StateMachine} judges, and {@link
 * org.fletchck.internal.judge.TransitionCommitter} has the one lock and makes the one commit.
 */
@NullMarked
package org.fletchck.internal.judge;

import org.jspecify.annotations.NullMarked;
