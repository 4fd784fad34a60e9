/**
 * Due times: the sun's times at coordinates. Pure, given a day; the clock is others' work. Start with
 * {@link io.candelabra.core.schedule.Sun}.
 */
@NullMarked
package io.candelabra.core.schedule;

import org.jspecify.annotations.NullMarked;
