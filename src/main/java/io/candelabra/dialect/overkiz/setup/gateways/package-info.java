/**
 * {@code /setup/gateways}: gateways, their protocols, how well they are in step, notes, developer mode.
 *
 * <p>Nothing here talks to a gateway: the site knows all that is shown. The fields of a gateway stand in {@link
 * io.candelabra.dialect.overkiz.document.GatewayDocument}. Start with {@link
 * io.candelabra.dialect.overkiz.setup.gateways.GatewaysRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.setup.gateways;

import org.jspecify.annotations.NullMarked;
