/**
 * The entrance: {@link io.candelabra.Main} reads the command line and builds the rooms by constructor, in order.
 * Nothing else lives here; whatever a room needs is handed to it. Read Main from top to bottom and you have seen
 * how the server fits together.
 */
@NullMarked
package io.candelabra;

import org.jspecify.annotations.NullMarked;
