package io.candelabra.cli;

import io.candelabra.admin.Order;
import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candelabra integration licence}: what each processor is licensed for in Quantum. */
@Command(
        name = "licence",
        description = "Licences of processors: status and control in Quantum, and power figures.",
        subcommands = {LicenceCommand.Listing.class, LicenceCommand.Put.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class LicenceCommand {
    private static final List<String> COLUMNS = List.of("gateway", "site", "label", "apiLicence", "powerLicence");

    LicenceCommand() {}

    /** {@code licence list}. */
    @Command(name = "list", description = "Lists processors and their licences.", mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ListHubs(), COLUMNS, row -> row);
        }
    }

    /** {@code licence set}. */
    @Command(name = "set", description = "Sets a processor's licences.", mixinStandardHelpOptions = true)
    static final class Put implements Callable<Integer> {
        @Parameters(paramLabel = "GATEWAY", description = "the processor's id in the list")
        String gateway = "";

        @Option(names = "--api", paramLabel = "on|off", description = "QSW-API: status and control of its areas")
        HubCommand.@Nullable Switch api;

        @Option(names = "--power", paramLabel = "on|off", description = "QSW-RPT-PP-A: power figures of its areas")
        HubCommand.@Nullable Switch power;

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.PutHub(
                    gateway,
                    new HubSettings(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            HubCommand.Switch.of(api),
                            HubCommand.Switch.of(power))));
        }
    }
}
