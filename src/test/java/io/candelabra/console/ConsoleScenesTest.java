package io.candelabra.console;

import static io.candelabra.console.ConsoleHome.HOME;
import static io.candelabra.console.ConsoleHome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Group;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.Value;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.Within;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scenes, and what a wish for a whole area or group reaches: for whom, and what is out of reach. */
class ConsoleScenesTest {
    private ConsoleHome home;
    private TestClient owner;
    private TestClient guest;

    @BeforeEach
    void start() throws Exception {
        home = new ConsoleHome();
        owner = home.as(ConsoleHome.OWNER);
        guest = home.as(ConsoleHome.GUEST);
        TestHome.edit(home.sites(), TestHome.SITE, changes -> changes.put(scene("evening", TestHome.DIMMER))
                .put(scene("lamp", TestHome.LAMP))
                .put(new Group(
                        "lights",
                        "Lights",
                        0,
                        List.of(new DeviceId(TestHome.LAMP), new DeviceId(TestHome.DIMMER)),
                        List.of(),
                        1,
                        1,
                        Map.of(),
                        Map.of())));
    }

    @AfterEach
    void stop() {
        home.close();
    }

    private static Scene scene(String id, String device) {
        DeviceCommand on = DeviceCommand.of("on");
        DeviceCommand dim = DeviceCommand.of("setIntensity", Value.of(25L));
        DeviceCommand command = device.equals(TestHome.DIMMER) ? dim : on;
        return new Scene(
                id, "The " + id, List.of(new Action(new DeviceId(device), List.of(command))), 1, 1, Map.of(), Map.of());
    }

    private static List<Map<String, Object>> rows(Answer answer) {
        return answer.objects();
    }

    @Test
    void aSceneIsRunAndFollowed() throws Exception {
        Answer started = owner.send("POST", HOME + "/scenes/evening/run");
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        Object execution = started.object().get("execution");
        Within.reason("the scene has been run", () -> "COMPLETED"
                .equals(owner.send("GET", HOME + "/executions/" + execution)
                        .object()
                        .get("phase")));
        assertThat(owner.send("GET", ConsoleHome.device(TestHome.DIMMER)).body())
                .contains("\"level\":25.0");
        refused(owner.send("POST", HOME + "/scenes/nothing/run"), 404, "Not found");
        refused(owner.send("POST", HOME + "/scenes/" + "x".repeat(200) + "/run"), 404, "Not found");
    }

    @Test
    void whoSeesNotAllOfASceneIsNotShownIt() throws Exception {
        assertThat(rows(owner.send("GET", HOME + "/scenes")).stream().map(row -> row.get("id")))
                .contains("evening", "lamp");
        assertThat(rows(guest.send("GET", HOME + "/scenes")).stream().map(row -> row.get("id")))
                .contains("lamp")
                .doesNotContain("evening");
        refused(guest.send("POST", HOME + "/scenes/evening/run"), 404, "Not found");
        refused(guest.send("POST", HOME + "/scenes/lamp/run"), 403, "Not allowed");
    }

    @Test
    void whatIsOutOfReachIsToldBefore() throws Exception {
        TestHome.edit(
                home.sites(),
                TestHome.SITE,
                changes -> changes.add(new SiteEvent.AvailabilityChanged(new DeviceId(TestHome.LAMP), false)));
        for (String place : List.of("area=" + TestHome.KITCHEN, "group=lights")) {
            Answer reach = owner.send("GET", HOME + "/reach?trait=onOff&" + place);
            assertThat(reach.status()).as(reach.body()).isEqualTo(200);
            assertThat((List<?>) reach.object().get("devices")).asString().contains(TestHome.LAMP, TestHome.DIMMER);
            assertThat(reach.object()).containsEntry("unreachable", 1L).containsEntry("others", 0L);
            assertThat(reach.object().get("away").toString()).contains(TestHome.LAMP);
            assertThat(guest.send("GET", HOME + "/reach?trait=onOff&" + place).body())
                    .contains(TestHome.LAMP)
                    .doesNotContain(TestHome.DIMMER);
        }
        assertThat(rows(owner.send("GET", HOME + "/scenes")))
                .anySatisfy(row -> assertThat(row).containsEntry("id", "lamp").containsEntry("unreachable", 1L));
        assertThat(owner.send("GET", HOME + "/reach?trait=level&area=" + TestHome.HOUSE)
                        .object())
                .containsEntry("others", 5L);
        refused(owner.send("GET", HOME + "/reach?trait=level"), 400, "Not understood");
        refused(owner.send("GET", HOME + "/reach?area=" + TestHome.HOUSE), 400, "Not understood");
        refused(owner.send("GET", HOME + "/reach?trait=level&area=nowhere"), 404, "Not found");
        refused(owner.send("GET", HOME + "/reach?trait=level&group=nobody"), 404, "Not found");
        assertThat(rows(guest.send("GET", HOME + "/groups")))
                .anySatisfy(row -> assertThat(row).containsEntry("id", "lights").containsEntry("devices", 1L));
    }
}
