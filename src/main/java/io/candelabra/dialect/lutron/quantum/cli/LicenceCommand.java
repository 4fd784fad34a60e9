package io.candelabra.dialect.lutron.quantum.cli;

import io.candelabra.cli.Asking;
import io.candelabra.cli.Switch;
import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.quantum.QuantumOrder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candelabra integration licence}: the Quantum licences of each processor. */
@Command(
        name = "licence",
        description = "Licences of processors: status and control in Quantum, and power figures.",
        subcommands = {LicenceCommand.Listing.class, LicenceCommand.Put.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class LicenceCommand {
    private static final List<String> COLUMNS = List.of("gateway", "site", "label", "apiLicence", "powerLicence");

    /** The program makes it by its class. */
    public LicenceCommand() {}

    /** {@code licence list}. */
    @Command(name = "list", description = "Lists processors and their licences.", mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(QuantumFace.DIALECT, new QuantumOrder.ListProcessors(), COLUMNS, row -> row);
        }
    }

    /** {@code licence set}. */
    @Command(name = "set", description = "Sets a processor's licences.", mixinStandardHelpOptions = true)
    static final class Put implements Callable<Integer> {
        @Parameters(paramLabel = "GATEWAY", description = "the processor's id in the list")
        String gateway = "";

        @Option(names = "--api", paramLabel = "on|off", description = "QSW-API: status and control of its areas")
        @Nullable
        Switch api;

        @Option(names = "--power", paramLabel = "on|off", description = "QSW-RPT-PP-A: power figures of its areas")
        @Nullable
        Switch power;

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(
                    QuantumFace.DIALECT,
                    new QuantumOrder.PutProcessor(
                            gateway,
                            new HubSettings(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Switch.of(api),
                                    Switch.of(power))));
        }
    }
}
