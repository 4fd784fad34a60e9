package io.candelabra.wire.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/** Reads what has no type: whole numbers as Long, and as BigInteger where a long cannot hold them. */
final class Untyped extends StdDeserializer<Object> {

    Untyped() {
        super(Object.class);
    }

    @Override
    public @Nullable Object deserialize(JsonParser in, DeserializationContext context) {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in, context);
            case START_ARRAY -> array(in, context);
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? in.getBigIntegerValue() : in.getLongValue();
            case VALUE_NUMBER_FLOAT -> number(in, context);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                context.handleUnexpectedToken(Object.class, in);
        };
    }

    /** A value without a type has no type in the text either. */
    @Override
    public @Nullable Object deserializeWithType(
            JsonParser in, DeserializationContext context, TypeDeserializer ignored) {
        return deserialize(in, context);
    }

    private Map<String, @Nullable Object> object(JsonParser in, DeserializationContext context) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            object.put(name, deserialize(in, context));
        }
        return object;
    }

    private List<@Nullable Object> array(JsonParser in, DeserializationContext context) {
        List<@Nullable Object> array = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(deserialize(in, context));
        }
        return array;
    }

    private static Object number(JsonParser in, DeserializationContext context) {
        double number = in.getDoubleValue();
        if (Double.isInfinite(number)) {
            return context.reportInputMismatch(Double.class, "too large for a double");
        }
        return number;
    }
}
