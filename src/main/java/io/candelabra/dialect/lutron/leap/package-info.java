/**
 * The language of the Lutron faces: messages with a verb and the address of a resource. Vive speaks it over TLS, Quantum
 * inside HTTPS; what the two have in common is all here.
 *
 * <p>What comes in: parsed messages and a session that knows who asks. What goes out: answers, and pushes to subscribers.
 * Sites are reached by their door alone; no socket and no HTTP is known here. Start with
 * {@link io.candelabra.dialect.lutron.leap.Leap}, then {@link io.candelabra.dialect.lutron.leap.Installation}, which is how the
 * language sees a site, and any of the {@code …Routes}.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap;

import org.jspecify.annotations.NullMarked;
