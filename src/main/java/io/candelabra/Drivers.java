package io.candelabra;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.work.Workbench;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.example.ExampleDriver;
import io.candelabra.driver.knx.KnxKind;
import io.candelabra.driver.leap.LeapKind;
import io.candelabra.driver.mqtt.MqttKind;
import io.candelabra.driver.overkiz.OverkizKind;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.driver.sustainder.SustainderKind;
import io.candelabra.intake.ToldDefinitions;
import io.candelabra.wire.out.AddressRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

/** The kinds of drivers that this server has. This is the one place that lists them. */
final class Drivers {
    private Drivers() {}

    /** A key is made of a password by some ten thousand rounds, and a carrier of virtual threads is no place for them. */
    private static final Workbench KEYS = new Workbench("keys of tunnels", 1, 10_000, 10_000);

    private static byte[] key(Callable<byte[]> what) throws IOException {
        try {
            return KEYS.work(Workbench.Client.GUEST, what);
        } catch (Workbench.Full full) {
            throw new IOException(full.getMessage(), full);
        }
    }

    /**
     * @param seed of all chance in simulated fields
     * @param outside time, chance, and the names of the machines that drivers speak to
     * @param threads runs everything on virtual threads of its own
     * @param catalogue describes what far ends leave out of their descriptions
     */
    static DriverKinds kinds(long seed, Outside outside, Executor threads, Catalogue catalogue) {
        AddressRules.Names names = outside.names();
        List<DriverKind> kinds = new ArrayList<>(SimulatorDriver.kinds(seed));
        kinds.add(OverkizKind.kind(names, outside.wall(), outside.random(), new ToldDefinitions(catalogue)::type));
        kinds.add(LeapKind.kind(names, threads, outside.wall(), outside.random()));
        kinds.add(MqttKind.kind(names, outside.random()));
        kinds.add(SustainderKind.kind(names, outside.trusted(), outside.wall(), outside.random()));
        kinds.add(KnxKind.kind(names, Drivers::key));
        kinds.add(ExampleDriver.kind(names::addresses, threads));
        return new DriverKinds(kinds);
    }
}
