/**
 * Listeners: places in the log of a site, and its events in the words of this dialect.
 *
 * <p>What may come in: logged events and the state they lead to. What must not: requests that change a site. A listener keeps nothing but a number; what it has not read yet is still in the log. Read {@link io.candelabra.dialect.overkiz.events.EventsRoutes}, then {@link io.candelabra.dialect.overkiz.events.OverkizEvents}; most events are lines of {@link io.candelabra.dialect.overkiz.events.EventTable}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.events;

import org.jspecify.annotations.NullMarked;
