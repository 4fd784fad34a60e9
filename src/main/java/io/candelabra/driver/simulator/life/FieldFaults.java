package io.candelabra.driver.simulator.life;

/** What goes wrong in the field behind one gateway, and how it is mended. */
public interface FieldFaults {
    /** Puts the first of what will happen on the agenda. */
    void begin();

    /** Devices came or went. */
    void look();
}
