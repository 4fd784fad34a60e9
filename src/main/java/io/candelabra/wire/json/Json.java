package io.candelabra.wire.json;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the dialects speak it. Writing: a record's null components are left out unless they say {@link EvenNull}, a map's null values are written;
 * record components keep their order; enums are written by name; an empty Optional is left out. Reading: unknown fields
 * are ignored; everything else is strict (see the package). A sealed interface is written as the record that it is, and
 * read by the fields that are there; where records of one interface share all fields, use {@link #forStorage()}.
 * Times are not written: give them as text or number, in the unit that the dialect wants.
 */
public final class Json {

    private static final JsonCodec WIRE = new JsonCodec(Mappers.wire(JsonLimits.WIRE, false), JsonLimits.WIRE);
    private static final JsonCodec STRICT = new JsonCodec(Mappers.wire(JsonLimits.WIRE, true), JsonLimits.WIRE);
    private static final JsonCodec STORAGE = new JsonCodec(Mappers.storage(JsonLimits.STORAGE), JsonLimits.STORAGE);

    private Json() {}

    /** The value as compact UTF-8. */
    public static byte[] write(@Nullable Object value) {
        return WIRE.write(value);
    }

    /** The value as compact text. */
    public static String text(@Nullable Object value) {
        return WIRE.text(value);
    }

    /** Reads one document. Throws {@link JsonException}; also where the document is {@code null}. */
    public static <T> T read(byte[] document, Class<T> type) {
        return WIRE.read(document, type);
    }

    /**
     * Reads one document without a type: LinkedHashMap, ArrayList, String, Long, BigInteger (what a long cannot hold),
     * Double, Boolean or null. {@code 1} stays an integer, {@code 1.0} a double.
     */
    public static @Nullable Object tree(byte[] document) {
        return WIRE.tree(document);
    }

    /** Takes a value out of {@link #tree} on as a record: {@code Json.convert(map.get("command"), Command.class)}. */
    public static <T> T convert(@Nullable Object tree, Class<T> type) {
        return WIRE.convert(tree, type);
    }

    /** The same record with another value of one of its components. */
    public static <T extends Record> T with(T record, String component, Object value) {
        return WIRE.with(record, component, value);
    }

    /** Like the methods here, but a field that the record does not know is a mismatch. */
    public static JsonCodec strict() {
        return STRICT;
    }

    /**
     * For messages between parts of the server: where a sealed interface of this project is expected, the record's
     * simple name stands first, as {@code "@"}, so that everything written comes back as the same.
     */
    public static JsonCodec forStorage() {
        return STORAGE;
    }

    /**
     * For bodies that are kept on disk in great numbers: common values have short shapes, and a component that is
     * empty, 0, false or null is left out. An absent field is read as empty, 0 or false, so a null comes back as empty,
     * and a record that has got another component since can still be read. Costly to make: keep it.
     *
     * @param byHand records that are written by hand, to the same text
     * @param names what stands as {@code "@"} for a record of a sealed interface
     */
    public static JsonCodec forStorage(
            List<Shape<?>> shapes, List<Fields<?>> byHand, Function<Class<?>, String> names) {
        return new JsonCodec(Mappers.lean(JsonLimits.STORAGE, shapes, byHand, names), JsonLimits.STORAGE);
    }

    /** The codec of the methods here with other limits. Costly to make: keep it. */
    public static JsonCodec limited(JsonLimits limits) {
        return new JsonCodec(Mappers.wire(limits, false), limits);
    }
}
