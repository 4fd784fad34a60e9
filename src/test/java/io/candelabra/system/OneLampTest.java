package io.candelabra.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.core.access.Caller;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.ExecutionId;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lamp of the demo's office, set through each dialect and heard on all the others. */
class OneLampTest {
    private static final long PATIENCE_MS = 20_000;

    @TempDir
    Path folder;

    /** A webhook's post. @param id of the message: {@code msg_subscription_seq_number} */
    private record Pushed(String id, String body) {
        /** Number of the event in the log that led to it. */
        long seq() {
            String[] parts = id.split("_");
            return Long.parseLong(parts[parts.length - 2]);
        }
    }

    private final BlockingQueue<Pushed> pushed = new LinkedBlockingQueue<>();
    private Candelabra server;
    private Clients clients;
    private HttpServer receiver;
    private Device lamp;
    private String zone;
    private String lcm;
    private String cookie;
    private String listener;
    private Clients.Vive vive;
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void startTheDemoAndListenEverywhere() throws Exception {
        Settings settings = Settings.demo(folder.resolve("data")).onFreePorts().withLamps(4);
        server = Candelabra.start(settings, TestMachine.outside());
        clients = Clients.of(folder.resolve("data").resolve("demo.json"));
        lamp = server.sites().state(Caller.CORE, DemoInstallation.OFFICE).devices().stream()
                .filter(d -> d.type().equals("candelabra:DimmedZone") && d.available())
                .findFirst()
                .orElseThrow();
        zone = lamp.id("leap.zone").orElseThrow();
        lcm = lamp.id("lcm").orElseThrow();

        cookie = clients.overkizLogin();
        String office = server.accounts().bindings("overkiz", DemoInstallation.DEMO_USER).stream()
                .filter(b -> b.site().equals(DemoInstallation.OFFICE))
                .findFirst()
                .orElseThrow()
                .address();
        assertThat(clients.overkizCloud(cookie, "POST", "setup/current/" + office, "")
                        .status())
                .isBetween(200, 204);
        listener = (String) Clients.Fields.at(
                clients.overkizCloud(cookie, "POST", "events/register", "").tree(), "id");

        vive = clients.vive();
        vive.ask("SubscribeRequest", "/zone/status", "", "zones");

        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            pushed.add(new Pushed(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        Clients.Answer hook = clients.sustainder(
                "POST",
                "/webhooks/status_response",
                Map.of(
                        "remote_url",
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/lamps",
                        "auth_method",
                        "BEARER",
                        "password_or_token",
                        "secret-of-the-receiver",
                        "application_artkey",
                        DemoInstallation.OFFICE_ARTKEY));
        assertThat(hook.status()).as("%s", hook).isBetween(200, 204);
    }

    @AfterEach
    void stop() throws IOException {
        if (vive != null) {
            vive.close();
        }
        if (receiver != null) {
            receiver.stop(0);
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aLampSetThroughOneDialectChangesInAllTheOthers() throws Exception {
        Clients.Answer applied = clients.overkizCloud(
                cookie, "POST", "exec/apply", Clients.apply(lamp.id().value(), "setIntensity", 31));
        assertThat(applied.status()).as("%s", applied).isEqualTo(200);
        heardEverywhere(31, "overkiz", Optional.of(applied.requestId()));

        Clients.Answer dimmed = clients.sustainder(
                "POST",
                "/lcms/functions/direct-control",
                Map.of(
                        "application_artkey",
                        DemoInstallation.OFFICE_ARTKEY,
                        "override",
                        List.of(Map.of("lcm_id", lcm, "override", List.of(52, 52, 52, 52)))));
        assertThat(Clients.Fields.list(Clients.Fields.at(dimmed.tree(), "lcms_ok")))
                .containsExactly(lcm);
        heardEverywhere(52, "sustainder", Optional.of(dimmed.requestId()));

        Map<String, Object> answer = vive.ask(
                "CreateRequest",
                "/zone/" + zone + "/commandprocessor",
                Map.of(
                        "Command",
                        Map.of("CommandType", "GoToLevel", "Parameter", List.of(Map.of("Type", "Level", "Value", 73)))),
                "go");
        assertThat(Clients.Fields.at(answer, "Header", "StatusCode")).isEqualTo("201 Created");
        heardEverywhere(73, "vive", Optional.empty());

        Clients.Answer updated = clients.quantum(
                "UpdateRequest", "/zone/" + zone + "/status", Map.of("ZoneStatus", Map.of("Level", 14)));
        assertThat(updated.status()).isEqualTo(200);
        heardEverywhere(14, "quantum", Optional.of(updated.requestId()));
    }

    /** @param request trace id that the dialect told the client; absent where it tells none */
    private void heardEverywhere(int level, String dialect, Optional<String> request) throws Exception {
        overkizHears(level);
        vive.push(message -> String.valueOf(message).contains("Level=" + level)
                && String.valueOf(message).contains("/zone/" + zone));
        Pushed pushed = await("a webhook with level " + level, body -> {
            Object tree = Json.tree(body.getBytes(StandardCharsets.UTF_8));
            String text = String.valueOf(tree);
            return text.contains(lcm) && text.contains("current_lightlevel=" + level);
        });
        quantumReads(level);
        theCauseIsNamed(level, dialect, request, pushed);
    }

    /** From the request to the webhook: all that the log tells of it names who asked, through which dialect, in which request. */
    private void theCauseIsNamed(int level, String dialect, Optional<String> request, Pushed pushed) throws Exception {
        LoggedEvent started =
                log().stream().filter(e -> starts(e, level)).reduce((a, b) -> b).orElseThrow();
        Cause cause = started.cause();
        assertThat(cause.dialect()).as("who set the lamp to %d", level).isEqualTo(dialect);
        request.ifPresent(id -> assertThat(cause.request()).startsWith(id));
        var execution =
                ((SiteEvent.ExecutionStarted) started.event()).execution().id();
        // the webhook may be quicker than the end of the step
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (log().stream().noneMatch(e -> ends(e, execution)) && System.nanoTime() < until) {
            server.sites().awaitAfter(DemoInstallation.OFFICE, head(), Duration.ofMillis(500));
        }
        List<LoggedEvent> all = log();
        assertThat(all.stream().filter(e -> ends(e, execution)))
                .as("the end of it")
                .singleElement()
                .extracting(LoggedEvent::cause)
                .isEqualTo(cause);
        assertThat(all.stream()
                        .filter(e -> e.event() instanceof SiteEvent.StepMoved moved
                                && moved.step().execution().equals(execution)))
                .as("each step on the way")
                .isNotEmpty()
                .allMatch(e -> e.cause().equals(cause));
        assertThat(all.stream().filter(e -> e.seq() > started.seq() && reaches(e, level)))
                .as("the lamp being there")
                .isNotEmpty()
                .allMatch(e -> e.cause().equals(cause));
        assertThat(all.stream().filter(e -> e.seq() == pushed.seq()))
                .as("what led to the webhook %s", pushed.id())
                .singleElement()
                .extracting(LoggedEvent::cause)
                .isEqualTo(cause);
    }

    private boolean starts(LoggedEvent logged, int level) {
        return logged.event() instanceof SiteEvent.ExecutionStarted started
                && started.steps().stream()
                        .anyMatch(s -> s.device().equals(lamp.id())
                                && s.command().parameters().stream().anyMatch(v -> v.asNumber() == level));
    }

    private static boolean ends(LoggedEvent logged, ExecutionId execution) {
        return logged.event() instanceof SiteEvent.ExecutionMoved moved
                && moved.execution().equals(execution)
                && moved.to().ended();
    }

    private boolean reaches(LoggedEvent logged, int level) {
        return logged.event() instanceof SiteEvent.StatesChanged changed
                && changed.changes().stream()
                        .filter(change -> change.device().equals(lamp.id()))
                        .flatMap(change -> change.states().stream())
                        .anyMatch(state -> state.name().equals("core:LightIntensityState")
                                && state.value().asNumber() == level);
    }

    private List<LoggedEvent> log() {
        return server.sites()
                .read(Caller.CORE, DemoInstallation.OFFICE, 0, 100_000)
                .events();
    }

    private void overkizHears(int level) throws Exception {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (System.nanoTime() < until) {
            Clients.Answer fetched = clients.overkizCloud(cookie, "POST", "events/" + listener + "/fetch", "");
            assertThat(fetched.status()).as("%s", fetched).isEqualTo(200);
            Clients.Fields.list(fetched.tree()).forEach(e -> events.add(String.valueOf(e)));
            boolean heard = events.stream()
                    .anyMatch(e -> e.contains("DeviceStateChangedEvent")
                            && e.contains(lamp.id().value())
                            && e.contains("core:LightIntensityState")
                            && e.contains("value=" + level));
            if (heard) {
                return;
            }
            // nothing yet: the simulated radio takes its time, and something will become durable when it is over
            server.sites().awaitAfter(DemoInstallation.OFFICE, head(), Duration.ofMillis(500));
        }
        throw new AssertionError("no event told of level " + level + ": " + events);
    }

    private long head() {
        return server.sites().state(Caller.CORE, DemoInstallation.OFFICE).seq();
    }

    private void quantumReads(int level) throws Exception {
        Object status =
                clients.quantum("ReadRequest", "/zone/" + zone + "/status", "").tree();
        assertThat(((Number) Clients.Fields.at(status, "Body", "ZoneStatus", "Level")).intValue())
                .isEqualTo(level);
    }

    private Pushed await(String what, Predicate<String> fits) throws InterruptedException {
        List<String> others = new ArrayList<>();
        for (Pushed post = pushed.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
                post != null;
                post = pushed.poll(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
            if (fits.test(post.body())) {
                return post;
            }
            others.add(post.body());
        }
        throw new AssertionError(what + " did not come, but " + others);
    }
}
