package io.candelabra.model;

/** Names a gateway within its site, as the field prints it on the box (Overkiz: {@code dddd-dddd-dddd}, a street gateway: its IMEI). */
public record GatewayId(String value) implements Comparable<GatewayId> {
    public GatewayId {
        if (value.isEmpty() || value.length() > 100) {
            throw new IllegalArgumentException("GatewayId must have 1 to 100 characters");
        }
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
