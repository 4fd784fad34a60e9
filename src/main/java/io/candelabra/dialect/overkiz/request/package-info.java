/**
 * What every request of the Overkiz dialect meets: the session that asks and the setup that is shown to it, how often it may
 * ask, and how it is refused.
 *
 * <p>Refusals of the core, requests and {@code spelling} may come in. An operation must not; operations know this package. Read
 * {@link io.candelabra.dialect.overkiz.request.OverkizSession} first, then
 * {@link io.candelabra.dialect.overkiz.request.OverkizErrors}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.request;

import org.jspecify.annotations.NullMarked;
