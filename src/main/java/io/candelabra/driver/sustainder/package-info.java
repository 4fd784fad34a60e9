/**
 * An account at a Sustainder Brokerage Layer (v2, HAL+JSON over HTTPS) as the upstream of a town: its lamps are found, told and
 * controlled. What stands behind {@code https://httpapi.sustainder.com/v2} is known from its public document alone; where that is
 * silent, a guess is marked where it is made. Start with {@link io.candelabra.driver.sustainder.SustainderDriver}, then
 * {@link io.candelabra.driver.sustainder.LcmWalk} for what is read and {@link io.candelabra.driver.sustainder.LcmOrders} for what is
 * asked.
 */
@NullMarked
package io.candelabra.driver.sustainder;

import org.jspecify.annotations.NullMarked;
