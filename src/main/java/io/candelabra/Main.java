package io.candelabra;

import io.candelabra.admin.Declarations;
import io.candelabra.cli.AdminCommand;
import io.candelabra.cli.DevicesCommand;
import io.candelabra.cli.GatewayCommand;
import io.candelabra.cli.IntegrationCommand;
import io.candelabra.cli.LeapCommand;
import io.candelabra.cli.SiteCommand;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.dialect.api.Registration;
import io.candelabra.store.sql.SqliteStore;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads the command line and starts the server. */
@Command(
        name = "candelabra",
        description = "One server for lighting, building and home control that speaks four existing APIs.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Besides these, the launcher knows:",
            "  test         builds everything with all checks and runs all the tests",
            "  test --fast  runs the quick tests alone, within two minutes",
            "  format       formats the sources",
            "  bench        runs the benchmarks"
        })
public final class Main {

    private static final int LEAST_CARRIERS = 8;

    /** In the order in which help lists them. */
    private static final List<Class<?>> COMMANDS = List.of(
            Demo.class,
            Serve.class,
            IntegrationCommand.class,
            SiteCommand.class,
            GatewayCommand.class,
            DevicesCommand.class,
            AdminCommand.class,
            LeapCommand.class,
            VerifyCommand.class,
            TrainingCommand.class,
            CommandLine.HelpCommand.class);

    /**
     * The program's entry point.
     *
     * @param args a command and its options
     */
    public static void main(String[] args) {
        carriers(Runtime.getRuntime().availableProcessors());
        // a client that asks for a new handshake on an open connection costs much and gets nothing by it
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        System.exit(commandLine(args).execute(args));
    }

    /**
     * On a small machine there would be as few carriers of virtual threads as processors, and a computation of a moment
     * on each of them would hold up everything else; the operating system shares processors among threads more justly.
     */
    private static void carriers(int processors) {
        String name = "jdk.virtualThreadScheduler.parallelism";
        if (System.getProperty(name) == null) {
            System.setProperty(name, Integer.toString(Math.max(LEAST_CARRIERS, processors)));
        }
    }

    /**
     * Reads a command line. To read what all commands take costs as much as to open the certificates, so only the one that is
     * asked for is read; all of them where the first word is none, as {@code --help} and misspelled ones are.
     */
    static CommandLine commandLine(String... words) {
        return commandLine(System.getenv(), words);
    }

    static CommandLine commandLine(Map<String, String> environment, String... words) {
        CommandLine line = new CommandLine(new Main());
        List<Class<?>> asked = COMMANDS.stream()
                .filter(command -> words.length > 0 && name(command).equals(words[0]))
                .toList();
        (asked.isEmpty() || asked.contains(CommandLine.HelpCommand.class) ? COMMANDS : asked)
                .forEach(line::addSubcommand);
        CommandLine integration = line.getSubcommands().get(name(IntegrationCommand.class));
        if (integration != null) {
            Dialects.COMMANDS.forEach(integration::addSubcommand);
        }
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new Environment(environment))
                .setParameterExceptionHandler((wrong, args) -> {
                    CommandLine command = wrong.getCommandLine();
                    command.getErr().println("candelabra: " + wrong.getMessage());
                    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
                    command.getErr()
                            .println("Try --help, as in: "
                                    + command.getCommandSpec().qualifiedName() + " --help");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failed, command, parsed) -> {
                    command.getErr().println("candelabra: " + told(failed));
                    boolean saidAll = failed instanceof IllegalArgumentException
                            || failed instanceof IOException
                            || failed instanceof StoreFailed
                            || failed.getCause() instanceof BindException;
                    if (!saidAll) {
                        failed.printStackTrace(command.getErr());
                    }
                    return 1;
                });
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /** A file system's own errors name the file alone. */
    private static String told(Exception failed) {
        return switch (failed) {
            case NoSuchFileException gone -> gone.getFile() + " is not there, or nothing can be made there";
            case AccessDeniedException closed -> closed.getFile() + " may not be read or written by this user";
            case FileSystemException other ->
                other.getFile() + " cannot be used: "
                        + Objects.requireNonNullElse(
                                other.getReason(), other.getClass().getSimpleName());
            default -> String.valueOf(failed.getMessage());
        };
    }

    /** The version that the jar was built as. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"candelabra " + Candelabra.version()};
        }
    }

    /** The options that {@code demo} and {@code serve} share. */
    static final class Common {
        @Option(
                names = "--bind",
                paramLabel = "ADDRESS",
                defaultValue = "127.0.0.1",
                description = "address that all listeners bind to (default: ${DEFAULT-VALUE})")
        String bind = "";

        @Option(
                names = "--name",
                paramLabel = "HOST[:PORT]",
                defaultValue = "",
                description =
                        "by which clients reach the HTTPS port, where that is another name or address than it binds"
                                + " to: links and the certificate name it")
        String name = "";

        @Option(
                names = "--https",
                paramLabel = "PORT",
                defaultValue = "8443",
                description = "HTTPS port of all HTTP dialects (default: ${DEFAULT-VALUE})")
        int https;

        @Option(
                names = "--leap",
                paramLabel = "PORT",
                defaultValue = "8081",
                description = "Vive: LEAP over TLS (default: ${DEFAULT-VALUE})")
        int leap;

        @Option(
                names = "--pairing",
                paramLabel = "PORT",
                defaultValue = "8083",
                description = "Vive: one-time pairing over TLS (default: ${DEFAULT-VALUE})")
        int pairing;

        @Option(
                names = "--home",
                paramLabel = "FILE",
                description =
                        "imports a home: an Overkiz setup, or Home Assistant's diagnostics of one; may be repeated")
        List<Path> homes = List.of();

        @Option(
                names = "--speed",
                paramLabel = "X",
                defaultValue = "1",
                description = "how fast simulated time runs (default: ${DEFAULT-VALUE})")
        double speed;

        @Option(
                names = "--new",
                description = "begins an empty installation: the data folder, if there is one, is moved aside")
        boolean fresh;

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "the simulation's random seed (default: ${DEFAULT-VALUE})")
        long seed;

        @Option(
                names = "--limits",
                paramLabel = "vendor|local|off",
                defaultValue = "local",
                description =
                        "rate limits: as the vendor states them, generous ones, or none (default: ${DEFAULT-VALUE})")
        Settings.Limits limits = Settings.Limits.LOCAL;

        @Option(
                names = "--reserve",
                paramLabel = "MIB",
                defaultValue = "" + Settings.RESERVE_MIB,
                description = "kept on disk for lights, settings and people when the disk is full; 0 for nothing"
                        + " (default: ${DEFAULT-VALUE})")
        int reserve;

        @Option(
                names = "--registration",
                paramLabel = "off|members|open",
                description =
                        "who may make an account and a setup for themselves by the Overkiz API: nobody, people who"
                                + " administer a setup, or every stranger, whose mail address is validated first"
                                + " (default: off; in the demo members)")
        @Nullable
        Registration registration;

        @Mixin
        MailOptions mail = new MailOptions();

        Settings settings(Path data, int lamps, boolean demo) {
            Registration usual = demo ? Registration.MEMBERS : Registration.OFF;
            Settings settings = new Settings(
                    data,
                    new Settings.Listeners(bind, https, leap, pairing, name),
                    homes,
                    new Settings.Simulation(lamps, speed, seed),
                    limits,
                    usual,
                    mail.mailing(),
                    demo,
                    reserve,
                    Declarations.NONE);
            return registration == null ? settings : settings.registering(registration);
        }
    }

    /** {@code candelabra demo}. */
    @Command(
            name = "demo",
            description = "Starts the server with the demo installation on simulated devices, until Ctrl-C.",
            mixinStandardHelpOptions = true)
    static final class Demo implements Callable<Integer> {
        @Mixin
        Common common = new Common();

        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "./data/demo",
                description = "where everything durable lives (default: ${DEFAULT-VALUE})")
        Path data = Path.of("data", "demo");

        @Option(
                names = "--lamps",
                paramLabel = "N",
                defaultValue = "1000",
                description = "street lamps of the simulated town, at most " + Settings.MAX_LAMPS
                        + " (default: ${DEFAULT-VALUE})")
        int lamps;

        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by the library
        CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return run(asked(spec, () -> common.settings(data, lamps, true)), common.fresh);
        }
    }

    /** {@code candelabra serve}. */
    @Command(
            name = "serve",
            description =
                    "Starts a real installation. There are no default passwords: the first start makes the account"
                            + " admin and prints its password once.",
            mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {
        @Mixin
        Common common = new Common();

        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "./data/serve",
                description = "where everything durable lives (default: ${DEFAULT-VALUE})")
        Path data = Path.of("data", "serve");

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description =
                        "options as lines of the form name = value, such as https = 8443 (flags and the environment take"
                                + " precedence); and integrations, hubs and webhooks, as docs/guides/operate.md says")
        @SuppressWarnings("NullAway") // set by the library
        Path config;

        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by the library
        CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return run(asked(spec, this::settings), common.fresh);
        }

        /** From the command line, and from the file where that says nothing. */
        Settings settings() throws IOException {
            Declarations declared = config == null ? Declarations.NONE : ConfigFile.apply(config, spec);
            return common.settings(data, 0, false).declaring(declared);
        }
    }

    private interface Asked {
        Settings settings() throws IOException;
    }

    /** The settings that were asked for; if they cannot be, the status is that of a wrong command line. */
    private static Settings asked(CommandLine.Model.CommandSpec spec, Asked asked) throws IOException {
        if (spec.defaultValueProvider() instanceof Environment environment) {
            environment
                    .unknown(spec)
                    .forEach(sentence -> spec.commandLine().getErr().println("candelabra: " + sentence));
        }
        try {
            return asked.settings();
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static int run(Settings settings, boolean fresh) throws IOException, InterruptedException {
        if (fresh && Files.exists(Rooms.mayBeFolder(settings.data()))) {
            Path aside = SqliteStore.moveAside(
                    settings.data(), Outside.machine().wall().instant());
            System.out.println("what was there before is now in " + aside);
        }
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try (Candelabra server =
                Candelabra.start(settings, Outside.machine(), System.out::println, UnaryOperator.identity())) {
            System.out.println(server.readyLine());
            System.out.flush();
            // starting takes much memory once (password hashes above all), and a small heap would be kept that large
            // for days
            System.gc();
            ended.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }
}
