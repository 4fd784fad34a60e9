package io.candelabra.wire.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values of a type are kept where an object with field names would be too large: as text, a number, or a list of
 * those. A value that {@code out} gives must lead back through {@code in}, which gets the text's values as
 * {@link Json#tree} gives them.
 *
 * @param type a record, or a sealed interface whose records then need no name
 * @param in may throw anything but errors; the reader is then told that the value does not fit
 */
public record Shape<T>(Class<T> type, Function<T, @Nullable Object> out, Function<@Nullable Object, T> in) {

    /** A type that is one text. */
    public static <T> Shape<T> text(Class<T> type, Function<T, String> out, Function<String, T> in) {
        return new Shape<>(type, out::apply, tree -> {
            if (tree instanceof String text) {
                return in.apply(text);
            }
            throw new IllegalArgumentException("text is expected");
        });
    }
}
