package io.candelabra.model;

/** Names a gateway within its site, as the field prints it on the box (Overkiz: {@code dddd-dddd-dddd}, a street gateway: its IMEI). */
public record GatewayId(String value) implements Comparable<GatewayId> {
    private static final int LONGEST = 100;

    public GatewayId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("GatewayId must have 1 to " + LONGEST + " characters");
        }
    }

    /** Whether a text can be the id of a gateway: it has 1 to 100 characters. */
    public static boolean isOne(String text) {
        return !text.isEmpty() && text.length() <= LONGEST;
    }

    @Override
    public int compareTo(GatewayId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
