package io.candelabra.driver.mqtt;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command as it is published, and what the device will tell when it has done it.
 *
 * @param payload the fields that are set
 * @param ends all of these have to be told; empty where nothing will tell
 * @param moving whether something travels: it may take long, and tells where it is on the way
 */
record Wish(Map<String, @Nullable Object> payload, List<End> ends, boolean moving) {
    Wish {
        ends = List.copyOf(ends);
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
