/**
 * What all readers of sites' logs share, whatever they make of it: where each of them is, how an event is put into words
 * without one that cannot be stopping the reader, and the newest of these words in memory.
 *
 * <p>It knows the door and nothing of dialects. Start with {@link io.candelabra.core.feed.Feed}.
 */
@NullMarked
package io.candelabra.core.feed;

import org.jspecify.annotations.NullMarked;
