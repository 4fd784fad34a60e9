/**
 * The language of the Lutron faces: messages with a verb and the address of a resource. Vive speaks it over TLS,
 * Quantum inside HTTPS; everything that the two have in common is here.
 *
 * <p>Parsed messages come in, with a session that knows the caller. Answers go out, and pushes to subscribers. Sites
 * are reached by their door alone; the language knows no socket and no HTTP.
 *
 * <p>Each room knows only rooms that stand before it: {@code message} (how a request reads), {@code view} (how a site
 * looks), {@code hub} (firmware and licences), {@code route} (how a request finds its handler), {@code command} (what
 * moves zones), {@code override} (load shed, emergency), {@code zone}, {@code device}, {@code occupancy}, {@code area}
 * and {@code server} (the resources by their addresses), {@code feed} (what subscribers are told). Start with
 * {@link io.candelabra.dialect.lutron.leap.Leap}, which lists all routes, then
 * {@link io.candelabra.dialect.lutron.leap.view.LeapView}, then any class whose name ends in {@code Routes}.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap;

import org.jspecify.annotations.NullMarked;
