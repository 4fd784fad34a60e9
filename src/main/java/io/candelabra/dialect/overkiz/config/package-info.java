/**
 * Setting up gateways and protocols.
 *
 * <p>Local tokens first: read {@link io.candelabra.dialect.overkiz.config.LocalRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.config;

import org.jspecify.annotations.NullMarked;
