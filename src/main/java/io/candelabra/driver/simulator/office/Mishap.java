package io.candelabra.driver.simulator.office;

import io.candelabra.driver.simulator.field.Noise;
import io.candelabra.driver.simulator.life.Sky;
import java.time.ZonedDateTime;

/**
 * Something that goes wrong with a thing now and then, and is put right by somebody. When is a function of the seed and the
 * thing alone, so a restart changes nothing: time is cut into cells, and in each cell it happens once or not at all.
 *
 * @param kind the alert
 * @param cellDays length of a cell
 * @param chance that it happens in a cell, 0 to 1
 * @param shortestHours it lasts at least so long
 * @param longestHours and at most so long, until somebody is at work
 */
record Mishap(String kind, String detail, double cellDays, double chance, double shortestHours, double longestHours) {
    private static final double HOUR_MS = 3_600_000;
    private static final double DAY_MS = 24 * HOUR_MS;

    /** From when until when something is wrong. */
    record Span(long fromMs, long toMs) {
        boolean holds(long atMs) {
            return fromMs <= atMs && atMs < toMs;
        }
    }

    /** The span that holds at a moment, or the next one after it; looked for within some years. */
    Span at(long key, long atMs, Sky sky) {
        long cellMs = (long) (cellDays * DAY_MS);
        long first = Math.floorDiv(atMs, cellMs) - 1;
        for (long cell = first; cell < first + 1_000; cell++) {
            long seed = key * 31 + kind.hashCode();
            if (Noise.point(seed, cell * 4) < chance) {
                long from = cell * cellMs + (long) (Noise.point(seed, cell * 4 + 1) * cellMs);
                double hours = shortestHours + (longestHours - shortestHours) * Noise.point(seed, cell * 4 + 2);
                Span span = new Span(from, atWork(from + (long) (hours * HOUR_MS), sky));
                if (span.toMs() > atMs) {
                    return span;
                }
            }
        }
        return new Span(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The first moment from then on at which somebody is at work who puts it right. */
    static long atWork(long fromMs, Sky sky) {
        ZonedDateTime at = sky.local(fromMs);
        while (at.getDayOfWeek().getValue() > 5 || at.getHour() < 8 || at.getHour() >= 17) {
            at = at.plusHours(1);
        }
        return at.toInstant().toEpochMilli();
    }
}
