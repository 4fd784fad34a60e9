package io.candelabra;

import io.candelabra.training.TrainingLoad;
import io.candelabra.training.TrainingTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code candelabra train}: a demo that is started, stopped, started again as later starts are, and then used by clients of
 * all dialects. The launcher lets Java take notes of it, for the cache that later starts begin with. Nobody else has a use
 * for it, so help does not name it.
 */
@Command(
        name = "train",
        hidden = true,
        description = "Uses a demo of its own for a while, so that Java can learn from it.",
        mixinStandardHelpOptions = true)
final class TrainingCommand implements Callable<Integer> {
    /** A shutter is down before its app asks again; and the lamps of the town tell of themselves some hundred times a second. */
    private static final double SPEED = 300;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "folder for the demo's data, not there yet")
    Path data = Path.of("data");

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "25",
            description = "how long the clients ask (default: ${DEFAULT-VALUE})")
    int seconds;

    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by the library
    CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Files.exists(data)) {
            // clients command whatever they find, at full speed and without limits
            throw new CommandLine.ParameterException(spec.commandLine(), "there is something at " + data + " already");
        }
        Settings settings =
                Settings.demo(data).onFreePorts().limited(Settings.Limits.OFF).withSpeed(SPEED);
        // the machine's own world, in which webhooks may lead back to the server itself
        Path root = data.resolve("ca.pem");
        Outside outside = Outside.machine().trusting(() -> TrainingTarget.trusting(root));
        start(settings, outside).close();
        List<TrainingLoad.Outcome> outcomes;
        try (Candelabra server = start(settings, outside)) {
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            outcomes =
                    TrainingLoad.run(target(server, root), () -> System.nanoTime() < end, client -> Thread.ofPlatform()
                            .name("client")
                            .start(client));
        }
        PrintWriter out = spec.commandLine().getOut();
        outcomes.forEach(client -> out.println(client.dialect() + ": " + client.answered() + " requests answered"
                + client.broken().map(why -> ", then: " + why).orElse("")));
        out.flush();
        return outcomes.stream().allMatch(client -> client.broken().isEmpty()) ? 0 : 1;
    }

    private static Candelabra start(Settings settings, Outside outside) throws IOException {
        return Candelabra.start(settings, outside, told -> {}, UnaryOperator.identity());
    }

    private static TrainingTarget target(Candelabra server, Path root) {
        DemoFile demo = server.demoFile();
        Map<String, Map<String, Object>> faces = Stream.of("overkiz", "sustainder", "vive", "quantum")
                .collect(Collectors.toMap(face -> face, demo::face));
        return new TrainingTarget(URI.create(demo.https()), root, faces);
    }
}
