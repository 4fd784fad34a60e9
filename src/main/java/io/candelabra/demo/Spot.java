package io.candelabra.demo;

/**
 * Where a lamp stands, and how far the radio has to go from its gateway's cabinet: from lamp to lamp, in hops of at most
 * 120 metres. Poles and cabinets stand at latitude and longitude in degrees.
 */
record Spot(double[] pole, double[] cabinet) {
    private static final double METRES_PER_DEGREE = 111_320;
    private static final double LONGEST_HOP_M = 120;
    private static final double SHORTEST_HOP_M = 30;
    private static final int MOST_HOPS = 8;

    /** Metres to the cabinet. */
    private double metres() {
        double north = (pole[0] - cabinet[0]) * METRES_PER_DEGREE;
        double east = (pole[1] - cabinet[1]) * METRES_PER_DEGREE * Math.cos(Math.toRadians(pole[0]));
        return Math.hypot(north, east);
    }

    /** 1 to 8. */
    long hops() {
        return (long) Math.clamp(Math.ceil(metres() / LONGEST_HOP_M), 1, MOST_HOPS);
    }

    /** How strongly the lamp hears its neighbour, in dBm: weaker with the distance, and 4 dB more or less. @param chance 0 to 1 */
    long decibels(double chance) {
        double distance = Math.max(SHORTEST_HOP_M, metres() / hops());
        return Math.round(Math.clamp(-45 - 28 * Math.log10(distance / 10) + 8 * chance - 4, -105, -40));
    }
}
