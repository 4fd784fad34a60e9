package io.candelabra.driver.simulator.field;

import java.util.OptionalLong;

/** How messages travel to some of the devices, where it is another way than the plain radio of their protocol. */
public interface Way {
    /** Whether a device is reached on this way. */
    boolean leadsTo(Simulated device);

    /** Site time at which the device's answer to a message that is sent now is here; empty where the message is lost. */
    OptionalLong answerMs(Simulated device);

    /** How long the gateway waits for an answer, in ms, before it gives a message up. */
    long givenUpMs();
}
