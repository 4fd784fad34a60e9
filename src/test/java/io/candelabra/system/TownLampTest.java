package io.candelabra.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.core.access.Caller;
import io.candelabra.core.state.SiteState;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.demo.DemoTown;
import io.candelabra.model.Device;
import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A street lamp of the quarter that is an Overkiz setup too: dimmed on one face, it shows level and mode on the other. */
class TownLampTest {
    private static final long PATIENCE_MS = 30_000;

    @TempDir
    Path folder;

    private final BlockingQueue<String> pushed = new LinkedBlockingQueue<>();
    private final List<String> events = new ArrayList<>();
    private Candelabra server;
    private Clients clients;
    private HttpServer receiver;
    private Device lamp;
    private String lcm;
    private String cookie;
    private String listener;

    @BeforeEach
    void startTheDemoAndListenOnBothFaces() throws Exception {
        Settings settings = Settings.demo(folder.resolve("data")).onFreePorts().withLamps(48);
        server = Candelabra.start(settings, TestMachine.outside());
        clients = Clients.of(folder.resolve("data").resolve("demo.json"));
        SiteState town = town();
        lamp = town.devices().stream()
                .filter(d -> d.available() && town.within(d.area(), DemoTown.SHOWN_QUARTER))
                .filter(d -> d.states().text("candelabra:ErrorTypesState").equals("[]"))
                .findFirst()
                .orElseThrow();
        lcm = lamp.id("lcm").orElseThrow();
        cookie = clients.overkizLogin();
        String setup = server.accounts().bindings("overkiz", DemoInstallation.DEMO_USER).stream()
                .filter(b -> b.site().equals(DemoInstallation.TOWN))
                .findFirst()
                .orElseThrow()
                .address();
        assertThat(clients.overkizCloud(cookie, "POST", "setup/current/" + setup, "")
                        .status())
                .isBetween(200, 204);
        listener = (String) Clients.Fields.at(
                clients.overkizCloud(cookie, "POST", "events/register", "").tree(), "id");
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            pushed.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        Clients.Answer hook = clients.sustainder(
                "POST",
                "/webhooks/status_push",
                Map.of(
                        "remote_url",
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/lamps",
                        "auth_method",
                        "BEARER",
                        "password_or_token",
                        "secret-of-the-receiver",
                        "application_artkey",
                        DemoInstallation.TOWN_ARTKEY));
        assertThat(hook.status()).as("%s", hook).isBetween(200, 204);
    }

    @AfterEach
    void stop() throws IOException {
        if (receiver != null) {
            receiver.stop(0);
        }
        if (server != null) {
            server.close();
        }
    }

    private SiteState town() {
        return server.sites().state(Caller.CORE, DemoInstallation.TOWN);
    }

    @Test
    void levelAndModeGoFromFaceToFaceAsEventsOnBoth() throws Exception {
        Clients.Answer applied = clients.overkizCloud(
                cookie, "POST", "exec/apply", Clients.apply(lamp.id().value(), "setIntensity", 31));
        assertThat(applied.status()).as("%s", applied).isEqualTo(200);
        pushHears("OVERRIDE", 31);
        sustainderReads("OVERRIDE", List.of(31L, 31L, 31L, 31L));
        overkizHears("candelabra:LightingModeState", "OVERRIDE");
        overkizHears("core:LightIntensityState", "31");

        Clients.Answer dimmed = clients.sustainder(
                "POST",
                "/lcms/functions/direct-control",
                Map.of(
                        "application_artkey",
                        DemoInstallation.TOWN_ARTKEY,
                        "override",
                        List.of(Map.of("lcm_id", lcm, "override", List.of(10, 52, 20, 30)))));
        assertThat(Clients.Fields.list(Clients.Fields.at(dimmed.tree(), "lcms_ok")))
                .containsExactly(lcm);
        overkizHears("core:LightIntensityState", "52");
        overkizHears("candelabra:Level3State", "20");
        pushHears("OVERRIDE", 52);
        sustainderReads("OVERRIDE", List.of(10L, 52L, 20L, 30L));

        events.clear();
        pushed.clear();
        Clients.Answer cleared = clients.overkizCloud(
                cookie, "POST", "exec/apply", Clients.apply(lamp.id().value(), "clearOverride"));
        assertThat(cleared.status()).as("%s", cleared).isEqualTo(200);
        overkizHears("candelabra:LightingModeState", "DIMSCHEME");
        sustainderReads("DIMSCHEME", List.of());
        await(body -> body.contains(lcm) && body.contains("\"DIMSCHEME\""));
    }

    @Test
    void theSetupIsTheQuarterAndNoMore() throws Exception {
        Clients.Answer devices = clients.overkizCloud(cookie, "GET", "setup/devices", "");
        SiteState town = town();
        List<String> shown = Clients.Fields.list(devices.tree()).stream()
                .map(device -> (String) Clients.Fields.at(device, "deviceURL"))
                .toList();
        assertThat(shown)
                .hasSize(12)
                .containsExactlyInAnyOrderElementsOf(town.devices().stream()
                        .filter(d -> town.within(d.area(), DemoTown.SHOWN_QUARTER))
                        .map(d -> d.id().value())
                        .toList());
    }

    private void sustainderReads(String mode, List<Long> levels) throws Exception {
        until("the lamp's document", () -> {
            Object tree = clients.sustainder("GET", "/lcms/" + lcm, "").tree();
            return mode.equals(Clients.Fields.at(tree, "lighting_mode"))
                    && levels.equals(Clients.Fields.at(tree, "override_light_level"));
        });
    }

    private void overkizHears(String state, String value) throws Exception {
        until(state + " " + value, () -> {
            Clients.Answer fetched = clients.overkizCloud(cookie, "POST", "events/" + listener + "/fetch", "");
            assertThat(fetched.status()).as("%s", fetched).isEqualTo(200);
            Clients.Fields.list(fetched.tree()).forEach(e -> events.add(String.valueOf(e)));
            return events.stream()
                    .anyMatch(e -> e.contains("DeviceStateChangedEvent")
                            && e.contains(lamp.id().value())
                            && e.contains("name=" + state)
                            && e.contains("value=" + value));
        });
    }

    private void pushHears(String mode, int level) throws InterruptedException {
        await(body -> body.contains(lcm)
                && body.replace(" ", "").contains("\"lighting_mode\":\"" + mode + "\"")
                && body.replace(" ", "").contains("\"current_lightlevel\":" + level + ","));
    }

    private void await(Predicate<String> fits) throws InterruptedException {
        List<String> others = new ArrayList<>();
        for (String body = pushed.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
                body != null;
                body = pushed.poll(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
            if (fits.test(body)) {
                return;
            }
            others.add(body);
        }
        throw new AssertionError("the push did not come, but " + others);
    }

    /** Looks again after each event of the town. */
    private void until(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " did not come in time: " + events);
            }
            server.sites().awaitAfter(DemoInstallation.TOWN, town().seq(), Duration.ofMillis(500));
        }
    }
}
