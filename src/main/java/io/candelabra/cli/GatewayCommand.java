package io.candelabra.cli;

import io.candelabra.admin.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code candelabra gateway}: adds gateways, shows, changes and removes them, while the server runs. */
@Command(
        name = "gateway",
        description =
                "Adds, tests, shows, changes and removes gateways and the settings of their drivers, while the server runs.",
        subcommands = {
            GatewayCommand.Kinds.class,
            GatewayCommand.Listing.class,
            GatewayCommand.Show.class,
            GatewayAdding.Add.class,
            GatewayAdding.Test.class,
            GatewayCommand.Change.class,
            GatewayCommand.Remove.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit status: 0 done, 1 refused, 2 not understood, 3 no server runs on the folder."})
public final class GatewayCommand {
    /** The program makes it by its class. */
    public GatewayCommand() {}

    /** {@code gateway kinds}. */
    @Command(
            name = "kinds",
            description = "Lists the kinds of drivers; or the settings of one.",
            mixinStandardHelpOptions = true)
    static final class Kinds implements Callable<Integer> {
        @Parameters(arity = "0..1", paramLabel = "KIND", description = "whose settings are shown")
        @Nullable
        String kind;

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(kind == null ? new Order.ListDriverKinds() : new Order.ShowDriverKind(kind));
        }
    }

    /** {@code gateway list}. */
    @Command(
            name = "list",
            description = "Lists the gateways, with what is wrong with them.",
            mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Option(names = "--site", paramLabel = "SITE", defaultValue = "", description = "of this site alone")
        String site = "";

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ListGateways(site));
        }
    }

    /** A gateway that is there. */
    static final class Named {
        @Parameters(paramLabel = "GATEWAY", description = "id of the gateway")
        String gateway = "";

        @Option(names = "--site", required = true, paramLabel = "SITE", description = "the gateway's site")
        String site = "";
    }

    /** {@code gateway show}. */
    @Command(
            name = "show",
            description = "Shows a gateway with its settings; those that are secret without their values.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Mixin
        Named named = new Named();

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ShowGateway(named.site, named.gateway));
        }
    }

    /** What is said of a gateway, of whatever kind its driver is. */
    static final class Told {
        @Option(names = "--label", paramLabel = "TEXT", description = "what people call it")
        @Nullable
        String label;

        @Option(names = "--area", paramLabel = "ID", description = "id of the area that it is in")
        @Nullable
        String area;

        @Option(names = "--timezone", paramLabel = "ZONE", description = "such as Europe/Amsterdam")
        @Nullable
        String timezone;

        @Option(
                names = "--set",
                paramLabel = "NAME=VALUE",
                description = "a setting of its driver; may be repeated. 'gateway kinds KIND' tells which there are")
        List<String> settings = List.of();

        @Option(
                names = "--secret",
                paramLabel = "NAME[=FILE]",
                description =
                        "a secret setting, from a file, or from standard input for -; without FILE it is asked for at"
                                + " the terminal. Never write it here: every user of the machine can read a command line")
        List<String> secrets = List.of();

        @Option(
                names = "--file",
                paramLabel = "NAME=FILE",
                description =
                        "a setting that is a file, such as a table; may be repeated. Nothing is stored of one with a fault")
        List<String> files = List.of();

        @Spec(Spec.Target.MIXEE)
        @SuppressWarnings("NullAway") // set by the library
        CommandSpec command;

        /** The files, in base 64. */
        Map<String, String> files() throws IOException {
            Map<String, String> values = new LinkedHashMap<>();
            for (String one : files) {
                int equals = one.indexOf('=');
                if (equals < 1) {
                    throw wrong("--file " + one + " names no file: write --file NAME=FILE");
                }
                once(
                        values,
                        "--file",
                        one.substring(0, equals),
                        DocumentInput.read(Path.of(one.substring(equals + 1))));
            }
            return values;
        }

        Map<String, String> settings() {
            Map<String, String> values = new LinkedHashMap<>();
            for (String one : settings) {
                int equals = one.indexOf('=');
                if (equals < 1) {
                    throw wrong("--set " + one + " has no value: write --set NAME=VALUE");
                }
                once(values, "--set", one.substring(0, equals), one.substring(equals + 1));
            }
            return values;
        }

        Map<String, String> secrets() throws IOException {
            Map<String, String> values = new LinkedHashMap<>();
            for (String one : secrets) {
                int equals = one.indexOf('=');
                String name = equals < 0 ? one : one.substring(0, equals);
                String value = equals < 0 ? asked(name) : SecretInput.read(one.substring(equals + 1), System.in);
                once(values, "--secret", name, value);
            }
            return values;
        }

        private String asked(String name) {
            return SecretInput.prompt(name)
                    .orElseThrow(() -> wrong("there is no terminal to ask for " + name
                            + ": name a file, as in --secret " + name + "=FILE, or - for standard input"));
        }

        private void once(Map<String, String> values, String option, String name, String value) {
            if (values.put(name, value) != null) {
                throw wrong(option + " " + name + " is given twice");
            }
        }

        private CommandLine.ParameterException wrong(String why) {
            return new CommandLine.ParameterException(command.commandLine(), why);
        }
    }

    /** {@code gateway change}. */
    @Command(
            name = "change",
            description =
                    "Changes a gateway, or what its driver is told. The driver goes over to the new settings at once.",
            mixinStandardHelpOptions = true)
    static final class Change implements Callable<Integer> {
        @Mixin
        Named named = new Named();

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "another kind of driver; it begins with the settings that are given here alone")
        @Nullable
        String kind;

        @Option(
                names = "--unset",
                paramLabel = "NAME",
                description = "a setting that is not to stand any more; may be repeated")
        List<String> unset = List.of();

        @Mixin
        Told told = new Told();

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.ChangeGateway(
                    named.site,
                    named.gateway,
                    Optional.ofNullable(kind),
                    Optional.ofNullable(told.label),
                    Optional.ofNullable(told.area),
                    Optional.ofNullable(told.timezone),
                    told.settings(),
                    told.secrets(),
                    told.files(),
                    new LinkedHashSet<>(unset)));
        }
    }

    /** {@code gateway remove}. */
    @Command(
            name = "remove",
            description = "Removes a gateway. What its devices were to do fails; scenes and groups are without them.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {
        @Mixin
        Named named = new Named();

        @Option(names = "--with-devices", description = "also where it has devices, which go with it")
        boolean withDevices;

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return server.ask(new Order.RemoveGateway(named.site, named.gateway, withDevices));
        }
    }
}
