package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The words that clients look up in tables of theirs: kinds of devices, numbers of buttons, commands for a white. */
@Timeout(60)
class ViveWordsTest {
    /** The kinds that public clients make entities of, by what they make. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "light",
            Set.of(
                    "WallDimmer",
                    "PlugInDimmer",
                    "InLineDimmer",
                    "PowPak0-10V",
                    "WhiteTune",
                    "ColorTune",
                    "SpectrumTune"),
            "switch",
            Set.of("WallSwitch", "PlugInSwitch", "InLineSwitch", "PowPakSwitch"),
            "cover",
            Set.of("Shade", "QsWirelessShade"),
            "sensor",
            Set.of("Pico2Button", "Pico3ButtonRaiseLower"),
            "occupancy",
            Set.of("RPSOccupancySensor", "RPSCeilingMountedOccupancySensor", "RPSWallMountedOccupancySensor"));

    private static final Map<String, List<Long>> BUTTONS =
            Map.of("Pico2Button", List.of(0L, 2L), "Pico3ButtonRaiseLower", List.of(0L, 1L, 2L, 3L, 4L));

    private static LutronOffice office;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        office.close();
    }

    @Test
    void everyLoadIsOfAKindThatClientsKnow() throws IOException {
        try (LeapClient client = office.login()) {
            Map<String, Integer> made = new HashMap<>();
            List<Object> unknown = new ArrayList<>();
            for (Map<String, Object> device : client.read("/device").list("Devices")) {
                String kind = String.valueOf(device.get("DeviceType"));
                KNOWN.forEach((what, kinds) -> {
                    if (kinds.contains(kind)) {
                        made.merge(what, 1, Integer::sum);
                    }
                });
                if (KNOWN.values().stream().noneMatch(kinds -> kinds.contains(kind))) {
                    unknown.add(kind);
                }
            }
            assertThat(made)
                    .containsEntry("light", 24)
                    .containsEntry("switch", 12)
                    .containsEntry("cover", 5)
                    .containsEntry("sensor", 8)
                    .containsKey("occupancy");
            // the hubs, contacts and daylight sensors are nothing that clients make entities of
            assertThat(Set.copyOf(unknown)).isEqualTo(Set.of("ViveHub", "PowPakCCO", "RPSDaylightSensor"));
        }
    }

    @Test
    void buttonsHaveTheNumbersOfTheirRemote() throws IOException {
        try (LeapClient client = office.login()) {
            Map<Object, Object> kinds = new HashMap<>();
            for (Map<String, Object> device : client.read("/device").list("Devices")) {
                if (device.get("ButtonGroups") instanceof List<?> groups) {
                    groups.forEach(group -> kinds.put(((Map<?, ?>) group).get("href"), device.get("DeviceType")));
                }
            }
            Map<Object, List<Long>> numbers = new HashMap<>();
            for (Map<String, Object> button : client.read("/button").list("Buttons")) {
                numbers.computeIfAbsent(((Map<?, ?>) button.get("Parent")).get("href"), group -> new ArrayList<>())
                        .add((Long) button.get("ButtonNumber"));
            }
            assertThat(numbers.keySet()).isEqualTo(kinds.keySet());
            numbers.forEach(
                    (group, found) -> assertThat(found).isEqualTo(BUTTONS.get(String.valueOf(kinds.get(group)))));
        }
    }

    @Test
    void aWhiteIsSetByTheCommandOfItsControlType() throws IOException {
        try (LeapClient client = office.login()) {
            String cove = ViveZonesTest.zone(client, "Cove");
            Message both = client.command(cove, white(Map.of("Level", 66, "WhiteTuningLevel", Map.of("Kelvin", 3100))));
            assertThat(both.status()).isEqualTo("201 Created");
            assertThat(both.body("ZoneStatus/Level")).isEqualTo(66L);
            assertThat(both.body("ZoneStatus/ColorTuningStatus/WhiteTuningLevel/Kelvin"))
                    .isEqualTo(3100L);
            client.command(cove, white(Map.of("WhiteTuningLevel", Map.of("Kelvin", 4000))));
            Message read = client.read(cove + "/status");
            assertThat(read.body("ZoneStatus/Level")).isEqualTo(66L);
            assertThat(read.body("ZoneStatus/ColorTuningStatus/WhiteTuningLevel/Kelvin"))
                    .isEqualTo(4000L);
            for (Map<String, Object> wrong : List.of(
                    Map.<String, Object>of(),
                    Map.<String, Object>of("WhiteTuningLevel", Map.of("Kelvin", 100_000)),
                    Map.<String, Object>of("HSVTuningLevel", Map.of("Hue", 10, "Saturation", 50)))) {
                assertThat(client.command(cove, white(wrong)).status()).isEqualTo("400 BadRequest");
            }
            assertThat(client.command(ViveZonesTest.zone(client, "Chandelier"), white(Map.of("Level", 5)))
                            .status())
                    .isEqualTo("400 BadRequest");
        }
    }

    private static Map<String, Object> white(Map<String, Object> parameters) {
        return Map.of("CommandType", "GoToWhiteTuningLevel", "WhiteTuningLevelParameters", parameters);
    }
}
