package io.candelabra.driver.simulator.town;

/**
 * How often parts of a street lighting installation fail in a year, and how long they are out of order. More than the best
 * towns tell, so that there is something to see.
 */
final class FailureRates {
    static final double YEAR_MS = 365.25 * 24 * 3_600_000;
    static final double DAY_MS = 24 * 3_600_000.0;
    static final double HOUR_MS = 3_600_000;
    static final double MINUTE_MS = 60_000;

    static final double BALLAST = 0.008;
    static final double LAMP = 0.002;
    static final double DIMMING = 0.002;
    /** The radio of a lamp is dead. */
    static final double RADIO = 0.006;
    /** Somebody runs into a mast. */
    static final double COLLISION = 0.002;
    /** A cable that feeds some dozens of lamps is cut. */
    static final double FEEDER = 0.3;
    /** The gateway itself is dead. */
    static final double GATEWAY = 0.02;

    /** New lamps fail oftener. */
    static final double YOUNG_TIMES = 3;

    static final double YOUNG_HOURS = 4_100;

    /** A lamp loses touch with the mesh, and finds it again by itself. */
    static final double LAMP_UP_MS = 60 * DAY_MS;

    static final double LAMP_DOWN_MS = 2 * HOUR_MS;
    static final double LAMP_DOWN_SPREAD = 0.8;
    /** A gateway loses the cellular network; one time in fifty for more than twelve hours. */
    static final double GATEWAY_UP_MS = 20 * DAY_MS;

    static final double GATEWAY_DOWN_MS = 20 * MINUTE_MS;
    static final double GATEWAY_DOWN_SPREAD = 1.75;
    /** Five working days until somebody comes with a ladder. */
    static final double REPAIR_MS = 7 * DAY_MS;

    static final double REPAIR_SPREAD = 0.6;
    static final double CABLE_REPAIR_MS = 5 * HOUR_MS;
    static final double CABLE_REPAIR_SPREAD = 0.5;

    private FailureRates() {}
}
