/**
 * The entrance: what wires the rooms, and decides nothing. {@link io.candelabra.Main} reads the command line into
 * {@code Settings}; {@link io.candelabra.Candelabra} builds one running server by constructor, in the order in which a request
 * passes the rooms: {@code Rooms} is what all dialects share, {@code Dialects} lists the dialects over it.
 *
 * <p>What may come in: everything. What must not: a rule, a word of a protocol, a row of a store. Read {@code Candelabra}
 * first, as a table of contents.
 */
@NullMarked
package io.candelabra;

import org.jspecify.annotations.NullMarked;
