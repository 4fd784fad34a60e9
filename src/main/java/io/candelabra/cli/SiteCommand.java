package io.candelabra.cli;

import io.candelabra.admin.Order;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code candelabra site}: adds sites and shows them, while the server runs. */
@Command(
        name = "site",
        description =
                "Adds homes, offices and towns that are empty yet, and lists those that are there, while the server runs.",
        subcommands = {SiteCommand.Listing.class, SiteCommand.Add.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit status: 0 done, 1 refused, 2 not understood, 3 no server runs on the folder."})
public final class SiteCommand {
    /** The program makes it by its class. */
    public SiteCommand() {}

    /** {@code site list}. */
    @Command(name = "list", description = "Lists the sites.", mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ListSites());
        }
    }

    /** A place on the map, in degrees. */
    record Position(double latitude, double longitude) {}

    /** {@code site add}. */
    @Command(
            name = "add",
            description =
                    "Adds a site. It is empty: 'candelabra gateway add' connects it to things in the field. Its owner finds it as"
                            + " a setup of the Overkiz API; 'candelabra integration add' lets programs of all APIs in.",
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @Parameters(
                paramLabel = "NAME",
                description = "its id: up to 40 small letters, digits and dashes, such as home")
        String name = "";

        @Option(names = "--label", paramLabel = "TEXT", defaultValue = "", description = "what people call it")
        String label = "";

        @Option(
                names = "--timezone",
                paramLabel = "ZONE",
                defaultValue = "UTC",
                description = "such as Europe/Amsterdam (default: ${DEFAULT-VALUE})")
        String timezone = "";

        @Option(
                names = "--position",
                paramLabel = "LATITUDE,LONGITUDE",
                defaultValue = "0,0",
                description = "where it is, in degrees, such as 52.37,4.89; for sunrise and sunset")
        String position = "";

        @Option(
                names = "--owner",
                paramLabel = "ACCOUNT",
                defaultValue = "",
                description = "who is to have all rights (default: the account that the first start made)")
        String owner = "";

        @Mixin
        Asking server = new Asking();

        @Spec
        @SuppressWarnings("NullAway") // set by the library
        CommandSpec command;

        @Override
        public Integer call() throws IOException {
            Position at = position();
            return server.ask(new Order.AddSite(name, label, timezone, at.latitude(), at.longitude(), owner));
        }

        /** Reads {@code 52.37,4.89}. */
        private Position position() {
            String[] parts = position.split(",", -1);
            try {
                if (parts.length == 2) {
                    return new Position(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
                }
            } catch (NumberFormatException none) {
                throw wrong();
            }
            throw wrong();
        }

        private ParameterException wrong() {
            return new ParameterException(
                    command.commandLine(),
                    "'" + position + "' is no position: write a latitude and a longitude, as in 52.37,4.89");
        }
    }
}
