package io.candelabra.driver.knx;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.knx.KnxPlan.Member;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written, what stays the same from start to start, and what plans say in odd places. */
class KnxWritableTest {
    private static KnxTable table(String... lines) {
        return KnxTable.stored(
                KnxPlans.stored("address;name;dpt;function;device;area;flags\n" + String.join("\n", lines)));
    }

    private static KnxPlan plan(Set<DeviceId> there, String... lines) {
        return KnxPlan.of(table(lines), HandLane.GATEWAY, there);
    }

    private static Member first(String... lines) {
        return plan(Set.of(), lines).members().values().iterator().next();
    }

    private static List<State> told(Member member, KnxRole role, int value) {
        return member.type().states(role, new byte[] {(byte) value});
    }

    private static List<String> labels(KnxPlan plan) {
        return plan.members().values().stream()
                .map(member -> member.told().label() + ": " + member.rows().keySet())
                .toList();
    }

    // ---- what may be written ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.001;switch",
                "5.001;level",
                "3.007;dim",
                "232.600;rgb",
                "251.600;rgbw",
                "7.600;color-temperature",
                "1.008;up-down",
                "5.001;position",
                "5.001;slat",
                "1.007;stop",
                "9.001;set-point",
                "20.102;mode",
                "18.001;scene",
                "5.010;value",
                "16.000;value"
            })
    void anAddressThatMustNotBeWrittenIsNoCommand(String typeAndFunction) {
        Member written = first("1/0/1;x;" + typeAndFunction + ";Thing;;rw");
        assertThat(written.type().writings()).as("it is one where it may").isNotEmpty();
        Member member = first("1/0/1;x;" + typeAndFunction + ";Thing;;r");
        assertThat(member.type().writings()).isEmpty();
        assertThat(member.type().type().commands()).isEmpty();
    }

    @Test
    void whatMayBeWrittenIsMovedWithoutTheRest() {
        Member blind = first(
                "2/0/1;x;1.008;up-down;Blind;;r", "2/0/2;x;5.001;position;Blind;;rw", "2/0/3;x;1.007;stop;Blind;;r");
        assertThat(blind.type().writings()).containsKeys("setClosure", "close").doesNotContainKey("stop");
        KnxWish down = blind.type()
                .writings()
                .get("close")
                .wish(List.of(), state -> Value.NOTHING)
                .orElseThrow();
        assertThat(down.sends()).extracting(KnxWish.Send::role).containsExactly(KnxRole.POSITION);
    }

    // ---- what stays ----

    private static DeviceType of(List<CommandType> commands) {
        return new DeviceType(
                "knx:x",
                "ACTUATOR",
                "Light",
                "w",
                true,
                List.of(),
                List.of(),
                commands,
                List.of(),
                List.of(),
                List.of());
    }

    private static CommandType command(String name, Repeat repeat) {
        return new CommandType(name, List.of(), List.of(), repeat);
    }

    @Test
    void aTypeIsCalledTheSameInWhateverOrderItIsDrawn() {
        CommandType raise = command("raise", Repeat.NEVER);
        CommandType stop = command("stop", Repeat.SAFE);
        assertThat(KnxPlan.mark(of(List.of(raise, stop)))).isEqualTo(KnxPlan.mark(of(List.of(stop, raise))));
        assertThat(KnxPlan.mark(of(List.of(raise))))
                .as("what may be sent twice is another type than what may not")
                .isNotEqualTo(KnxPlan.mark(of(List.of(command("raise", Repeat.SAFE)))));
        Member dimmer = first("1/0/1;x;1.001;switch;Lamp", "1/2/1;x;3.007;dim;Lamp");
        assertThat(dimmer.type().type().commands())
                .extracting(CommandType::name)
                .as("the order is that of the program, in each run")
                .containsExactly("on", "off", "setOnOff", "raise", "lower", "stop");
    }

    @Test
    void aTriggerAndASwitchAreTwoTypes() {
        KnxPlan plan = plan(Set.of(), "1/0/1;Fountain;1.017;value;Fountain", "1/0/2;Flag;1.002;value;Flag");
        assertThat(plan.types()).hasSize(2);
    }

    @Test
    void aTableThatGrowsLeavesDevicesTheirIds() {
        String[] before = {"1/1/1;x;5.001;level;Lamp"};
        Set<DeviceId> there = plan(Set.of(), before).members().keySet();
        KnxPlan grown =
                plan(there, "1/0/1;x;1.001;switch;Lamp", "1/1/1;x;5.001;level;Lamp", "1/0/7;y;1.001;switch;Other");
        assertThat(grown.members().keySet())
                .containsExactlyInAnyOrder(HandLane.id("knx", "1/1/1"), HandLane.id("knx", "1/0/7"));
        assertThat(plan(grown.members().keySet(), "1/0/1;x;1.001;switch;Lamp", "1/1/1;x;5.001;level;Lamp")
                        .members())
                .containsOnlyKeys(HandLane.id("knx", "1/1/1"));
    }

    // ---- what plans say ----

    @Test
    void addressesOfTwoRoomsAreTwoDevices() {
        assertThat(labels(plan(
                        Set.of(),
                        "1/0/1;Ceiling switch;1.001;;;Kitchen;",
                        "1/4/9;Ceiling status;1.001;;;Kitchen;",
                        "1/0/2;Ceiling switch;1.001;;;Bath;",
                        "1/4/8;Ceiling status;1.001;;;Bath;")))
                .containsExactly("Ceiling: [SWITCH, SWITCH_STATUS]", "Ceiling: [SWITCH, SWITCH_STATUS]");
    }

    @Test
    void rangesOfStatusesAreKnownInTablesAndOutside() {
        String csv =
                "Address;Group name;DatapointType\n1/-/-;Light;\n1/0/-;Switching;\n1/0/1;Desk;DPST-1-1\n1/1/1;Desk;DPST-5-1\n"
                        + "5/-/-;Rückmeldungen Status;\n5/0/-;Light;\n5/0/1;Desk;DPST-1-1\n5/1/1;Desk;DPST-5-1\n";
        String xml = "<KNX><GroupRange Name=\"Light\"><GroupRange Name=\"Switching\">"
                + "<GroupAddress Address=\"1/0/1\" Name=\"Desk\" DPTs=\"DPST-1-1\"/></GroupRange>"
                + "<GroupAddress Address=\"1/1/1\" Name=\"Desk\" DPTs=\"DPST-5-1\"/></GroupRange>"
                + "<GroupRange Name=\"Status\"><GroupRange Name=\"Light\">"
                + "<GroupAddress Address=\"5/0/1\" Name=\"Desk\" DPTs=\"DPST-1-1\"/></GroupRange>"
                + "<GroupAddress Address=\"5/1/1\" Name=\"Desk\" DPTs=\"DPST-5-1\"/></GroupRange></KNX>";
        for (String document : List.of(csv, xml)) {
            KnxTable table = KnxTable.stored(KnxPlans.stored(document));
            assertThat(labels(KnxPlan.of(table, HandLane.GATEWAY, Set.of())))
                    .containsExactly("Desk: [SWITCH, LEVEL, SWITCH_STATUS, LEVEL_STATUS]");
        }
    }

    @Test
    void aMarkOfTheOrderOfBytesIsNoPartOfXml() {
        String xml = "<KNX><GroupAddress Address=\"1/0/1\" Name=\"Küche\" DPTs=\"DPST-1-1\"/></KNX>";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(KnxDocument.read(("\uFEFF" + xml).getBytes(charset)))
                    .as("%s", charset)
                    .contains("Küche");
        }
    }

    @Test
    void anObjectMayLinkManyAddresses() {
        String links = IntStream.range(0, 100).mapToObj(i -> "GA-" + i).collect(Collectors.joining(" "));
        String addresses = IntStream.range(0, 100)
                .mapToObj(i ->
                        "<GroupAddress Id=\"GA-" + i + "\" Address=\"" + (2049 + i) + "\" Name=\"Lamp " + i + "\"/>")
                .collect(Collectors.joining());
        String xml = "<KNX><ComObjectInstanceRef DatapointType=\"DPST-1-1\" Links=\"" + links + "\"/>" + addresses
                + "</KNX>";
        assertThat(KnxTable.stored(KnxPlans.stored(xml)).rows())
                .allMatch(row -> row.datapoint().equals(new KnxDatapoint(1, 1)));
    }

    /** Each further function of a name tried all numbers before it: this took minutes. */
    @Test
    @Timeout(30)
    void manyFunctionsOfOneNameAreNumberedAtOnce() {
        String functions = IntStream.range(0, 60_000)
                .mapToObj(i -> "<Function Name=\"Light\"/>")
                .collect(Collectors.joining());
        assertThat(KnxDocument.read(("<KNX>" + functions
                                + "<Function Name=\"Light\"><GroupAddressRef RefId=\"GA-1\" Role=\"SwitchOnOff\"/></Function>"
                                + "<GroupAddress Id=\"GA-1\" Address=\"2049\" Name=\"a\" DatapointType=\"DPST-1-1\"/></KNX>")
                        .getBytes(StandardCharsets.UTF_8)))
                .contains("Light 60001");
    }

    // ---- what telegrams mean ----

    @Test
    void modesOfAControllerAreNotThoseOfARoom() {
        Member controller = first("3/0/1;x;20.105;mode;Boiler");
        assertThat(told(controller, KnxRole.MODE, 1)).containsExactly(State.of("knx:HVACModeState", "heat"));
        Member room = first("3/0/1;x;20.102;mode;Room");
        assertThat(told(room, KnxRole.MODE, 1)).containsExactly(State.of("knx:HVACModeState", "comfort"));
        assertThat(first("3/0/1;Boiler;20.103").rows()).containsOnlyKeys(KnxRole.VALUE);
    }

    @Test
    void aSceneThatIsLearntIsNotRecalled() {
        Member scenes = first("4/0/1;Scenes;18.001");
        assertThat(told(scenes, KnxRole.SCENE, 0x85)).isEmpty();
        assertThat(told(scenes, KnxRole.SCENE, 0x05)).containsExactly(State.of("knx:LastSceneState", 6));
    }

    @Test
    void whatIsTakenForDoneIsWhole() {
        Member dimmer = first("1/1/1;x;5.001;level;Lamp");
        KnxWish on = dimmer.type()
                .writings()
                .get("on")
                .wish(List.of(), state -> Value.NOTHING)
                .orElseThrow();
        assertThat(on.assumed())
                .containsExactly(State.of("core:OnOffState", "on"), State.of("core:LightIntensityState", 100));
        Member lamp = first("1/0/1;x;232.600;rgb;Lamp");
        KnxWish red = lamp.type()
                .writings()
                .get("setRGB")
                .wish(List.of(Value.of(255), Value.of(0), Value.of(0)), state -> Value.NOTHING)
                .orElseThrow();
        assertThat(red.states()).contains("core:OnOffState", "core:LightIntensityState", "core:ColorHueState");
    }
}
