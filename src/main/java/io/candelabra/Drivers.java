package io.candelabra;

import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.simulator.SimulatorDriver;
import java.util.ArrayList;
import java.util.List;

/** The kinds of drivers that this server has. This is the one place that lists them. */
final class Drivers {
    private Drivers() {}

    /** @param seed of all chance in simulated fields */
    static DriverKinds kinds(long seed) {
        List<DriverKind> kinds = new ArrayList<>(SimulatorDriver.kinds(seed));
        return new DriverKinds(kinds);
    }
}
