/**
 * State, history and outbox of a site, kept in one SQLite file. Enter at {@link
 * org.fletchck.store.SqliteStore}: it keeps everything in memory too, so that a site goes on when
 * the file can't be used, and writes by one thread, many commits together.
 */
@NullMarked
package org.fletchck.store;

import org.jspecify.annotations.NullMarked;
