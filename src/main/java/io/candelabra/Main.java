package io.candelabra;

import io.candelabra.admin.Declarations;
import io.candelabra.cli.IntegrationCommand;
import io.candelabra.cli.LeapCommand;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads the command line and starts the server. */
@Command(
        name = "candelabra",
        description = "One server for lighting, building and home control that speaks four existing APIs.",
        subcommands = {
            Main.Demo.class,
            Main.Serve.class,
            IntegrationCommand.class,
            LeapCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Besides these, the launcher knows:",
            "  test   builds everything and runs all the tests",
            "  bench  runs the benchmarks"
        })
public final class Main {

    /** Names of environment variables that stand for options: {@code CANDELABRA_HTTPS} for {@code --https}. */
    static final String ENVIRONMENT = "CANDELABRA_";

    private static final int LEAST_CARRIERS = 8;

    /**
     * The program's entry point.
     *
     * @param args a command and its options
     */
    public static void main(String[] args) {
        carriers(Runtime.getRuntime().availableProcessors());
        System.exit(commandLine().execute(args));
    }

    /**
     * On a small machine there would be as few carriers of virtual threads as processors, and what computes for a moment
     * on each of them would hold up everything else; the operating system shares processors among threads more justly.
     */
    private static void carriers(int processors) {
        String name = "jdk.virtualThreadScheduler.parallelism";
        if (System.getProperty(name) == null) {
            System.setProperty(name, Integer.toString(Math.max(LEAST_CARRIERS, processors)));
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new Environment(System.getenv()))
                .setExecutionExceptionHandler((failed, command, parsed) -> {
                    command.getErr().println("candelabra: " + failed.getMessage());
                    boolean saidAll = failed instanceof IllegalArgumentException
                            || failed instanceof IOException
                            || failed.getCause() instanceof BindException;
                    if (!saidAll) {
                        failed.printStackTrace(command.getErr());
                    }
                    return 1;
                });
    }

    /** Options that stand in the environment; a flag on the command line goes before. */
    private record Environment(java.util.Map<String, String> variables) implements CommandLine.IDefaultValueProvider {
        @Override
        @SuppressWarnings("NullAway") // the library's contract: null where there is no default
        public String defaultValue(CommandLine.Model.ArgSpec argument) {
            if (!(argument instanceof CommandLine.Model.OptionSpec option)) {
                return null;
            }
            String name = option.longestName().replaceFirst("^--", "").replace('-', '_');
            return variables.get(ENVIRONMENT + name.toUpperCase(java.util.Locale.ROOT));
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

        Settings settings(Path data, int lamps, boolean demo) {
            return new Settings(data, bind, https, leap, pairing, homes, lamps, speed, seed, limits, demo);
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

        @Override
        public Integer call() throws IOException, InterruptedException {
            return run(common.settings(data, lamps, true));
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
                description = "options as lines of the form name = value, such as https = 8443 (flags go before); and"
                        + " integrations, hubs and webhooks, as docs/guides/operate.md says")
        @SuppressWarnings("NullAway") // set by the library
        Path config;

        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by the library
        CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return run(settings());
        }

        /** From the command line, and from the file where that says nothing. */
        Settings settings() throws IOException {
            Declarations declared = config == null ? Declarations.NONE : ConfigFile.apply(config, spec);
            return common.settings(data, 0, false).declaring(declared);
        }
    }

    private static int run(Settings settings) throws IOException, InterruptedException {
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
        try (Candelabra server = Candelabra.start(
                settings, InstantSource.system(), new SecureRandom(), System.out::println, UnaryOperator.identity())) {
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
