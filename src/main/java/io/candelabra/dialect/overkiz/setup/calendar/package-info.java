/**
 * The calendar of a setup: so far its days, which say what happens at which time of such a day.
 *
 * <p>Days are kept and shown here. Nothing is started from here. Read {@link io.candelabra.dialect.overkiz.setup.calendar.DaysRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.setup.calendar;

import org.jspecify.annotations.NullMarked;
