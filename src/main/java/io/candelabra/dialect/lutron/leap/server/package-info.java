/**
 * The server itself: ping, version, pairings, login, and the project that leads clients to all lists.
 *
 * <p>Addresses such as {@code /server/1/status/ping}, {@code /login} and {@code /project}.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.server;

import org.jspecify.annotations.NullMarked;
