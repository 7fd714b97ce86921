/**
 * The engine. A site consists of named checks, named actions and their triggers. The engine runs
 * what is due and notifies of changes between pass and fail.
 */
@NullMarked
package org.fletchck;

import org.jspecify.annotations.NullMarked;
