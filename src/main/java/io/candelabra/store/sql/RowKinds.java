package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Stored;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How tables and keys are written in columns. */
final class RowKinds {

    private RowKinds() {}

    /** The number of a table in the file. It must not change, so it is not the place in the enum. */
    static int code(Table table) {
        return switch (table) {
            case DEVICE -> 1;
            case STATES -> 2;
            case GATEWAY -> 3;
            case RESOURCE -> 4;
            case EXECUTION -> 5;
            case STEP -> 6;
            case ALERT -> 7;
            case JOB -> 8;
        };
    }

    /** The number of a record of history in the file. */
    static int code(Class<? extends HistoryItem> kind) {
        return switch (Stored.Name.of(kind)) {
            case "endedExecution" -> 1;
            case "deviceEvent" -> 2;
            case "notification" -> 3;
            case "visit" -> 4;
            case "endedJob" -> 5;
            default -> throw new IllegalArgumentException("no number is given to " + kind);
        };
    }

    /** The record of history with a number. */
    static Class<? extends HistoryItem> item(int code) {
        for (Class<?> kind : HistoryItem.class.getPermittedSubclasses()) {
            if (code(kind.asSubclass(HistoryItem.class)) == code) {
                return kind.asSubclass(HistoryItem.class);
            }
        }
        throw new Damaged("there is no kind of history with the number " + code, null);
    }

    /** The numbers of all records of history. */
    static int[] historyCodes() {
        return Arrays.stream(HistoryItem.class.getPermittedSubclasses())
                .mapToInt(kind -> code(kind.asSubclass(HistoryItem.class)))
                .toArray();
    }

    /** The numbers of the records of history that people may erase, with commas between. */
    static String erasable() {
        return HistoryItem.ERASABLE.stream()
                .map(kind -> Integer.toString(code(kind)))
                .collect(Collectors.joining(","));
    }

    /** For people, of what may be no kind at all. */
    static String name(int code) {
        for (Table table : Table.values()) {
            if (code(table) == code) {
                return table.name();
            }
        }
        return "kind " + code;
    }

    static Table table(int code) {
        for (Table table : Table.values()) {
            if (code(table) == code) {
                return table;
            }
        }
        throw new Damaged("there is no kind of row with the number " + code, null);
    }

    /**
     * A key as text that a column can hold. Half a surrogate pair cannot be written as UTF-8; SQLite's driver would put a
     * question mark in its place, and two keys would become one.
     */
    static String text(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (Character.isSurrogate(key.charAt(i)) && !pairAt(key, i)) {
                return escaped(key);
            }
            if (Character.isHighSurrogate(key.charAt(i))) {
                i++;
            }
        }
        return key;
    }

    private static boolean pairAt(String key, int i) {
        return i + 1 < key.length() && Character.isSurrogatePair(key.charAt(i), key.charAt(i + 1));
    }

    private static String escaped(String key) {
        StringBuilder text = new StringBuilder(key.length() + 10).append('\0');
        key.chars().forEach(c -> {
            if (Character.isSurrogate((char) c) || c == '\0') {
                text.append('\0').append(Integer.toHexString(c));
            } else {
                text.append((char) c);
            }
        });
        return text.toString();
    }
}
