package io.candelabra.core.series;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Spans of the calendar by which samples are gathered, as long as they are where the site is: a day may have 23 hours or 25. */
public enum CalendarSpan {
    HOUR,
    DAY,
    MONTH,
    YEAR;

    /** Clocks are changed at quarters of an hour, whatever the zone. */
    private static final long QUARTER_MS = 900_000;

    /** Where the span with this moment in it begins. */
    public long startMs(long ms, ZoneId zone) {
        ZonedDateTime at = Instant.ofEpochMilli(ms).atZone(zone);
        return switch (this) {
            // of an hour that comes twice each is one of its own
            case HOUR -> at.truncatedTo(ChronoUnit.HOURS).toInstant().toEpochMilli();
            case DAY, MONTH, YEAR -> startMs(first(at.toLocalDate()), zone);
        };
    }

    /**
     * Up to where moments after one that lies in a span are known to lie in the same: its end, or of an hour a quarter's, since no zone
     * says how long an hour is.
     */
    long knownUntilMs(long ms, ZoneId zone) {
        return switch (this) {
            case HOUR -> Math.floorDiv(ms, QUARTER_MS) * QUARTER_MS + QUARTER_MS;
            case DAY, MONTH, YEAR -> nextMs(ms, zone);
        };
    }

    /** Where the next span begins; of an hour, at the latest. */
    public long nextMs(long ms, ZoneId zone) {
        LocalDate first = first(Instant.ofEpochMilli(ms).atZone(zone).toLocalDate());
        return switch (this) {
            case HOUR -> startMs(ms, zone) + 2 * 4 * QUARTER_MS;
            case DAY -> startMs(first.plusDays(1), zone);
            case MONTH -> startMs(first.plusMonths(1), zone);
            case YEAR -> startMs(first.plusYears(1), zone);
        };
    }

    private LocalDate first(LocalDate day) {
        return switch (this) {
            case HOUR, DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    private static long startMs(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
