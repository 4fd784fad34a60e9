/**
 * All that a driver may know: its commands, its reports, and the time.
 *
 * <p>A driver speaks to the devices behind one gateway. It is called by one thread at a time, the lane of its gateway,
 * so it needs no locks. Start with {@link io.candelabra.driver.api.Driver}; the one to copy is {@code driver.example}.
 */
@NullMarked
package io.candelabra.driver.api;

import org.jspecify.annotations.NullMarked;
