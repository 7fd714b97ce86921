/** State, history and outbox of a site, kept in one SQLite file. */
@NullMarked
package org.fletchck.store;

import org.jspecify.annotations.NullMarked;
