package io.candelabra.core.schedule;

import java.util.OptionalInt;

/**
 * A moment that a day of a schedule has: a time of the clock, or the sun's with an offset.
 *
 * @param id unique in its day
 * @param minute of the day, 0 to 1439, for a moment by the clock; the sun's moments do not look at it
 * @param offsetMinutes after the sun's time; negative before it
 * @param randomMinutes the moment is moved by at most so much to either side, by another draw each day
 * @param neverBefore minute of the day: a moment that would come earlier comes then
 * @param neverAfter minute of the day: a moment that would come later comes then. It wins over {@code neverBefore}
 */
public record DayMoment(
        String id,
        Kind kind,
        int minute,
        int offsetMinutes,
        int randomMinutes,
        OptionalInt neverBefore,
        OptionalInt neverAfter) {
    /** By what a moment goes. */
    public enum Kind {
        CLOCK,
        DAWN,
        DUSK
    }
}
