/**
 * The calendar of a setup: days say what starts at which time, rules on which days a day holds.
 *
 * <p>Days and rules are stored and shown here. {@link io.candelabra.dialect.overkiz.setup.calendar.CalendarPlan} makes a timetable of them for
 * the core, which starts what comes; nothing is started from here. Read it first.
 */
@NullMarked
package io.candelabra.dialect.overkiz.setup.calendar;

import org.jspecify.annotations.NullMarked;
