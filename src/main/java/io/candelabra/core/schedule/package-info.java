/**
 * Due times: what comes when by the rules of a schedule, and the sun's times at coordinates. Pure, given rules, a place, a day and
 * a seed; the clock is others' work. Start with {@link io.candelabra.core.schedule.Timetable}, and with
 * {@link io.candelabra.core.schedule.Sun} for the sun.
 */
@NullMarked
package io.candelabra.core.schedule;

import org.jspecify.annotations.NullMarked;
