/**
 * JSON in and out, and the only place that knows the JSON library. What may come in: bytes and text from a socket or a
 * store, and plain Java values (records, lists, maps, enums, numbers, text). What must not: any word of a dialect, any
 * noun of the model; those are ordinary records here.
 * Reading is strict (no duplicate keys, nothing after the value, bounded depth and length, no text taken for a number);
 * every failure is a {@link io.candelabra.wire.json.JsonException} with a plain message.
 * Read {@link io.candelabra.wire.json.Json} first.
 */
@NullMarked
package io.candelabra.wire.json;

import org.jspecify.annotations.NullMarked;
