package io.candelabra.dialect.lutron.leap.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of the language as it is being put together: names and values in order. A value is text, a number, a truth
 * value, null, another such object or a list. Some fields are <em>kept</em>: they stand in a push too when they have not
 * changed, since clients find the object by them.
 */
public final class LeapObject {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Set<String> kept = new HashSet<>();

    /** An object with an address. */
    public static LeapObject at(String href) {
        return new LeapObject().keep("href", href);
    }

    /** Nothing but an address: how one object names another. */
    public static Map<String, Object> ref(String href) {
        return Map.of("href", href);
    }

    public static List<Map<String, Object>> refs(List<String> hrefs) {
        return hrefs.stream().map(LeapObject::ref).toList();
    }

    public LeapObject put(String name, @Nullable Object value) {
        values.put(name, value instanceof LeapObject fields ? fields.values : value);
        return this;
    }

    public LeapObject keep(String name, Object value) {
        kept.add(name);
        return put(name, value);
    }

    /** Only where there is a value. */
    public LeapObject maybe(String name, Optional<?> value) {
        value.ifPresent(given -> put(name, given));
        return this;
    }

    public LeapObject objects(String name, List<LeapObject> objects) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>(objects.size());
        objects.forEach(object -> list.add(object.values));
        return put(name, list);
    }

    /** Lists that clients expect only where there is something in them. */
    public LeapObject refsUnlessEmpty(String name, List<String> hrefs) {
        return hrefs.isEmpty() ? this : put(name, refs(hrefs));
    }

    public String href() {
        return String.valueOf(values.get("href"));
    }

    public Map<String, @Nullable Object> values() {
        return values;
    }

    /**
     * The fields that differ from an earlier look at the same object, with the kept fields; empty where nothing does.
     */
    public Optional<LeapObject> since(LeapObject before) {
        LeapObject delta = new LeapObject();
        boolean news = false;
        for (Map.Entry<String, @Nullable Object> field : values.entrySet()) {
            String name = field.getKey();
            boolean same = before.values.containsKey(name)
                    && java.util.Objects.equals(before.values.get(name), field.getValue());
            if (!same || kept.contains(name)) {
                delta.put(name, field.getValue());
            }
            news |= !same;
        }
        return news ? Optional.of(delta) : Optional.empty();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
