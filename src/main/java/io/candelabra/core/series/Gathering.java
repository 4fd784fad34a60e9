package io.candelabra.core.series;

import java.util.regex.Pattern;

/** How the numbers of a state become one for a span of time. */
public enum Gathering {
    /** A level, such as a temperature or a power: the mean of the samples. */
    MEAN,
    /** A counter, such as consumed energy: by how much it grew. */
    GROWTH,
    /** An index that a meter shows and people read off: where it stood at the end. */
    LAST;

    /** Power is consumed too, and is a level. */
    private static final Pattern LEVEL =
            Pattern.compile("Power|Rate|Ratio|Percent|Temperature|SetPoint|Target|Average|Min|Max");

    private static final Pattern COUNTER = Pattern.compile("Energy|Consumption");
    private static final Pattern INDEX = Pattern.compile("Index(State)?$");

    /** As the state's name says it: nothing else tells of all devices what they count. */
    public static Gathering of(String state) {
        if (INDEX.matcher(state).find()) {
            return LAST;
        }
        return COUNTER.matcher(state).find() && !LEVEL.matcher(state).find() ? GROWTH : MEAN;
    }

    /** By how much a counter grew from one reading to the next: one that fell was set back, and counts from zero. */
    public static double growth(double before, double now) {
        return Double.isNaN(before) ? 0 : now < before ? Math.max(0, now) : now - before;
    }
}
