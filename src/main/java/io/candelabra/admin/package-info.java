/**
 * What an administrator can do while the server runs: let programs in and end them, pair, say what hubs are licensed for,
 * set webhooks. What may come in: orders from the machine's own user, or from the settings file at a start. What must not:
 * anything from the network, and anything that moves a device; whoever comes this way is an administrator to
 * {@code core.access}, and no more. All changes go through the same doors as everybody's.
 * Read {@link io.candelabra.admin.Order} first, then {@link io.candelabra.admin.Desk}.
 */
@NullMarked
package io.candelabra.admin;

import org.jspecify.annotations.NullMarked;
