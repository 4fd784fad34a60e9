/**
 * The calendar of a setup. So far it has days, which say what starts at which time.
 *
 * <p>Days are stored and shown here. Nothing is started from here. Read {@link io.candelabra.dialect.overkiz.setup.calendar.DaysRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.setup.calendar;

import org.jspecify.annotations.NullMarked;
