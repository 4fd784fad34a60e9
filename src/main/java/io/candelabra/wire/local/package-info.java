/**
 * A socket that is a file, for programs on the same machine that run as the same user. A folder comes in, and a handler
 * of messages. Another machine, another user and an endless message do not. One connection carries one message and its
 * answer, each a line. Read {@link io.candelabra.wire.local.LocalListener} first.
 */
@NullMarked
package io.candelabra.wire.local;

import org.jspecify.annotations.NullMarked;
