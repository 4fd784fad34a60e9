/**
 * A socket that is a file: for programs on the same machine that run as the same user. What may come in: a folder, and
 * what to do with a message. What must not: anything from another machine, anybody else of this one, and messages without
 * bound. One connection carries one message and its answer, each a line.
 * Read {@link io.candelabra.wire.local.LocalListener} first.
 */
@NullMarked
package io.candelabra.wire.local;

import org.jspecify.annotations.NullMarked;
