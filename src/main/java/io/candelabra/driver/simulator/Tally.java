package io.candelabra.driver.simulator;

/**
 * What a device has used, counted exactly: energy from the power since the last change, and the time that it was lit. Counted
 * when something changes and when somebody looks, not by a clock.
 */
final class Tally {
    private static final double HOUR_MS = 3_600_000;

    private double energyWh;
    private double litHours;
    private long countedMs;

    Tally(double energyWh, double litHours, long nowMs) {
        this.energyWh = Double.isNaN(energyWh) ? 0 : energyWh;
        this.litHours = Double.isNaN(litHours) ? 0 : litHours;
        this.countedMs = nowMs;
    }

    /** Counts up to now at what has been so since the last count. */
    void count(long nowMs, double watts, boolean lit) {
        double hours = Math.max(0, nowMs - countedMs) / HOUR_MS;
        energyWh += watts * hours;
        if (lit) {
            litHours += hours;
        }
        countedMs = nowMs;
    }

    double energyWh() {
        return energyWh;
    }

    double litHours() {
        return litHours;
    }
}
