package io.candelabra.store.sql;

/**
 * How many rows of a kind a site has, and the sum of their checksums: kept up with every row that comes or goes, so that one
 * that is missing, or is there in an older form, is found without keeping anything twice. A sum of checksums of 32 bits
 * stays far below 2^63.
 */
record Tally(long count, long sum) {
    static final Tally NONE = new Tally(0, 0);

    Tally with(long checksum) {
        return new Tally(count + 1, sum + checksum);
    }

    Tally without(long checksum) {
        return new Tally(count - 1, sum - checksum);
    }
}
