package io.candelabra.driver.simulator.life;

/** Faults in the field behind one gateway, and their repair. */
public interface FieldFaults {
    /** Puts the first of what will happen on the agenda. */
    void begin();

    /** Devices came or went. */
    void look();
}
