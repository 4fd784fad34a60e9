package io.candelabra.driver.simulator;

/**
 * Changes in the simulated field that no command asks for.
 *
 * @param life people, weather, meters, batteries: whether anything changes by itself
 * @param faults whether devices drop out and come back, and alerts are raised and cleared
 * @param weatherSeed chooses the weather, so that all gateways of a site have the same
 * @param faultPace how much oftener things fail than in a real town; they are mended as quickly as ever
 */
public record Liveliness(boolean life, boolean faults, long weatherSeed, double faultPace) {
    /** Nothing changes unless it is told to. */
    public static final Liveliness OFF = new Liveliness(false, false, 0);

    /** A home that people live in: some events a minute. */
    public static final Liveliness DEMO = new Liveliness(true, true, 1);

    public Liveliness(boolean life, boolean faults, long weatherSeed) {
        this(life, faults, weatherSeed, 1);
    }

    public Liveliness withWeather(long seed) {
        return new Liveliness(life, faults, seed, faultPace);
    }
}
