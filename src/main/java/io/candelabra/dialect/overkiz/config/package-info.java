/**
 * Setting up gateways and protocols.
 *
 * <p>Local tokens first: read {@link io.candelabra.dialect.overkiz.config.LocalRoutes}. Long work of a protocol is a job of its
 * gateway: {@link io.candelabra.dialect.overkiz.config.ZwaveRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.config;

import org.jspecify.annotations.NullMarked;
