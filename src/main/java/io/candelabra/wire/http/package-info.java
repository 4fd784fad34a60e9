/**
 * HTTP over TLS: listening, routing and answering; the only place that knows the HTTP library. What may come in:
 * requests from anywhere, hostile ones too; what goes out is only what a face decides. What must not come in: any word
 * of a dialect, and no rule about who may do what: a face brings both, as a {@link io.candelabra.wire.http.Filter} and as
 * {@link io.candelabra.wire.http.FaceErrors}.
 * Read {@link io.candelabra.wire.http.Face} first, then {@link io.candelabra.wire.http.Routes},
 * {@link io.candelabra.wire.http.Exchange} and {@link io.candelabra.wire.http.Reply}.
 */
@NullMarked
package io.candelabra.wire.http;

import org.jspecify.annotations.NullMarked;
