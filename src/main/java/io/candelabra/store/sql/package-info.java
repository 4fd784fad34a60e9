/**
 * Sites in one SQLite file: the store that a server runs on.
 *
 * <p>Batches of the sites' writers come in; a batch that is answered as written has been synced to disk. This is the
 * only room that knows SQL. One connection writes ({@link io.candelabra.store.sql.Writer}), a few read on threads of
 * their own ({@link io.candelabra.store.sql.Readers}), rows and log entries are JSON
 * ({@link io.candelabra.store.sql.RowBodies}), and the log is packed ({@link io.candelabra.store.sql.Packing}).
 * Start with {@link io.candelabra.store.sql.SqliteStore}, then {@link io.candelabra.store.sql.Schema}.
 */
@NullMarked
package io.candelabra.store.sql;

import org.jspecify.annotations.NullMarked;
