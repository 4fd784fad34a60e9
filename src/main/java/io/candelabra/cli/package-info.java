/**
 * The commands that ask a running server something: they are programs of their own, and know the server only by its socket
 * in the data folder, or by the ports that everybody uses. What may come in: what somebody types. What must not: the store,
 * or any room that holds state; two hands never write one folder.
 * Read {@link io.candelabra.cli.Asking} first.
 */
@NullMarked
package io.candelabra.cli;

import org.jspecify.annotations.NullMarked;
