package io.candelabra.driver.mqtt;

import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.ToldJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values of a bridge as the model has them, and back. */
final class ZigbeeJson {
    private ZigbeeJson() {}

    /** NaN where it is no number. */
    static double number(@Nullable Object tree) {
        return ToldJson.number(tree).orElse(Double.NaN);
    }

    static Value value(@Nullable Object tree) {
        return switch (tree) {
            case null -> Value.NOTHING;
            case String text -> Value.of(text);
            case Boolean flag -> Value.of(flag.booleanValue());
            case Long whole -> Value.of(whole.longValue());
            case Double real -> Value.of(real.doubleValue());
            default -> new Value.Tree(Json.text(tree));
        };
    }

    /** A value as JSON has it. */
    static @Nullable Object plain(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Whole whole -> whole.number();
            case Value.Real real -> number(real);
            case Value.Flag flag -> flag.on();
            case Value.Tree tree -> Json.tree(tree.json().getBytes(StandardCharsets.UTF_8));
            case Value.Nothing ignored -> null;
        };
    }

    /** A whole number has no point: some converters look at it. */
    private static Object number(Value.Real real) {
        double number = real.number();
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : (Object) number;
    }
}
