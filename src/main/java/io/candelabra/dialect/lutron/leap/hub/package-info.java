/**
 * The calls that a hub's or processor's model, firmware and licences let through, and the orders by which an
 * administrator sets them.
 *
 * <p>These settings are kept with the gateway as vendor fields. A hub of which nothing was ever said has everything; a
 * hub whose text has broken has nothing. Start with {@link io.candelabra.dialect.lutron.leap.hub.HubGates} for Vive and
 * {@link io.candelabra.dialect.lutron.leap.hub.Licences} for Quantum.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.hub;

import org.jspecify.annotations.NullMarked;
