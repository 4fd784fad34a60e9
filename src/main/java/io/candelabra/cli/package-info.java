/**
 * Commands that send orders to a running server. Each is a program of its own, and knows the server only by its socket
 * in the data folder, or by the ports that everybody uses. A typed command line comes in. The store must not, nor any
 * room that holds state: two hands never write one folder. Commands of one dialect alone stand with that dialect. Read
 * {@link io.candelabra.cli.Asking} first.
 */
@NullMarked
package io.candelabra.cli;

import org.jspecify.annotations.NullMarked;
