package io.candelabra;

import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.HostNames;
import io.candelabra.driver.example.ExampleDriver;
import io.candelabra.driver.simulator.SimulatorDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The kinds of drivers that this server has. This is the one place that lists them. */
final class Drivers {
    private Drivers() {}

    /**
     * @param seed of all chance in simulated fields
     * @param names finds the machines that drivers speak to
     * @param threads runs everything on virtual threads of its own
     */
    static DriverKinds kinds(long seed, HostNames names, Executor threads) {
        List<DriverKind> kinds = new ArrayList<>(SimulatorDriver.kinds(seed));
        kinds.add(ExampleDriver.kind(names, threads));
        return new DriverKinds(kinds);
    }
}
