package io.candelabra.cli;

import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code candelabra leap}: asks a Vive hub one thing, over the network as everybody does. It finds the demo's hub by itself.
 */
@Command(
        name = "leap",
        description = "Asks a Vive hub one thing over LEAP, and prints the answer.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "  candelabra leap read /area",
            "  candelabra leap update /system/loadshedding/status '{\"SystemLoadSheddingStatus\":{\"State\":\"Enabled\"}}'",
            "  candelabra leap subscribe /zone/status --for 60",
            "",
            "Exit status: 0 done, 1 refused, 2 not understood, 3 no hub was found."
        })
public final class LeapCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The verbs of a request. */
    enum Verb {
        READ,
        CREATE,
        UPDATE,
        DELETE,
        SUBSCRIBE;

        String communique() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT) + "Request";
        }
    }

    @Parameters(index = "0", paramLabel = "VERB", description = "read, create, update, delete or subscribe")
    Verb verb = Verb.READ;

    @Parameters(index = "1", paramLabel = "URL", description = "such as /area or /zone/1/status")
    String url = "";

    @Parameters(index = "2", arity = "0..1", paramLabel = "BODY", description = "JSON, for create and update")
    @Nullable
    String body;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "how long to listen after a subscribe (default: ${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./data/demo",
            description =
                    "folder of a server on this machine: its ca.pem, and the demo's demo.json (default: ${DEFAULT-VALUE})")
    Path data = Path.of("data", "demo");

    @Option(names = "--host", paramLabel = "HOST", description = "of the hub (default: the demo's)")
    @Nullable
    String host;

    @Option(names = "--port", paramLabel = "PORT", description = "of the hub (default: the demo's, or 8081)")
    @Nullable
    Integer port;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "root certificate to trust, PEM (default: ca.pem in the folder)")
    @Nullable
    Path ca;

    @Option(names = "--user", paramLabel = "USER", description = "to log in as (default: the demo's)")
    @Nullable
    String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "holds the password; - for standard input")
    @Nullable
    String passwordFile;

    @Spec
    @SuppressWarnings("NullAway") // set by the library
    CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Object given = body == null ? null : parsed(body);
        Map<?, ?> demo = demo();
        if (host == null && demo.isEmpty()) {
            err.println("candelabra: no demo runs on the folder " + data
                    + ": start one with ./candelabra demo, or name a hub with --host, --ca and --user");
            return Asking.NO_SERVER;
        }
        String name = user != null ? user : String.valueOf(demo.get("username"));
        String password = password(demo);
        try (LeapLine hub = LeapLine.open(
                host != null ? host : String.valueOf(demo.get("host")),
                port != null ? port : demo.get("leap") instanceof Number found ? found.intValue() : 8081,
                ca != null ? ca : data.resolve("ca.pem"),
                TIMEOUT)) {
            Map<?, ?> login = hub.ask("UpdateRequest", "/login", LeapLine.login(name, password));
            if (!LeapLine.done(login)) {
                out.println(Json.text(login));
                return Asking.REFUSED;
            }
            Map<?, ?> answer = hub.ask(verb.communique(), url, given);
            out.println(Json.text(answer));
            out.flush();
            if (verb == Verb.SUBSCRIBE && LeapLine.done(answer)) {
                listen(hub, out);
            }
            return LeapLine.done(answer) ? 0 : Asking.REFUSED;
        } catch (SocketTimeoutException silent) {
            err.println("candelabra: the hub does not answer");
            return Asking.NO_SERVER;
        } catch (java.net.ConnectException nobody) {
            err.println("candelabra: no hub listens there: " + nobody.getMessage());
            return Asking.NO_SERVER;
        }
    }

    private void listen(LeapLine hub, PrintWriter out) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (true) {
            Optional<Map<?, ?>> heard = hub.nextUntil(end);
            if (heard.isEmpty()) {
                return;
            }
            out.println(Json.text(heard.get()));
            out.flush();
        }
    }

    private Object parsed(String text) {
        try {
            Object tree = Json.tree(text.getBytes(StandardCharsets.UTF_8));
            if (tree instanceof Map<?, ?>) {
                return tree;
            }
        } catch (JsonException unreadable) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "the body is no JSON: " + unreadable.getMessage(), unreadable);
        }
        throw new CommandLine.ParameterException(spec.commandLine(), "the body has to be a JSON object");
    }

    private String password(Map<?, ?> demo) throws IOException {
        if (passwordFile != null) {
            return SecretInput.read(passwordFile, System.in);
        }
        if (user == null && demo.get("password") instanceof String known) {
            return known;
        }
        return SecretInput.prompt("password")
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), "name the password's file with --password-file"));
    }

    /** The demo file's entry about its hub; empty if no demo runs there, or another hub is meant. */
    private Map<?, ?> demo() throws IOException {
        Path file = data.resolve("demo.json");
        return host == null
                        && Files.exists(file)
                        && Json.tree(Files.readAllBytes(file)) instanceof Map<?, ?> all
                        && all.get("vive") instanceof Map<?, ?> vive
                ? vive
                : Map.of();
    }
}
