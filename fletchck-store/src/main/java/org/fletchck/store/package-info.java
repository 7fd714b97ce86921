/**
 * State, history and outbox of a site, kept in one SQLite file. Start at {@link
 * org.fletchck.store.SqliteStore}: it also keeps everything in memory, so that a site continues
 * when the file can't be used, and writes on one thread, many commits together.
 */
@NullMarked
package org.fletchck.store;

import org.jspecify.annotations.NullMarked;
