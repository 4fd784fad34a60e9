/**
 * Orders of an administrator while the server runs: letting programs in and ending them, gateways, passwords, and orders that one
 * dialect alone knows, which go to that dialect by its name. Orders come in from the machine's own user, or from the
 * settings file at a start. Nothing may come in from the network, and no order moves a device; to {@code core.access}
 * the sender is an administrator, and no more. All changes go through the same doors as everybody's. Read
 * {@link io.candelabra.admin.Order} first, then {@link io.candelabra.admin.Desk}.
 */
@NullMarked
package io.candelabra.admin;

import org.jspecify.annotations.NullMarked;
