/**
 * The messages to subscribers, from the site's log.
 *
 * <p>Each connection has one position in the log. {@link io.candelabra.dialect.lutron.leap.feed.LeapFeed} follows the log
 * from there and tells each subscriber what looks different;
 * {@link io.candelabra.dialect.lutron.leap.feed.OccupancyNews} does the same for webhooks, which have no connection.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.feed;

import org.jspecify.annotations.NullMarked;
