package io.candelabra.driver.knx;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A datapoint type: what the bytes of a telegram mean.
 *
 * @param main such as 5 for one byte
 * @param sub such as 1 for a percentage; 0 where it is not known
 */
record KnxDatapoint(int main, int sub) {
    /** Of an address of which nobody says what it carries. */
    static final KnxDatapoint UNKNOWN = new KnxDatapoint(0, 0);

    private static final Pattern DOTTED = Pattern.compile("([0-9]{1,5})(?:\\.(?:([0-9]{1,5})|\\*|x{1,3}))?");
    private static final Pattern OF_ETS = Pattern.compile("DPS?T-([0-9]{1,5})(?:-([0-9]{1,5}))?");

    /**
     * Reads {@code 5.001}, {@code 5}, {@code DPST-5-1}, {@code DPT-5}, or the first of several; empty text is the unknown one.
     *
     * @return empty where a text is no datapoint type
     */
    static Optional<KnxDatapoint> parse(String text) {
        String first = text.split("[ ,]", 2)[0].strip();
        if (first.isEmpty()) {
            return Optional.of(UNKNOWN);
        }
        Matcher ets = OF_ETS.matcher(first);
        Matcher matcher = ets.matches() ? ets : DOTTED.matcher(first);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int main = Integer.parseInt(matcher.group(1));
        int sub = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return main == 0 ? Optional.empty() : Optional.of(new KnxDatapoint(main, sub));
    }

    boolean is(int wantedMain, int wantedSub) {
        return main == wantedMain && sub == wantedSub;
    }

    /** {@code 5.001}; empty text for the unknown one. */
    @Override
    public String toString() {
        return main == 0 ? "" : sub == 0 ? Integer.toString(main) : String.format(Locale.ROOT, "%d.%03d", main, sub);
    }
}
