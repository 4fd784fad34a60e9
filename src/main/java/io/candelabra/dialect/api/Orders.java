package io.candelabra.dialect.api;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.model.Cause;
import io.candelabra.wire.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Orders of an administrator that one dialect alone knows. An order that is answered as done is on disk. */
public interface Orders {
    /**
     * Carries an order out.
     *
     * @param order JSON, as the dialect's own command wrote it
     * @return one row of names and values as a {@link Map}, or a {@link java.util.List} of such rows
     * @throws Refused where the order cannot be carried out
     * @throws JsonException where it is none that the dialect knows
     */
    Object carryOut(byte[] order, Caller caller, Cause cause);

    /**
     * Sets a thing that the settings file declares.
     *
     * @param thing as the kind read it
     * @return whether that changed anything
     * @throws Refused where it cannot be set
     */
    boolean declare(DeclaredKind<?> kind, String name, Object thing, Caller caller, Cause cause);

    /** A short row of two columns, in this order. */
    static Map<String, Object> row(String name, Object value, String further, Object itsValue) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(name, value);
        row.put(further, itsValue);
        return row;
    }

    /** A long id as tables show it: its first twelve letters. */
    static String shortened(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }
}
