package io.candelabra.driver.simulator.life;

/**
 * The use of a device, counted exactly: energy from the power since the last change, and the time that it was lit.
 * Counted when something changes and when somebody looks, not by a clock.
 */
public final class Consumption {
    private static final double HOUR_MS = 3_600_000;

    private double energyWh;
    private double litHours;
    private long countedMs;

    public Consumption(double energyWh, double litHours, long nowMs) {
        this.energyWh = Double.isNaN(energyWh) ? 0 : energyWh;
        this.litHours = Double.isNaN(litHours) ? 0 : litHours;
        this.countedMs = nowMs;
    }

    /** Counts up to now at what has been so since the last count. */
    public void count(long nowMs, double watts, boolean lit) {
        double hours = Math.max(0, nowMs - countedMs) / HOUR_MS;
        energyWh += watts * hours;
        if (lit) {
            litHours += hours;
        }
        countedMs = nowMs;
    }

    public double energyWh() {
        return energyWh;
    }

    public double litHours() {
        return litHours;
    }
}
