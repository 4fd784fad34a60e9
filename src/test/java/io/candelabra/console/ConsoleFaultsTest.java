package io.candelabra.console;

import static io.candelabra.console.ConsoleHome.HOME;
import static io.candelabra.console.ConsoleHome.device;
import static io.candelabra.console.ConsoleHome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
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

/** Faults that an administrator plays on a simulated device, and what becomes of commands then. */
class ConsoleFaultsTest {
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

    /** Plays one, and waits until the gateway has told its end. */
    private Map<?, ?> play(String device, String what, String value) throws Exception {
        Answer asked = owner.json("POST", device(device) + "/fault", Map.of("what", what, "value", value));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        Object job = asked.object().get("job");
        Map<?, ?>[] end = new Map<?, ?>[1];
        Within.reason("the fault is played", () -> {
            for (Object line : (List<?>)
                    owner.send("GET", HOME + "/log?kind=jobMoved").object().get("lines")) {
                Map<?, ?> told = (Map<?, ?>) line;
                if (job.equals(told.get("execution"))
                        && List.of("COMPLETED", "FAILED").contains(told.get("phase"))) {
                    end[0] = told;
                }
            }
            return end[0] != null;
        });
        return end[0];
    }

    /** Switches the lamp, and gives the execution once it has ended. */
    private Map<String, Object> switched(boolean on) throws Exception {
        Answer started = owner.json("POST", device(TestHome.LAMP) + "/commands", Map.of("trait", "onOff", "value", on));
        String path = HOME + "/executions/" + started.object().get("execution");
        Within.reason("the execution ends", () -> List.of("COMPLETED", "FAILED")
                .contains(owner.send("GET", path).object().get("phase")));
        return owner.send("GET", path).object();
    }

    @Test
    void aDeviceFailsAsItIsTold() throws Exception {
        Map<?, ?> played = play(TestHome.LAMP, "failing", "BLOCKED");
        assertThat(played.get("phase")).isEqualTo("COMPLETED");
        assertThat(played.get("cause").toString()).contains("olga");
        assertThat(switched(true)).containsEntry("phase", "FAILED").containsEntry("failure", "BLOCKED");
        play(TestHome.LAMP, "mended", "");
        assertThat(switched(true)).containsEntry("phase", "COMPLETED");
    }

    @Test
    void aDeviceIsPutOutOfReachAndBack() throws Exception {
        play(TestHome.LAMP, "unreachable", "");
        Within.reason(
                "the lamp is out of reach",
                () -> owner.send("GET", device(TestHome.LAMP)).body().contains("\"available\":false"));
        assertThat(owner.send("GET", HOME + "/alerts").body()).contains("NOT_RESPONDING");
        assertThat(switched(true)).containsEntry("failure", "NO_ANSWER");
        play(TestHome.LAMP, "mended", "");
        Within.reason(
                "the lamp is back",
                () -> owner.send("GET", device(TestHome.LAMP)).body().contains("\"available\":true"));
        Within.reason(
                "the alert is gone",
                () -> !owner.send("GET", HOME + "/alerts").body().contains("NOT_RESPONDING"));
    }

    @Test
    void aDeviceAnswersLate() throws Exception {
        play(TestHome.LAMP, "late", "60000");
        Map<String, Object> ended = switched(true);
        assertThat(ended).containsEntry("phase", "COMPLETED");
        assertThat((long) ended.get("endedMs") - (long) ended.get("startedMs")).isGreaterThanOrEqualTo(60_000);
    }

    @Test
    void whatTheDeviceCannotIsToldInWords() throws Exception {
        for (String[] fault : new String[][] {
            {"failing", "NEVER_HEARD_OF"}, {"late", "-1"}, {"battery", "50"}, {"press", "pressed"}, {"explode", ""}
        }) {
            Map<?, ?> played = play(TestHome.LAMP, fault[0], fault[1]);
            assertThat(played.get("phase")).as(fault[0]).isEqualTo("FAILED");
            assertThat(played.get("detail").toString()).as(fault[0]).isNotEmpty();
        }
        assertThat(switched(true)).as("nothing of it stayed").containsEntry("phase", "COMPLETED");
    }

    @Test
    void onlyAdministratorsPlayAndOnlyOnWhatIsSimulated() throws Exception {
        Map<String, String> unreachable = Map.of("what", "unreachable");
        refused(
                home.as(ConsoleHome.GUEST).json("POST", device(TestHome.LAMP) + "/fault", unreachable),
                403,
                "Not allowed");
        refused(owner.json("POST", device(TestHome.LAMP) + "/fault", Map.of()), 400, "Not understood");
        refused(
                owner.json("POST", device(TestHome.LAMP) + "/fault", Map.of("what", "press", "value", "x".repeat(201))),
                400,
                "Not understood");
        DeviceId real = new DeviceId("io://9999-0000-1111/1");
        TestHome.edit(home.sites(), TestHome.SITE, changes -> changes.put(new Gateway(
                        new GatewayId("9999-0000-1111"), "overkiz", "", "", true, "Europe/Paris", Map.of(), Map.of()))
                .put(Device.of(real, "io:OnOffLightIOComponent", "Real", States.NONE)));
        refused(owner.json("POST", device(real.value()) + "/fault", unreachable), 409, "Contradicts what is there");
    }
}
