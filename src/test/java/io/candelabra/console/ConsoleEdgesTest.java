package io.candelabra.console;

import static io.candelabra.console.ConsoleHome.HOME;
import static io.candelabra.console.ConsoleHome.device;
import static io.candelabra.console.ConsoleHome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Raw;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.States;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.Within;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console's API where something is far away in the log, secret, or no name at all. */
class ConsoleEdgesTest {
    private ConsoleHome home;
    private TestClient owner;

    @BeforeEach
    void start() throws Exception {
        home = new ConsoleHome();
        owner = home.as(ConsoleHome.OWNER);
    }

    @AfterEach
    void stop() {
        home.close();
    }

    /** The number of the newest line of the log. */
    private long newest(String path) throws Exception {
        List<?> lines = (List<?>) owner.send("GET", HOME + path).object().get("lines");
        return (long) ((Map<?, ?>) lines.getFirst()).get("seq");
    }

    /** The request is further back than is looked at. */
    @Test
    void aChainWhoseBeginningIsNotFoundSaysSo() throws Exception {
        Answer started =
                owner.json("POST", device(TestHome.LAMP) + "/commands", Map.of("trait", "onOff", "value", true));
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        Object execution = started.object().get("execution");
        Within.reason("the execution ends", () -> "COMPLETED"
                .equals(owner.send("GET", HOME + "/executions/" + execution)
                        .object()
                        .get("phase")));
        long seq = newest("/log?kind=executionStarted&limit=1");
        Cause cause = home.sites()
                .read(Caller.CORE, TestHome.SITE, seq - 1, 1)
                .events()
                .getFirst()
                .cause();
        Raw.ask(
                        home.sites(),
                        TestHome.SITE,
                        (state, now) -> {
                            Raw.Changes changes = new Raw.Changes(state);
                            for (int i = 0; i < 2_100; i++) {
                                changes.add(
                                        new SiteEvent.AvailabilityChanged(new DeviceId(TestHome.BLIND), i % 2 == 1));
                            }
                            return changes.answer(true);
                        },
                        Cause.CLOCK)
                .join();
        Raw.ask(
                        home.sites(),
                        TestHome.SITE,
                        (state, now) -> new Raw.Changes(state)
                                .add(new SiteEvent.AvailabilityChanged(new DeviceId(TestHome.BLIND), true))
                                .answer(true),
                        cause)
                .join();
        long last = newest("/log?limit=1");
        assertThat(owner.send("GET", HOME + "/log/" + last).object()).containsEntry("whole", false);
        assertThat(owner.send("GET", HOME + "/log/" + seq).object()).containsEntry("whole", true);
    }

    @Test
    void aNameThatCanNameNoExecutionIsRefused() throws Exception {
        String path = HOME + "/executions/" + "x".repeat(101);
        refused(owner.send("GET", path), 404, "Not found");
        refused(owner.send("DELETE", path), 404, "Not found");
    }

    /** By the type of the command alone: the caller marks nothing. */
    @Test
    void aPasswordInACommandIsShownNowhere() throws Exception {
        String camera = "jsw://1234-5678-9012/camera";
        TestHome.edit(
                home.sites(),
                TestHome.SITE,
                changes -> changes.put(Device.of(new DeviceId(camera), "jsw:CameraController", "Camera", States.NONE)));
        Answer started = owner.json(
                "POST",
                device(camera) + "/commands",
                Map.of("command", "setPassword", "parameters", List.of("old-sesame", "new-sesame")));
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        String execution = owner.send(
                        "GET", HOME + "/executions/" + started.object().get("execution"))
                .body();
        assertThat(execution).contains("setPassword(•••, •••)").doesNotContain("sesame");
        Answer log = owner.send("GET", HOME + "/log?limit=50");
        assertThat(log.body()).contains("setPassword(•••, •••)").doesNotContain("sesame");
        Answer refused = owner.json(
                "POST",
                device(camera) + "/commands",
                Map.of("command", "setPassword", "parameters", List.of("old-sesame", Map.of("a", "new-sesame"))));
        assertThat(refused.body()).doesNotContain("sesame");
    }
}
