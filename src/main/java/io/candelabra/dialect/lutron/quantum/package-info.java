/**
 * The Quantum server: the language of {@code leap} in HTTPS requests, each with two keys.
 *
 * <p>Requests come in from integrations that hold an API key (the vendor's) and a device key (this server's). Nothing
 * is pushed on this way. Start with {@link io.candelabra.dialect.lutron.quantum.QuantumFace}.
 */
@NullMarked
package io.candelabra.dialect.lutron.quantum;

import org.jspecify.annotations.NullMarked;
