/**
 * Boxes that speak the local Overkiz API over TLS: TaHoma, Connexoon, Cozytouch and others. The box describes its devices itself, and
 * tells what happens through an event listener that is asked again and again.
 *
 * <p>What is known of it: the local API's public description, what public clients send, and our own local face, which the tests
 * speak to. Begin with {@link io.candelabra.driver.overkiz.OverkizDriver}; {@link io.candelabra.driver.overkiz.Box} is the far end.
 */
@NullMarked
package io.candelabra.driver.overkiz;

import org.jspecify.annotations.NullMarked;
