/**
 * Sockets and text: HTTP, TLS and JSON, each in a room of its own. Only these rooms see the libraries for them; every
 * other room speaks to them in plain Java values. They know no dialect, no core and no store.
 */
@NullMarked
package io.candelabra.wire;

import org.jspecify.annotations.NullMarked;
