/**
 * HTTP over TLS: listening, routing and answering; the only place that knows the HTTP library. Requests may come in
 * from anywhere, hostile ones too; a face alone decides what goes out. No word of a dialect may come in, and no rule
 * about rights: a face brings both, as a {@link io.candelabra.wire.http.Filter} and as
 * {@link io.candelabra.wire.http.FaceErrors}.
 * <p>Between the connection and the HTTP library stands {@code Http1Guard}. Without it the library (Helidon 4.5.0) would: take
 * a body that nobody read after {@code Expect: 100-continue} for the next request; look neither at the two bytes after a chunk
 * nor at signs and zeros before its size; refuse chunk extensions and trailers, which are allowed; change to h2c inside TLS;
 * know no HTTP/1.0; and wait for headers and bodies for as long as somebody sends a byte now and then.
 *
 * <p>Read {@link io.candelabra.wire.http.Face} first, then {@link io.candelabra.wire.http.Routes},
 * {@link io.candelabra.wire.http.Exchange} and {@link io.candelabra.wire.http.Reply}.
 */
@NullMarked
package io.candelabra.wire.http;

import org.jspecify.annotations.NullMarked;
