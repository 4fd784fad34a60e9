/**
 * {@code /setup/gateways}: gateways, their protocols, how well they are in step, notes, developer mode.
 *
 * <p>Nothing here talks to a gateway: what is shown is what the site knows of it. What a gateway looks like is said in
 * {@link io.candelabra.dialect.overkiz.document.Gateways}. Start with {@link
 * io.candelabra.dialect.overkiz.setup.gateways.GatewaysRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.setup.gateways;

import org.jspecify.annotations.NullMarked;
