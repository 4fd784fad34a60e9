package io.candelabra.driver.mqtt;

import io.candelabra.model.Value;
import io.candelabra.wire.json.ToldJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a model exposes, as Zigbee2MQTT describes it.
 *
 * @param kind {@code numeric}, {@code binary}, {@code enum}, {@code text}, {@code composite}, {@code list}; or {@code light}, {@code switch},
 *     {@code cover}, {@code lock}, {@code climate}, {@code fan}, which only hold features
 * @param name what it is, such as {@code brightness}
 * @param property its field in the messages, such as {@code brightness_l1}; empty for those that only hold features
 * @param endpoint the part of the device that it belongs to; empty for the device as a whole
 * @param access 1 it is told, 2 it can be set, 4 it can be asked for
 * @param min NaN where open
 * @param max NaN where open
 * @param step NaN where open
 * @param on what a binary says for yes
 * @param off what it says for no
 * @param toggle what turns it over; nothing where it has no such word
 */
record Exposed(
        String kind,
        String name,
        String property,
        String endpoint,
        int access,
        String unit,
        double min,
        double max,
        double step,
        List<String> values,
        Value on,
        Value off,
        Value toggle,
        List<Exposed> features) {
    private static final int DEEPEST = 6;
    private static final int MOST = 500;
    private static final int LONGEST = 100;

    Exposed {
        values = List.copyOf(values);
        features = List.copyOf(features);
    }

    boolean told() {
        return (access & 1) != 0;
    }

    boolean settable() {
        return (access & 2) != 0;
    }

    boolean gettable() {
        return (access & 4) != 0;
    }

    Optional<Exposed> feature(String feature) {
        return features.stream().filter(one -> one.name().equals(feature)).findFirst();
    }

    /** Those of a definition. One that cannot be read is left out. */
    static List<Exposed> read(@Nullable Object exposes) {
        return read(exposes, DEEPEST, "");
    }

    private static List<Exposed> read(@Nullable Object exposes, int depth, String endpoint) {
        List<Exposed> found = new ArrayList<>();
        for (Map<String, @Nullable Object> one : ToldJson.objects(exposes)) {
            if (depth > 0 && found.size() < MOST) {
                one(one, depth, endpoint).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Exposed> one(Map<String, @Nullable Object> told, int depth, String outer) {
        String kind = ToldJson.text(told, "type");
        String name = ToldJson.text(told, "name");
        String property = ToldJson.text(told, "property");
        String own = ToldJson.text(told, "endpoint");
        String endpoint = own.isEmpty() ? outer : own;
        if (kind.isEmpty() || name.length() > LONGEST || property.length() > LONGEST || endpoint.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        if (told.get("values") instanceof List<?> list) {
            list.stream()
                    .map(value -> ZigbeeJson.value(value).asText())
                    .filter(word -> !word.isEmpty())
                    .distinct()
                    .limit(MOST)
                    .forEach(values::add);
        }
        int access = told.get("access") instanceof Long bits ? (int) (bits & 7) : 1;
        return Optional.of(new Exposed(
                kind,
                name.isEmpty() ? property : name,
                property,
                endpoint,
                access,
                ToldJson.text(told, "unit"),
                ZigbeeJson.number(told.get("value_min")),
                ZigbeeJson.number(told.get("value_max")),
                ZigbeeJson.number(told.get("value_step")),
                values,
                ZigbeeJson.value(told.get("value_on")),
                ZigbeeJson.value(told.get("value_off")),
                ZigbeeJson.value(told.get("value_toggle")),
                read(told.get("features"), depth - 1, endpoint)));
    }
}
