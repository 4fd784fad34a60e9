package io.candelabra.dialect.overkiz.spelling;

import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import org.jspecify.annotations.Nullable;

/**
 * Values in and out. In {@code /setup} and everywhere on the local face a value is what it is in JSON; in events of the
 * cloud face it is text.
 */
public final class OverkizValues {
    private OverkizValues() {}

    /** As JSON has it; null for nothing. */
    public static @Nullable Object nativeOf(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Whole whole -> whole.number();
            case Value.Real real -> real.number();
            case Value.Flag flag -> flag.on();
            case Value.Tree tree -> KeptJson.raw(tree.json());
            case Value.Nothing ignored -> null;
        };
    }

    /** As text, for events of the cloud face; null for nothing. */
    public static @Nullable String textOf(Value value) {
        return value instanceof Value.Nothing ? null : value.asText();
    }

    /** The value of a parameter or of a written state. @param tree as {@link Json#tree} gives it */
    public static Value of(@Nullable Object tree) {
        return switch (tree) {
            case null -> Value.NOTHING;
            case String text -> Value.of(text);
            case Boolean on -> Value.of(on.booleanValue());
            case Long number -> Value.of(number.longValue());
            case Double number -> Value.of(number.doubleValue());
            case Number other -> Value.of(other.doubleValue());
            default -> new Value.Tree(Json.text(tree));
        };
    }

    /** The data type of a value whose kind is not declared. */
    public static State.Kind kindOf(Value value) {
        return switch (value) {
            case Value.Text ignored -> State.Kind.STRING;
            case Value.Whole ignored -> State.Kind.INTEGER;
            case Value.Real ignored -> State.Kind.FLOAT;
            case Value.Flag ignored -> State.Kind.BOOLEAN;
            case Value.Tree tree -> tree.json().startsWith("[") ? State.Kind.JSON_ARRAY : State.Kind.JSON_OBJECT;
            case Value.Nothing ignored -> State.Kind.NONE;
        };
    }
}
