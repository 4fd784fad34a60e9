package io.candelabra.dialect.lutron.leap.message;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fade and delay times: {@code 00:01:30}, hundredths behind it, {@code 01:30}, seconds, and ISO durations such as
 * {@code PT0.25S}.
 */
public final class LeapTime {
    private static final Pattern CLOCK =
            Pattern.compile("(?:(?:(\\d{1,2}):)?([0-5]?\\d):)?(\\d{1,5})(?:\\.(\\d{1,3}))?");
    private static final long LONGEST_MS = Duration.ofHours(24).toMillis();

    private LeapTime() {}

    /** The time under a name, in ms; empty where it is not given. Throws {@link LeapError} 400. */
    public static Optional<Long> ms(Map<?, ?> in, String name, String path) {
        Object value = in.get(name);
        return switch (value) {
            case null -> Optional.empty();
            case String text -> Optional.of(ms(text, path + "/" + name));
            case Long seconds ->
                Optional.of(bounded(seconds > 0 ? Math.min(seconds, LONGEST_MS) * 1000 : seconds, path));
            default -> throw LeapError.invalid(path + "/" + name, "has to be a time such as 00:00:02");
        };
    }

    private static long ms(String text, String path) {
        if (text.startsWith("PT")) {
            try {
                return bounded(Duration.parse(text).toMillis(), path);
            } catch (DateTimeParseException | ArithmeticException notATime) {
                throw LeapError.invalid(path, "is no duration");
            }
        }
        Matcher clock = CLOCK.matcher(text);
        if (!clock.matches()) {
            throw LeapError.invalid(path, "has to be a time such as 00:00:02");
        }
        long seconds = Long.parseLong(clock.group(3));
        if (clock.group(2) != null) {
            if (seconds > 59) {
                throw LeapError.invalid(path, "has more than 59 seconds in its minute");
            }
            seconds += 60 * Long.parseLong(clock.group(2));
        }
        if (clock.group(1) != null) {
            seconds += 3600 * Long.parseLong(clock.group(1));
        }
        String fraction = clock.group(4) == null ? "" : clock.group(4);
        long ms = fraction.isEmpty() ? 0 : Long.parseLong((fraction + "00").substring(0, 3));
        return bounded(seconds * 1000 + ms, path);
    }

    private static long bounded(long ms, String path) {
        if (ms < 0 || ms > LONGEST_MS) {
            throw LeapError.invalid(path, "has to be between 0 and 24 hours");
        }
        return ms;
    }
}
