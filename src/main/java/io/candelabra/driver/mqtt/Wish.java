package io.candelabra.driver.mqtt;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command as it is published, and what the device will tell when it has done it.
 *
 * @param payload the fields that are set
 * @param ends all of these have to be told; empty where nothing will tell
 * @param course how it comes about
 */
record Wish(Map<String, @Nullable Object> payload, List<End> ends, Course course) {

    /** How what is wished for comes about. */
    enum Course {
        /** It is told when it is done, soon. */
        AT_ONCE,
        /** Something travels: it may take long, and may tell where it is on the way. */
        TRAVELS,
        /** Something travels, and the bridge says at once that it has arrived, since it was told to. */
        ECHOED,
        /** What travels stands still from here on. */
        STOPS
    }

    Wish {
        ends = List.copyOf(ends);
    }

    /** One that is done soon. */
    Wish(Map<String, @Nullable Object> payload, List<End> ends) {
        this(payload, ends, Course.AT_ONCE);
    }

    boolean moving() {
        return course == Course.TRAVELS || course == Course.ECHOED;
    }

    /** Whether it takes the place of one that is under way: one thing is in one place. */
    boolean overtakes(Wish older) {
        return older.moving()
                && (course == Course.STOPS
                        || moving()
                                && ends.stream().anyMatch(end -> older.ends.stream()
                                        .anyMatch(other -> other.property().equals(end.property()))));
    }

    /**
     * What a field will be.
     *
     * @param value null where any other than before will do
     * @param tolerance of a number
     * @param orOther whether any other value than before will do as well: lamps come near a colour, and not to it
     */
    record End(String property, @Nullable Object value, double tolerance, boolean orOther) {

        static End at(String property, @Nullable Object value, double tolerance) {
            return new End(property, value, tolerance, false);
        }

        /** Whether a message tells it. */
        boolean met(Map<String, @Nullable Object> told, Map<String, @Nullable Object> before) {
            Object now = told.get(property);
            if (now == null) {
                return false;
            }
            return value != null && near(value, now) || orOther && !now.equals(before.get(property));
        }

        private boolean near(Object wanted, Object now) {
            if (wanted instanceof Number number && now instanceof Number told) {
                return Math.abs(number.doubleValue() - told.doubleValue()) <= tolerance;
            }
            if (wanted instanceof Map<?, ?> fields && now instanceof Map<?, ?> told) {
                return fields.entrySet().stream()
                        .allMatch(field ->
                                told.get(field.getKey()) != null && near(field.getValue(), told.get(field.getKey())));
            }
            return wanted.equals(now);
        }
    }

    boolean metBy(Map<String, @Nullable Object> told, Map<String, @Nullable Object> before) {
        return ends.stream().allMatch(end -> end.met(told, before));
    }

    /** Whether a message tells of anything that is wished for. */
    boolean touchedBy(Map<String, @Nullable Object> told, Map<String, @Nullable Object> before) {
        return ends.stream().anyMatch(end -> {
            Object now = told.get(end.property());
            return now != null && !now.equals(before.get(end.property()));
        });
    }
}
