package io.candelabra.wire.json;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes the components of a record by hand, for storage: what is empty, 0 or false is left out, as the library leaves it out. */
public final class FieldWriter {
    private final JsonGenerator out;
    private final SerializationContext context;

    private FieldWriter(JsonGenerator out, SerializationContext context) {
        this.out = out;
        this.context = context;
    }

    public FieldWriter text(String name, String value) {
        if (!value.isEmpty()) {
            out.writeStringProperty(name, value);
        }
        return this;
    }

    /** A text that has to be there, such as an id. */
    public FieldWriter id(String name, String value) {
        out.writeStringProperty(name, value);
        return this;
    }

    public FieldWriter word(String name, Enum<?> value) {
        out.writeStringProperty(name, value.name());
        return this;
    }

    public FieldWriter number(String name, long value) {
        if (value != 0) {
            out.writeNumberProperty(name, value);
        }
        return this;
    }

    public FieldWriter flag(String name, boolean value) {
        if (value) {
            out.writeBooleanProperty(name, true);
        }
        return this;
    }

    /** A record in its own braces. */
    public <T> FieldWriter object(String name, T value, BiConsumer<T, FieldWriter> each) {
        out.writeName(name);
        return element(value, each);
    }

    public <T> FieldWriter objects(String name, List<T> values, BiConsumer<T, FieldWriter> each) {
        return values(name, values, (value, writer) -> writer.element(value, each));
    }

    /** A list, each of whose elements is written by what is given here. */
    public <T> FieldWriter values(String name, List<T> values, BiConsumer<T, FieldWriter> element) {
        if (!values.isEmpty()) {
            out.writeName(name);
            out.writeStartArray();
            for (T value : values) {
                element.accept(value, this);
            }
            out.writeEndArray();
        }
        return this;
    }

    /** A value that is written by what is given here. */
    public <T> FieldWriter value(String name, T value, BiConsumer<T, FieldWriter> leaf) {
        out.writeName(name);
        leaf.accept(value, this);
        return this;
    }

    /** Anything else that is not empty, as the library writes it. */
    public FieldWriter other(String name, Object value) {
        boolean empty =
                switch (value) {
                    case Collection<?> all -> all.isEmpty();
                    case Map<?, ?> all -> all.isEmpty();
                    case Optional<?> one -> one.isEmpty();
                    default -> false;
                };
        if (!empty) {
            out.writeName(name);
            context.writeValue(out, value);
        }
        return this;
    }

    /** One of a sealed family, as the library writes it. */
    public FieldWriter oneOf(String name, Object value) {
        out.writeName(name);
        context.findTypedValueSerializer(value.getClass(), true).serialize(value, out, context);
        return this;
    }

    /** A record as an element of a list. */
    public <T> FieldWriter element(T value, BiConsumer<T, FieldWriter> each) {
        out.writeStartObject();
        each.accept(value, this);
        out.writeEndObject();
        return this;
    }

    /** What a {@link Shape} gives, as an element of a list or as a value. */
    public FieldWriter leaf(@Nullable Object tree) {
        Shaped.write(tree, out);
        return this;
    }

    static SimpleModule module(List<Fields<?>> all) {
        SimpleModule module = new SimpleModule("fields");
        all.forEach(fields -> add(module, fields));
        return module;
    }

    private static <T> void add(SimpleModule module, Fields<T> fields) {
        module.addSerializer(fields.type(), new ByHand<>(fields));
    }

    private static final class ByHand<T> extends StdSerializer<T> {
        private final Fields<T> fields;

        ByHand(Fields<T> fields) {
            super(fields.type());
            this.fields = fields;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            fields.each().accept(value, new FieldWriter(out, context));
            out.writeEndObject();
        }

        /** The type as {@link SealedTypes} has it. */
        @Override
        public void serializeWithType(
                T value, JsonGenerator out, SerializationContext context, TypeSerializer unneeded) {
            out.writeStartObject();
            out.writeStringProperty(SealedTypes.NAME, fields.name());
            fields.each().accept(value, new FieldWriter(out, context));
            out.writeEndObject();
        }
    }
}
