/**
 * Gateways, and when they expect the sun to set and to rise. Start with
 * {@link io.candelabra.dialect.sustainder.gateways.GatewaysRoutes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.gateways;

import org.jspecify.annotations.NullMarked;
