/**
 * Sockets and text: HTTP, TLS and JSON, each in a room of its own. Only here are the libraries for them seen; everything
 * else speaks to these rooms in plain Java values. What must not come in: dialects, the core, the store.
 */
@NullMarked
package io.candelabra.wire;

import org.jspecify.annotations.NullMarked;
