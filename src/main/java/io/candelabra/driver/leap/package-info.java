/**
 * Bridges that speak LEAP over TLS: Caséta, RA3, QSX and Vive. Both sides send JSON objects, one a line: requests with a tag, answers
 * with the same tag, and news of what was subscribed.
 *
 * <p>What is known of it: what public clients send and read, and our own Vive hub, which the tests speak to. Begin with
 * {@link io.candelabra.driver.leap.LeapDriver}; {@link io.candelabra.driver.leap.Bridge} is the far end.
 */
@NullMarked
package io.candelabra.driver.leap;

import org.jspecify.annotations.NullMarked;
