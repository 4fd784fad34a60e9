/**
 * The history of values: which states are recorded, how they come from the log into series, and how they are asked for.
 *
 * <p>The log of a site holds every value, on disk, before anybody is told of it. {@link io.candelabra.core.history.Recorder} reads it and
 * keeps the newest samples in memory, where a query finds them at once; now and then it writes them to the series in one round. What a crash
 * takes from memory is read from the log again, which is kept for as long as it is needed. {@link io.candelabra.core.history.Histories} is
 * asked by everybody else. The numbers and their packing are the matter of {@code core.series}.
 */
@NullMarked
package io.candelabra.core.history;

import org.jspecify.annotations.NullMarked;
