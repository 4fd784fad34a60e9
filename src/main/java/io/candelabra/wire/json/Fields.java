package io.candelabra.wire.json;

import java.util.function.BiConsumer;

/**
 * How a record is written where it is written so often that the library's search for who writes what would cost most of it: its
 * components by hand, in their order, to the same text that the library makes of them. Reading stays the library's.
 *
 * @param name what stands as {@code "@"} where the record is asked for as one of a sealed family; empty where it never is
 * @param each writes the components
 */
public record Fields<T>(Class<T> type, String name, BiConsumer<T, FieldWriter> each) {}
