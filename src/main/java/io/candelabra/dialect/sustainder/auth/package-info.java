/**
 * Proof of the caller: tokens, passwords, and the applications that a caller may use. Start with
 * {@link io.candelabra.dialect.sustainder.auth.SustainderAuth}, which stands around every request.
 */
@NullMarked
package io.candelabra.dialect.sustainder.auth;

import org.jspecify.annotations.NullMarked;
