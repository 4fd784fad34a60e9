package io.candelabra.driver.overkiz;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import io.candelabra.wire.json.ToldJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a box tells, field by field: what is odd is as if it were not there. */
final class BoxJson {
    private BoxJson() {}

    /** States or attributes; of one name the first. */
    static List<State> states(Map<String, @Nullable Object> object, String field) {
        List<State> states = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Map<String, @Nullable Object> one : ToldJson.objects(object, field)) {
            String name = ToldJson.text(one, "name");
            if (!name.isBlank() && names.add(name)) {
                State.Kind kind = one.get("type") instanceof Long code ? kind(code) : State.Kind.NONE;
                states.add(new State(name, kind, value(kind, one.get("value"))));
            }
        }
        return states;
    }

    private static State.Kind kind(long code) {
        return code == (int) code ? State.Kind.ofCode((int) code) : State.Kind.NONE;
    }

    /** Some boxes tell every value of an event as text; the kind says what it is. */
    private static Value value(State.Kind kind, @Nullable Object tree) {
        return switch (tree) {
            case null -> Value.NOTHING;
            case String text -> fromText(kind, text);
            case Boolean flag -> Value.of(flag.booleanValue());
            case Long whole -> Value.of(whole.longValue());
            case Double real -> Value.of(real.doubleValue());
            default -> new Value.Tree(Json.text(tree));
        };
    }

    private static Value fromText(State.Kind kind, String text) {
        try {
            return switch (kind) {
                case INTEGER, DATE -> Value.of(Long.parseLong(text));
                case FLOAT -> {
                    double number = Double.parseDouble(text);
                    yield Double.isFinite(number) ? Value.of(number) : Value.NOTHING;
                }
                case BOOLEAN -> Value.of(text.equals("true"));
                case JSON_ARRAY, JSON_OBJECT ->
                    new Value.Tree(Json.text(Json.tree(text.getBytes(StandardCharsets.UTF_8))));
                case NONE, STRING, BLOB, PASSWORD -> Value.of(text);
            };
        } catch (NumberFormatException | JsonException other) {
            // a box that tells a word for a number is believed the word
            return Value.of(text);
        }
    }

    /** A command as boxes take it. */
    static Map<String, Object> command(DeviceCommand command) {
        List<@Nullable Object> parameters = new ArrayList<>();
        command.parameters().forEach(value -> parameters.add(plain(value)));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", command.name());
        told.put("parameters", parameters);
        return told;
    }

    private static @Nullable Object plain(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Whole whole -> whole.number();
            case Value.Real real -> real.number();
            case Value.Flag flag -> flag.on();
            case Value.Tree tree -> Json.tree(tree.json().getBytes(StandardCharsets.UTF_8));
            case Value.Nothing ignored -> null;
        };
    }
}
