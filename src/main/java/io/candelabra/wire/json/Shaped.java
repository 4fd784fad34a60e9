package io.candelabra.wire.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Teaches the library {@link Shape}s. */
final class Shaped {

    private Shaped() {}

    static SimpleModule module(List<Shape<?>> shapes) {
        SimpleModule module = new SimpleModule("shapes")
                .addSerializer(Double.class, new Reals(Double.class))
                .addSerializer(Double.TYPE, new Reals(Double.TYPE));
        shapes.forEach(shape -> add(module, shape));
        return module;
    }

    private static <T> void add(SimpleModule module, Shape<T> shape) {
        module.addSerializer(shape.type(), new Writer<>(shape));
        module.addDeserializer(shape.type(), new Reader<>(shape));
    }

    /** The few kinds that a tree has, without the library's search for who writes what. */
    static void write(@Nullable Object tree, JsonGenerator out) {
        switch (tree) {
            case String text -> out.writeString(text);
            case Long number -> out.writeNumber(number);
            case Integer number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(element -> write(element, out));
                out.writeEndArray();
            }
            case null -> out.writeNull();
            default -> out.writePOJO(tree);
        }
    }

    private static final class Writer<T> extends StdSerializer<T> {
        private final Shape<T> shape;

        Writer(Shape<T> shape) {
            super(shape.type());
            this.shape = shape;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            write(shape.out().apply(value), out);
        }

        @Override
        public void serializeWithType(
                T value, JsonGenerator out, SerializationContext context, TypeSerializer unneeded) {
            serialize(value, out, context);
        }
    }

    /** A number that JSON does not know is kept by its name, as a text; reading knows those names. */
    private static final class Reals extends StdSerializer<Double> {
        Reals(Class<Double> type) {
            super(type);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            if (Double.isFinite(value)) {
                out.writeNumber(value.doubleValue());
            } else {
                out.writeString(value.toString());
            }
        }
    }

    private static final class Reader<T> extends StdDeserializer<T> {
        /** Asked directly: looking for it would cost as much as the reading. */
        private static final Untyped TREES = new Untyped();

        private final Shape<T> shape;
        /** Asked for once: the library wants it for each component that may be missing, and most shapes throw. */
        private final @Nullable Object ofNothing;

        Reader(Shape<T> shape) {
            super(shape.type());
            this.shape = shape;
            this.ofNothing = ofNothing(shape);
        }

        private static @Nullable Object ofNothing(Shape<?> shape) {
            try {
                return shape.in().apply(null);
            } catch (RuntimeException none) {
                return null;
            }
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            return shaped(TREES.deserialize(in, context), context);
        }

        /** Where a value has to be and is none. */
        @Override
        public Object getEmptyValue(DeserializationContext context) {
            return shaped(null, context);
        }

        /** The same where the component is not there at all. */
        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return shaped(null, context);
        }

        /**
         * The value that an Optional or a list asks for: most shapes have no value for nothing, and then there is none.
         */
        @Override
        public @Nullable Object getNullValue(DeserializationContext context) {
            return ofNothing;
        }

        private T shaped(@Nullable Object tree, DeserializationContext context) {
            try {
                return shape.in().apply(tree);
            } catch (RuntimeException unfit) {
                throw context.weirdStringException("", shape.type(), "the value does not fit");
            }
        }

        @Override
        public Object deserializeWithType(JsonParser in, DeserializationContext context, TypeDeserializer unneeded) {
            return deserialize(in, context);
        }
    }
}
