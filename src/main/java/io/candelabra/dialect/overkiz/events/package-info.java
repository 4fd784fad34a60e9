/**
 * Listeners: positions in the log of a site, and its events in the words of this dialect.
 *
 * <p>Logged events and the state that they lead to may come in. Requests that change a site must not. A listener keeps a number alone: the events that it has not read yet are still in the log. Read {@link io.candelabra.dialect.overkiz.events.EventsRoutes}, then {@link io.candelabra.dialect.overkiz.events.OverkizEvents}; most events are lines of {@link io.candelabra.dialect.overkiz.events.EventTable}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.events;

import org.jspecify.annotations.NullMarked;
