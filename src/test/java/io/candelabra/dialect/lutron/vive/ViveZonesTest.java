package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.model.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Zones, areas and groups as a client sees, moves and hears them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ViveZonesTest {
    private static LutronOffice office;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    static Map<String, Object> dimmed(Object level) {
        return Map.of("CommandType", "GoToDimmedLevel", "DimmedLevelParameters", Map.of("Level", level));
    }

    /** The zone of that name. */
    static String zone(LeapClient client, String name) throws IOException {
        return client.read("/zone").list("Zones").stream()
                .filter(zone -> name.equals(zone.get("Name")))
                .map(zone -> String.valueOf(zone.get("href")))
                .findFirst()
                .orElseThrow();
    }

    private static Device device(String label) {
        return office.state().devices().stream()
                .filter(d -> d.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theOfficeIsATreeOfThreeLevelsWithFortyLoadsAndFiveShades() throws IOException {
        try (LeapClient client = office.login()) {
            List<Map<String, Object>> areas = client.read("/area").list("Areas");
            assertThat(areas.stream().filter(a -> !a.containsKey("Parent"))).hasSize(1);
            assertThat(client.read("/area/rootarea").body("Area/Name")).isEqualTo("Meridian House");
            List<Map<String, Object>> zones = client.read("/zone").list("Zones");
            assertThat(zones).hasSize(45);
            assertThat(zones.stream().map(z -> z.get("ControlType")))
                    .contains("Dimmed", "Switched", "CCO", "Receptacle", "WhiteTune", "Shade");
            Set<Object> byArea = new HashSet<>();
            for (Map<String, Object> area : areas) {
                Message answer = client.read(area.get("href") + "/associatedzone");
                if (answer.status().equals("204 NoContent")) {
                    assertThat(answer.line()).doesNotContain("Body");
                } else {
                    answer.list("Zones").forEach(z -> byArea.add(z.get("href")));
                }
            }
            assertThat(byArea).hasSize(45);
            assertThat(client.read("/device?where=IsThisDevice:true").list("Devices"))
                    .hasSize(1);
            assertThat(client.read("/device/1").body("Device/FirmwareImage/Firmware/DisplayName"))
                    .isEqualTo("01.13.04");
        }
    }

    @Test
    void aLevelIsAnsweredReadStoredAndPushedOnce() throws IOException {
        try (LeapClient client = office.login();
                LeapClient listener = office.login()) {
            String zone = zone(client, "Bar");
            client.command(zone, dimmed(20));
            Message snapshot = listener.subscribe("/zone/status", "all");
            assertThat(snapshot.status()).isEqualTo("200 OK");
            assertThat(snapshot.list("ZoneStatuses")).hasSize(45);
            assertThat(listener.subscribe(zone + "/status", "one").body("ZoneStatus/Level"))
                    .isEqualTo(20L);
            Message answer = client.command(zone, dimmed(75));
            assertThat(answer.status()).isEqualTo("201 Created");
            assertThat(answer.header("MessageBodyType")).isEqualTo("OneZoneStatus");
            assertThat(answer.body("ZoneStatus/Level")).isEqualTo(75L);
            Message push = listener.await(m -> m.header("ClientTag").equals("all"));
            assertThat(push.communique()).isEqualTo("ReadResponse");
            assertThat(push.header("Url")).isEqualTo("/zone/status");
            assertThat(push.list("ZoneStatuses")).hasSize(1);
            assertThat(push.body("ZoneStatuses/0/Level")).isEqualTo(75L);
            assertThat(push.body("ZoneStatuses/0/Zone/href")).isEqualTo(zone);
            assertThat(push.list("ZoneStatuses").getFirst())
                    .containsKey("StatusAccuracy")
                    .doesNotContainKey("Availability");
            assertThat(listener.await(m -> m.header("ClientTag").equals("one")).body("ZoneStatus/Level"))
                    .isEqualTo(75L);
            client.command(zone, dimmed(10));
            Message next = listener.await(m -> m.header("ClientTag").equals("all"));
            assertThat(next.body("ZoneStatuses/0/Level"))
                    .as("the ramp and the end of the first are no news")
                    .isEqualTo(10L);
            assertThat(client.read(zone + "/status").body("ZoneStatus/Level")).isEqualTo(10L);
        }
    }

    @Test
    void theAnswerComesBeforeThePush() throws IOException {
        try (LeapClient client = office.login()) {
            String zone = zone(client, "Tables");
            client.subscribe("/zone/status", "order");
            for (int level = 1; level <= 5; level++) {
                long wanted = level;
                client.send(LeapClient.request(
                        "CreateRequest", zone + "/commandprocessor", "cmd" + level, Map.of("Command", dimmed(level))));
                assertThat(client.next().orElseThrow().header("ClientTag")).isEqualTo("cmd" + level);
                Message push = client.next().orElseThrow();
                assertThat(push.header("ClientTag")).isEqualTo("order");
                assertThat(push.body("ZoneStatuses/0/Level")).isEqualTo(wanted);
            }
        }
    }

    @Test
    void switchedLoadsTakeWords() throws IOException {
        try (LeapClient client = office.login()) {
            word(client, "Menu boards", "Switched", "Off", "On");
            word(client, "Desk sockets", "Receptacle", "Off", "On");
            word(client, "Front door strike", "CCO", "Open", "Closed");
        }
    }

    private static void word(LeapClient client, String name, String type, String... words) throws IOException {
        String zone = zone(client, name);
        for (String word : words) {
            Message answer = client.command(
                    zone,
                    Map.of(
                            "CommandType",
                            "GoTo" + type + "Level",
                            type + "LevelParameters",
                            Map.of(type + "Level", word)));
            assertThat(answer.status()).isEqualTo("201 Created");
            assertThat(answer.body("ZoneStatus/" + type + "Level")).isEqualTo(word);
            assertThat(client.read(zone + "/status").body("ZoneStatus/" + type + "Level"))
                    .isEqualTo(word);
        }
    }

    @Test
    void whatALoadCannotDoIsRefusedAndChangesNothing() throws IOException {
        try (LeapClient client = office.login()) {
            String lamp = zone(client, "Bar");
            String boards = zone(client, "Menu boards");
            long before = office.state().seq();
            refused(client, lamp, dimmed(101));
            refused(client, lamp, dimmed(-1));
            refused(client, lamp, dimmed("bright"));
            refused(client, lamp, Map.of("CommandType", "GoToDimmedLevel"));
            refused(client, lamp, Map.of("CommandType", "Explode"));
            refused(client, lamp, Map.of("CommandType", "GoToLevel", "Parameter", Map.of("Value", 5)));
            refused(
                    client,
                    lamp,
                    Map.of(
                            "CommandType",
                            "GoToDimmedLevel",
                            "DimmedLevelParameters",
                            Map.of("Level", 5, "FadeTime", "00:99:99")));
            refused(
                    client,
                    lamp,
                    Map.of("CommandType", "GoToCCOLevel", "CCOLevelParameters", Map.of("CCOLevel", "Open")));
            refused(client, boards, Map.of("CommandType", "Raise"));
            refused(client, boards, dimmed(50));
            refused(
                    client,
                    boards,
                    Map.of(
                            "CommandType",
                            "GoToSwitchedLevel",
                            "SwitchedLevelParameters",
                            Map.of("SwitchedLevel", "Off", "FadeTime", "00:00:02")));
            refused(
                    client,
                    boards,
                    Map.of(
                            "CommandType",
                            "GoToSwitchedLevel",
                            "SwitchedLevelParameters",
                            Map.of("SwitchedLevel", "Maybe")));
            client.send("{\"CommuniqueType\":\"CreateRequest\",\"Header\":{\"ClientTag\":\"e\",\"Url\":\"" + lamp
                    + "/commandprocessor\"},\"Body\":{\"Command\":{\"CommandType\":\"GoToDimmedLevel\","
                    + "\"DimmedLevelParameters\":{\"Level\":1e999}}}}");
            assertThat(client.next().orElseThrow().status()).isEqualTo("400 BadRequest");
            assertThat(client.read("/area").status()).isEqualTo("200 OK");
            assertThat(office.state().seq()).isEqualTo(before);
        }
    }

    private static void refused(LeapClient client, String zone, Map<String, Object> command) throws IOException {
        Message answer = client.command(zone, command);
        assertThat(answer.communique()).as("%s", command).isEqualTo("ExceptionResponse");
        assertThat(answer.status()).as("%s", command).isEqualTo("400 BadRequest");
    }

    @Test
    void aFadeTellsItsEndAtOnceAndADelayIsWaitedFor() throws IOException {
        try (LeapClient client = office.login()) {
            String zone = zone(client, "Desk pendants");
            client.command(zone, dimmed(10));
            Message fade = client.command(
                    zone,
                    Map.of(
                            "CommandType",
                            "GoToDimmedLevel",
                            "DimmedLevelParameters",
                            Map.of("Level", 90, "FadeTime", "00:00:30")));
            assertThat(fade.body("ZoneStatus/Level")).isEqualTo(90L);
            assertThat(client.read(zone + "/status").body("ZoneStatus/Level")).isEqualTo(90L);
            client.command(zone, dimmed(40));
            client.subscribe(zone + "/status", "later");
            client.command(
                    zone,
                    Map.of(
                            "CommandType",
                            "GoToDimmedLevel",
                            "DimmedLevelParameters",
                            Map.of("Level", 60, "DelayTime", "00:00:01")));
            assertThat(client.read(zone + "/status").body("ZoneStatus/Level")).isEqualTo(40L);
            assertThat(client.await(m -> m.header("ClientTag").equals("later")).body("ZoneStatus/Level"))
                    .isEqualTo(60L);
        }
    }

    @Test
    void aRampStopsWhereItIsStopped() throws IOException {
        try (LeapClient client = office.login()) {
            String zone = zone(client, "Chandelier");
            client.command(zone, dimmed(50));
            settled("Chandelier", 50);
            assertThat(client.command(zone, Map.of("CommandType", "Raise")).status())
                    .isEqualTo("201 Created");
            Message stopped = client.command(zone, Map.of("CommandType", "Stop"));
            assertThat(stopped.status()).isEqualTo("201 Created");
            Object read = client.read(zone + "/status").body("ZoneStatus/Level");
            office.untilStill();
            Object level = client.read(zone + "/status").body("ZoneStatus/Level");
            assertThat((Long) level).isBetween(50L, 99L);
            assertThat(stopped.body("ZoneStatus/Level")).isEqualTo(level);
            assertThat(read).isEqualTo(level);
        }
    }

    private static void settled(String label, long level) {
        office.until(state -> device(label).states().number("core:LightIntensityState") == level
                && state.executions().isEmpty());
    }

    @Test
    void aGroupIsCommandedAndToldAsOne() throws IOException {
        try (LeapClient client = office.login();
                LeapClient listener = office.login()) {
            Map<String, Object> group = client.read("/zonetypegroup").list("ZoneTypeGroups").stream()
                    .filter(g -> "Dimmed".equals(g.get("Type")) && ((List<?>) g.get("Zones")).size() > 1)
                    .findFirst()
                    .orElseThrow();
            String href = String.valueOf(group.get("href"));
            client.command(href, dimmed(5));
            listener.subscribe("/zonetypegroup/status", "groups");
            listener.subscribe("/area/status", "areas");
            Message answer = client.command(href, dimmed(77));
            assertThat(answer.status()).isEqualTo("201 Created");
            assertThat(answer.body("ZoneTypeGroupStatus/Level")).isEqualTo(77L);
            for (Object zone : (List<?>) group.get("Zones")) {
                assertThat(client.read(((Map<?, ?>) zone).get("href") + "/status")
                                .body("ZoneStatus/Level"))
                        .isEqualTo(77L);
            }
            Message push = listener.await(m -> m.header("ClientTag").equals("groups"));
            assertThat(push.body("ZoneTypeGroupStatuses/0/href")).isEqualTo(href + "/status");
            assertThat(push.body("ZoneTypeGroupStatuses/0/Level")).isEqualTo(77L);
            Message areas = listener.await(m -> m.header("ClientTag").equals("areas"));
            assertThat(areas.list("AreaStatuses")).isNotEmpty();
        }
    }

    @Test
    void aSceneIsActivatedByItsVirtualButton() throws IOException {
        try (LeapClient client = office.login()) {
            Map<String, Object> scene = client.read("/virtualbutton").list("VirtualButtons").stream()
                    .filter(b -> "Evening".equals(b.get("Name")))
                    .findFirst()
                    .orElseThrow();
            assertThat(client.command(String.valueOf(scene.get("href")), Map.of("CommandType", "PressAndRelease"))
                            .status())
                    .isEqualTo("204 NoContent");
            assertThat(client.read(zone(client, "Library stacks") + "/status").body("ZoneStatus/Level"))
                    .isEqualTo(35L);
        }
    }

    @Test
    void afterUnsubscribingNothingComes() throws IOException {
        try (LeapClient client = office.login()) {
            String zone = zone(client, "Director desk");
            client.subscribe("/zone/status", "gone");
            assertThat(client.ask("UnsubscribeRequest", "/zone/status", null).status())
                    .isEqualTo("204 NoContent");
            client.subscribe(zone + "/status", "kept");
            client.command(zone, dimmed(11));
            client.command(zone, dimmed(12));
            client.await(m ->
                    m.header("ClientTag").equals("kept") && Long.valueOf(12).equals(m.body("ZoneStatus/Level")));
            assertThat(client.waiting()).noneMatch(m -> m.header("ClientTag").equals("gone"));
        }
    }
}
