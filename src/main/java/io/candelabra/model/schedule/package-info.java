/**
 * Plans by the clock and by the sun, as data, and the moments that follow from them. Pure: the time zone and the sun's
 * times are given. Nothing here may know a dialect's notation, a clock or a library. Start with
 * {@link io.candelabra.model.schedule.DimmingPlan}.
 */
@NullMarked
package io.candelabra.model.schedule;

import org.jspecify.annotations.NullMarked;
