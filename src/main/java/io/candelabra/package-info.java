/**
 * The entrance: it wires the rooms, and decides nothing. {@link io.candelabra.Main} reads the command line into
 * {@code Settings}; {@link io.candelabra.Candelabra} builds one running server by constructor, in the order in which a
 * request passes the rooms: {@code Rooms} are shared by all dialects, {@code Dialects} lists the dialects over them.
 *
 * <p>The entrance may know every room. It may hold no rule, no word of a protocol and no row of a store. Read
 * {@code Candelabra} first, as a table of contents.
 */
@NullMarked
package io.candelabra;

import org.jspecify.annotations.NullMarked;
