package io.candelabra.wire.json;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** One way to write and read JSON. Made by {@link Json}; safe for any number of threads. */
public final class JsonCodec {

    private final JsonMapper mapper;
    private final JsonLimits limits;

    JsonCodec(JsonMapper mapper, JsonLimits limits) {
        this.mapper = mapper;
        this.limits = limits;
    }

    /** The value as compact UTF-8. */
    public byte[] write(@Nullable Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JacksonException problem) {
            throw Faults.ofWriting(problem);
        }
    }

    /**
     * The value as compact UTF-8, written as {@code declared}: for storage, where a value at the top is of a sealed
     * interface and must say which of its records it is.
     */
    public <T> byte[] write(T value, Class<T> declared) {
        try {
            return mapper.writerFor(declared).writeValueAsBytes(value);
        } catch (JacksonException problem) {
            throw Faults.ofWriting(problem);
        }
    }

    /** The list as compact UTF-8, each of its values written as {@code declared}: the same, for a list at the top. */
    public <T> byte[] writeList(List<? extends T> values, Class<T> declared) {
        try {
            return mapper.writerFor(mapper.getTypeFactory().constructCollectionType(List.class, declared))
                    .writeValueAsBytes(values);
        } catch (JacksonException problem) {
            throw Faults.ofWriting(problem);
        }
    }

    /** The value as compact text. */
    public String text(@Nullable Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JacksonException problem) {
            throw Faults.ofWriting(problem);
        }
    }

    /** Reads one document. Throws {@link JsonException}; also where the document is {@code null}. */
    public <T> T read(byte[] document, Class<T> type) {
        return present(read(document, mapper.constructType(type)));
    }

    /** Reads one document of a type with parameters, such as a map of lists. */
    public Object read(byte[] document, Type type) {
        return present(read(document, mapper.constructType(type)));
    }

    /** Reads one document that is an array of {@code type}. Throws {@link JsonException}. */
    public <T> List<T> readList(byte[] document, Class<T> type) {
        return present(read(document, mapper.getTypeFactory().constructCollectionType(List.class, type)));
    }

    /** Reads one document without a type: see {@link Json#tree}. */
    public @Nullable Object tree(byte[] document) {
        return read(document, mapper.constructType(Object.class));
    }

    /** Takes a value out of {@link #tree} on as a record. */
    public <T> T convert(@Nullable Object tree, Class<T> type) {
        return read(write(tree), type);
    }

    /** The same record with another value of one of its components. Throws {@link JsonException} where the value does not fit. */
    @SuppressWarnings("unchecked") // a record is an object, and its class is of its own type
    <T extends Record> T with(T record, String component, Object value) {
        Map<String, @Nullable Object> fields =
                new LinkedHashMap<>((Map<String, @Nullable Object>) present(tree(write(record))));
        fields.put(component, value);
        return convert(fields, (Class<T>) record.getClass());
    }

    private <T> @Nullable T read(byte[] document, JavaType type) {
        if (document.length > limits.maxDocumentBytes()) {
            throw JsonException.tooLarge("the document is longer than " + limits.maxDocumentBytes() + " bytes");
        }
        try {
            return mapper.readValue(document, type);
        } catch (JacksonException problem) {
            throw Faults.ofReading(problem, limits);
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new JsonException(JsonException.Kind.MISMATCH, "null where a value is needed at $", "$", 0, 0, null);
        }
        return value;
    }
}
