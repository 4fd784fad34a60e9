/**
 * The shared part of all readers of sites' logs: their positions, the way in which an event is put into words without
 * one bad event stopping the reader, and the newest of these words in memory.
 *
 * <p>It knows the door and nothing of dialects. Start with {@link io.candelabra.core.feed.Feed}.
 */
@NullMarked
package io.candelabra.core.feed;

import org.jspecify.annotations.NullMarked;
