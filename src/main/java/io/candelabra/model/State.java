package io.candelabra.model;

/**
 * A named state of a device with its declared kind, such as {@code core:ClosureState} at 42. Names are stored as the
 * field knows them; traits (see {@code io.candelabra.model.trait}) read them in core units.
 */
public record State(String name, Kind kind, Value value) {

    /** The declared data type; the code is the number that Overkiz documents and answers carry. */
    public enum Kind {
        NONE(0),
        INTEGER(1),
        FLOAT(2),
        STRING(3),
        BLOB(4),
        DATE(5),
        BOOLEAN(6),
        PASSWORD(9),
        JSON_ARRAY(10),
        JSON_OBJECT(11);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        /** The kind of a code; {@link #NONE} for a code that nobody knows. */
        public static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return NONE;
        }
    }

    /** How the names of states begin that a driver keeps in a device for itself. */
    public static final String DRIVERS_OWN = "driver:";

    /** Whether a driver keeps this for itself, to find it again after a restart. It is stored, and no dialect shows it. */
    public boolean driversOwn() {
        return name.startsWith(DRIVERS_OWN);
    }

    public static State of(String name, long value) {
        return new State(name, Kind.INTEGER, Value.of(value));
    }

    public static State of(String name, double value) {
        return new State(name, Kind.FLOAT, Value.of(value));
    }

    public static State of(String name, String value) {
        return new State(name, Kind.STRING, Value.of(value));
    }

    public static State of(String name, boolean value) {
        return new State(name, Kind.BOOLEAN, Value.of(value));
    }

    public State with(Value changed) {
        return new State(name, kind, changed);
    }
}
