/**
 * Series: the numbers that one state of one device had over time, and what they come to by hour, day, month and year.
 *
 * <p>Pure data and arithmetic, and the seam to whatever keeps it ({@link io.candelabra.core.series.SeriesStore}). The room knows neither
 * sites nor the door; {@code core.history} records with it and answers from it. Start with {@link io.candelabra.core.series.Samples},
 * then {@link io.candelabra.core.series.SampleBlock} and {@link io.candelabra.core.series.Gatherer}.
 */
@NullMarked
package io.candelabra.core.series;

import org.jspecify.annotations.NullMarked;
