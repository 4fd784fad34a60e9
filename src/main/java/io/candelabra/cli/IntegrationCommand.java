package io.candelabra.cli;

import io.candelabra.admin.Order;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.WayIn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candelabra integration}: lets programs in, shows and ends them, while the server runs. */
@Command(
        name = "integration",
        description =
                "Manages access of programs: logins, API keys, pairing, licences and webhooks, while the server runs.",
        subcommands = {
            IntegrationCommand.Sites.class,
            IntegrationCommand.Listing.class,
            IntegrationCommand.Add.class,
            IntegrationCommand.Show.class,
            IntegrationCommand.Remove.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit status: 0 done, 1 refused, 2 not understood, 3 no server runs on the folder."})
public final class IntegrationCommand {

    /** {@code integration sites}. */
    @Command(name = "sites", description = "Lists the sites that there are.", mixinStandardHelpOptions = true)
    static final class Sites implements Callable<Integer> {
        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ListSites());
        }
    }

    /** {@code integration list}. */
    @Command(name = "list", description = "Lists the programs that were let in.", mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ListIntegrations());
        }
    }

    /** The way in which a program comes in. */
    enum How {
        LOGIN,
        PAIRING,
        KEYS,
        TOKEN
    }

    /** How much a program may do. */
    enum Rights {
        VIEW,
        CONTROL,
        CONFIGURE
    }

    /** {@code integration add}. */
    @Command(
            name = "add",
            description = "Lets a program in, and shows its keys this once.",
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @Parameters(
                index = "0",
                paramLabel = "DIALECT",
                description = "such as overkiz; an unknown one is answered with those that there are")
        String dialect = "";

        @Parameters(index = "1", paramLabel = "NAME", description = "what the integration is called")
        String name = "";

        @Option(names = "--site", required = true, paramLabel = "SITE", description = "what it shows")
        String site = "";

        @Option(
                names = "--how",
                paramLabel = "login|pairing|keys|token",
                description = "how it proves who it is (default: the dialect's usual way)")
        @Nullable
        How how;

        @Option(
                names = "--user",
                paramLabel = "USER",
                defaultValue = "",
                description = "account to come in as, made where there is none (default: the name)")
        String user = "";

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "holds the password of a new account; - for standard input (default: one is made up)")
        @Nullable
        String passwordFile;

        @Option(
                names = "--artkey",
                paramLabel = "N",
                description = "number of the binding, for dialects that number them")
        @Nullable
        Integer artkey;

        @Option(
                names = "--rights",
                paramLabel = "view|control|configure",
                description = "the most that it may do (default: the dialect's usual)")
        @Nullable
        Rights rights;

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            String password = passwordFile == null ? "" : SecretInput.read(passwordFile, System.in);
            return server.ask(new Order.AddIntegration(
                    name,
                    dialect,
                    site,
                    Optional.ofNullable(how).map(way -> WayIn.valueOf(way.name())),
                    user,
                    password,
                    Optional.ofNullable(artkey),
                    Optional.ofNullable(rights).map(most -> Verb.valueOf(most.name()))));
        }
    }

    /** {@code integration show}. */
    @Command(name = "show", description = "Shows a program that was let in.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ShowIntegration(name));
        }
    }

    /** {@code integration remove}. */
    @Command(
            name = "remove",
            aliases = "revoke",
            description = "Ends a program's access at once, with its keys, pairings and sessions.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.RevokeIntegration(name), List.of(), row -> row);
        }
    }

    IntegrationCommand() {}
}
