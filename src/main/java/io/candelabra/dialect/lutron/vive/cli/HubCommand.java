package io.candelabra.dialect.lutron.vive.cli;

import io.candelabra.cli.Asking;
import io.candelabra.cli.Switch;
import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import io.candelabra.dialect.lutron.vive.ViveHub;
import io.candelabra.dialect.lutron.vive.ViveOrder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candelabra integration hub}: the orders that open and close the Vive API. */
@Command(
        name = "hub",
        description = "Model, firmware and update licence of hubs, which open and close the Vive API.",
        subcommands = {HubCommand.Listing.class, HubCommand.Put.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class HubCommand {
    private static final List<String> COLUMNS =
            List.of("gateway", "site", "label", "model", "firmware", "updateLicence");

    /** The program makes it by its class. */
    public HubCommand() {}

    /** {@code hub list}. */
    @Command(name = "list", description = "Lists hubs and processors.", mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(ViveHub.DIALECT, new ViveOrder.ListHubs(), COLUMNS, row -> row);
        }
    }

    /** {@code hub set}. */
    @Command(
            name = "set",
            description = "Says what a hub is. The Vive API needs firmware 1.12, scenes and emergency need 1.13; models"
                    + " without -2 in their name need the update licence.",
            mixinStandardHelpOptions = true)
    static final class Put implements Callable<Integer> {
        @Parameters(paramLabel = "GATEWAY", description = "the hub's id in the list")
        String gateway = "";

        @Option(names = "--model", paramLabel = "MODEL", description = "such as HJS-2-FM")
        @Nullable
        String model;

        @Option(names = "--firmware", paramLabel = "N.N.N", description = "such as 01.13.04")
        @Nullable
        String firmware;

        @Option(names = "--update-licence", paramLabel = "on|off", description = "HJS-UPDATE")
        @Nullable
        Switch updateLicence;

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(
                    ViveHub.DIALECT,
                    new ViveOrder.PutHub(
                            gateway,
                            new HubSettings(
                                    Optional.ofNullable(model),
                                    Optional.ofNullable(firmware),
                                    Switch.of(updateLicence),
                                    Optional.empty(),
                                    Optional.empty())));
        }
    }
}
