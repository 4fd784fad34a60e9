package io.candelabra.model;

/** Where an execution, or one step of it, is. It only moves forward. */
public enum Phase {
    /** Accepted; waits for its turn. */
    WAITING,
    /** On its way to the gateway. */
    SENT,
    /** The device is at it. */
    RUNNING,
    /** Ended well. */
    COMPLETED,
    /** Ended otherwise; a {@link Failure} says how. */
    FAILED;

    public boolean ended() {
        return this == COMPLETED || this == FAILED;
    }
}
