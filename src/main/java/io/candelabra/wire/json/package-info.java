/**
 * JSON in and out, and the only place that knows the JSON library. Bytes and text may come in from a socket or a store,
 * and plain Java values (records, lists, maps, enums, numbers, text). No word of a dialect and no noun of the model
 * may; those are ordinary records here. Reading is strict (no duplicate keys, nothing after the value, bounded depth
 * and length, no text taken for a number); every failure is a {@link io.candelabra.wire.json.JsonException} with a
 * plain message. Read {@link io.candelabra.wire.json.Json} first.
 */
@NullMarked
package io.candelabra.wire.json;

import org.jspecify.annotations.NullMarked;
