package io.candelabra.dialect.lutron.leap.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the objects of a list: a path of field names and the values of which one has to stand there, such as
 * {@code AssociatedArea.href:"/area/7"} or {@code Zone.ControlType:"Dimmed"|"Switched"}.
 */
public record ListCondition(List<String> path, List<String> values) {

    static ListCondition of(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw LeapError.bad("where= takes a field, a colon and a value");
        }
        List<String> values = new ArrayList<>();
        for (String value : text.substring(colon + 1).split("\\|", -1)) {
            boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
            values.add(quoted ? value.substring(1, value.length() - 1) : value);
        }
        return new ListCondition(List.of(text.substring(0, colon).split("\\.", -1)), values);
    }

    /** Those that fit. A field that none of the objects has is no field. */
    public List<LeapObject> filter(List<LeapObject> all) {
        List<LeapObject> result = new ArrayList<>();
        boolean known = all.isEmpty();
        for (LeapObject object : all) {
            @Nullable Object at = object.values();
            boolean found = true;
            for (String name : path) {
                found = at instanceof Map<?, ?> map && map.containsKey(name);
                at = at instanceof Map<?, ?> map ? map.get(name) : null;
            }
            known |= found;
            if (found && values.contains(String.valueOf(at))) {
                result.add(object);
            }
        }
        if (!known) {
            throw LeapError.bad("where= names a field that is not there");
        }
        return result;
    }
}
