package io.candelabra.wire.json;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Turns the library's exceptions into ours: kind, place, and words without a class name. */
final class Faults {

    private Faults() {}

    static JsonException ofReading(JacksonException problem, JsonLimits limits) {
        String library = problem.getOriginalMessage() == null ? "" : problem.getOriginalMessage();
        return switch (problem) {
            case StreamConstraintsException _
            when library.contains("nesting depth") -> JsonException.tooDeep("nested deeper than " + limits.maxDepth());
            case StreamConstraintsException _ ->
                JsonException.tooLarge("a value or the document is longer than allowed");
            case InputCoercionException range ->
                mismatch(problem, "expected " + word(range.getTargetType()) + " of a smaller size", path(range));
            case StreamReadException _ -> malformed(problem, duplicate(library) ? "a field stands twice" : "not JSON");
            case UnrecognizedPropertyException unknown -> mismatch(problem, "unknown field", path(unknown));
            case ValueInstantiationException refused -> mismatch(problem, reason(refused), path(refused));
            case MismatchedInputException _
            when library.startsWith("Trailing token") -> malformed(problem, "more text after the value");
            case MismatchedInputException _
            when library.startsWith("No content to map") -> malformed(problem, "the document is empty");
            case MismatchedInputException other ->
                mismatch(problem, "expected " + word(other.getTargetType()), path(other));
            case DatabindException other -> mismatch(problem, "unexpected value", path(other));
            default -> malformed(problem, "not JSON");
        };
    }

    static JsonException ofWriting(JacksonException problem) {
        String path = path(problem);
        return new JsonException(
                JsonException.Kind.MISMATCH, "a value at " + path + " cannot be written", path, 0, 0, problem);
    }

    private static boolean duplicate(String library) {
        return library.startsWith("Duplicate");
    }

    private static JsonException malformed(JacksonException problem, String what) {
        TokenStreamLocation place = problem.getLocation();
        int line = place == null ? 0 : Math.max(0, place.getLineNr());
        int column = place == null ? 0 : Math.max(0, place.getColumnNr());
        String where = line == 0 ? "" : " at line " + line + ", column " + column;
        return JsonException.malformed(what + where, line, column, problem);
    }

    private static JsonException mismatch(JacksonException problem, String what, String path) {
        return new JsonException(JsonException.Kind.MISMATCH, what + " at " + path, path, 0, 0, problem);
    }

    /** A record that refuses its components says why in its own words. */
    private static String reason(ValueInstantiationException refused) {
        Throwable cause = refused.getCause();
        String words = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
        return words == null ? "unusable value" : words;
    }

    private static String path(JacksonException problem) {
        StringBuilder path = new StringBuilder("$");
        for (JacksonException.Reference step : problem.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(Math.max(0, step.getIndex())).append(']');
            } else {
                path.append('.').append(name);
            }
        }
        return path.toString();
    }

    private static String word(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        } else if (type == String.class || type.isEnum() || type == Character.class || type == char.class) {
            return type.isEnum() ? "one of a fixed set of words" : "text";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return "a number";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "an integer";
        } else if (type.isArray() || (Collection.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type))) {
            return "an array";
        }
        return "an object";
    }
}
