/**
 * Proof of who asks: tokens, passwords, and what a caller may see. Start with
 * {@link io.candelabra.dialect.sustainder.auth.SustainderAuth}, which stands around every request.
 */
@NullMarked
package io.candelabra.dialect.sustainder.auth;

import org.jspecify.annotations.NullMarked;
