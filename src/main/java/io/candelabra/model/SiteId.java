package io.candelabra.model;

/** Names a site: a home, an office, a town. Small letters, digits and dashes. */
public record SiteId(String value) implements Comparable<SiteId> {
    public SiteId {
        if (value.isEmpty() || value.length() > 100) {
            throw new IllegalArgumentException("SiteId must have 1 to 100 characters");
        }
    }

    @Override
    public int compareTo(SiteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
