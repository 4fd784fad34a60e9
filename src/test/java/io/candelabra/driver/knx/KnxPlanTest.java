package io.candelabra.driver.knx;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.knx.KnxPlan.Member;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which devices addresses come to, and what these can do. */
class KnxPlanTest {
    private static final Function<String, Value> NOTHING = state -> Value.NOTHING;

    private static KnxPlan plan(String... lines) {
        return KnxPlan.of(
                KnxTable.stored(
                        KnxPlans.stored("address;name;dpt;function;device;area;flags\n" + String.join("\n", lines))),
                HandLane.GATEWAY,
                Set.of());
    }

    private static Member only(String... lines) {
        assertThat(plan(lines).members()).hasSize(1);
        return plan(lines).members().values().iterator().next();
    }

    private static String sent(Member member, String command, Value... given) {
        return sent(member, NOTHING, command, given);
    }

    private static String sent(Member member, Function<String, Value> now, String command, Value... given) {
        KnxType.Writing writing = member.type().writings().get(command);
        assertThat(writing).as(command).isNotNull();
        return writing.wish(List.of(given), now)
                .map(wish -> wish.sends().getFirst().role() + " "
                        + HexFormat.of().formatHex(wish.sends().getFirst().data()))
                .orElse("");
    }

    private static List<State> told(Member member, KnxRole role, int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        return member.type().states(role, data);
    }

    /** One device each, whatever language its house speaks. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Kitchen ceiling switch | Kitchen ceiling dimming | Kitchen ceiling brightness value | Kitchen ceiling status | Kitchen ceiling brightness feedback
                    Küche Decke Schalten   | Küche Decke Dimmen      | Küche Decke Helligkeitswert      | Küche Decke RM         | Küche Decke Helligkeit Rückmeldung
                    DL_Bad_schalten        | DL_Bad_dimmen           | DL_Bad_Wert                      | DL_Bad_Status          | DL_Bad_Status_Wert
                    Spot salon (on/off)    | Spot salon (dim)        | Spot salon (valeur)              | Spot salon (état)      | Spot salon (état valeur)
                    Woonkamer schakelen    | Woonkamer dimmen        | Woonkamer waarde                 | Woonkamer terugmelding | Woonkamer waarde terugmelding
                    """)
    void namesThatDifferInTheirPartsAloneAreOneDevice(
            String onOff, String dim, String level, String status, String levelStatus) {
        Member lamp = only(
                "1/0/1;" + onOff + ";1.001",
                "1/1/1;" + dim + ";3.007",
                "1/2/1;" + level + ";5.001",
                "1/3/1;" + status + ";1.001",
                "1/4/1;" + levelStatus + ";5.001");
        assertThat(lamp.rows().keySet())
                .containsExactly(
                        KnxRole.SWITCH, KnxRole.LEVEL, KnxRole.DIM, KnxRole.SWITCH_STATUS, KnxRole.LEVEL_STATUS);
        assertThat(lamp.id()).isEqualTo(HandLane.id("knx", "1/0/1"));
    }

    @Test
    void whatMayBelongToSeveralIsJoinedWithNone() {
        assertThat(plan(
                                "1/0/1;Light switch;1.001",
                                "1/0/2;Light switch;1.001",
                                "1/4/1;Light status;1.001",
                                "1/4/2;Light status;1.001")
                        .members()
                        .values())
                .as("one place in each range is one device")
                .allSatisfy(member -> assertThat(member.rows().values().stream()
                                .map(row -> row.address().raw() & 0xFF)
                                .distinct())
                        .hasSize(1))
                .hasSize(2);
        assertThat(plan("1/1/1;Light switch;1.001", "1/2/1;Light switch;1.001", "1/3/1;Light status;1.001")
                        .members()
                        .values())
                .allSatisfy(member -> assertThat(member.rows()).hasSize(1))
                .hasSize(3);
    }

    /** A town of lamps has one type of lamp, whatever else stands in its table. */
    @Test
    void devicesOfOneShapeShareTheirType() {
        String[] lamps = {"1/0/1;Lamp one;1.001", "1/0/2;Lamp two;1.001", "1/0/3;Lamp three;5.001"};
        KnxPlan plan = plan(lamps);
        assertThat(plan.types()).hasSize(2);
        List<Member> members = List.copyOf(plan.members().values());
        assertThat(members.get(0).type()).isSameAs(members.get(1).type());
        KnxPlan more = plan("0/0/1;Colour;232.600", "0/0/2;Mixed;5.001", lamps[0], lamps[1], lamps[2]);
        members.forEach(
                member -> assertThat(more.members().get(member.id()).told().type())
                        .isEqualTo(member.told().type()));
    }

    @Test
    void aDeviceThatIsNamedIsOneWhateverItsAddressesAreCalled() {
        KnxPlan plan = plan(
                "1/0/1;A;1.001;switch;Lamp;Hall",
                "1/0/2;B;1.001;switch-status;Lamp;Hall",
                "1/0/3;C;1.001;switch;Lamp;Attic",
                "1/0/4;D;9.001;;Lamp;Hall",
                "1/0/5;E;1.001;switch;Lamp;Hall");
        assertThat(plan.members().values())
                .extracting(
                        member -> member.told().label() + " " + member.rows().keySet())
                .containsExactlyInAnyOrder(
                        "Lamp [SWITCH, SWITCH_STATUS]", "Lamp [SWITCH]", "Lamp [TEMPERATURE]", "E [SWITCH]");
    }

    @Test
    void everyAddressIsADevicesOwn() {
        KnxPlan plan = plan(
                "1/0/1;Stop;1.007",
                "1/0/2;Dim;3.007",
                "1/0/3;x;",
                "1/0/4;Clock;10.001",
                "1/0/5;Counter;12.001",
                "1/0/6;Text;16.000",
                "1/0/7;Forced;2.001",
                "1/0/8;Valve;5.001",
                "1/0/9;Odd;999.1",
                "1/0/10;Watched only;5.010;;;;r");
        assertThat(plan.at()).hasSize(10);
        assertThat(plan.members().values())
                .allSatisfy(member -> assertThat(member.rows().keySet()).containsExactly(KnxRole.VALUE));
        assertThat(plan.members().values())
                .filteredOn(member -> member.type().writings().isEmpty())
                .extracting(member -> member.told().label())
                .containsExactly("x", "Clock", "Odd", "Watched only");
    }

    @Test
    void anAddressThatMustNotBeWrittenIsNever() {
        Member lamp = only("1/0/1;Lamp;1.001;;;;r");
        assertThat(lamp.type().writings()).isEmpty();
        assertThat(told(lamp, KnxRole.SWITCH_STATUS, 1)).containsExactly(State.of("core:OnOffState", "on"));
    }

    @Test
    void lightsHaveTheTraitsOfTheirAddresses() {
        Member dimmer = only("1/0/1;Lamp value;5.001");
        Traits traits = Traits.of(dimmer.type().type());
        assertThat(traits.has(Trait.Level.class)).isTrue();
        assertThat(Traits.settable(traits.find(Trait.OnOff.class).orElseThrow()))
                .isTrue();
        assertThat(sent(dimmer, "on")).isEqualTo("LEVEL ff");
        assertThat(sent(dimmer, "setIntensity", Value.of(37))).isEqualTo("LEVEL 5e");
        assertThat(told(dimmer, KnxRole.LEVEL, 0x5E))
                .containsExactly(State.of("core:OnOffState", "on"), State.of("core:LightIntensityState", 37L));
        Member white = only("1/0/1;Lamp switch;1.001", "1/0/2;Lamp colour temperature;7.600");
        assertThat(Traits.of(white.type().type()).has(Trait.ColorTemperature.class))
                .isTrue();
        assertThat(sent(white, "setColorTemperature", Value.of(2_700))).isEqualTo("COLOR_TEMPERATURE 0a8c");
        assertThat(sent(white, "setColorTemperature", Value.of("warm"))).isEmpty();
        Member socket = only("1/0/1;Steckdose Küche;1.001");
        assertThat(socket.told().type()).startsWith("knx:OnOffKNXComponent");
    }

    @Test
    void coloursAreHueAndSaturation() {
        Member lamp = only("1/0/1;Lamp RGB;232.600", "1/0/2;Lamp RGB status;232.600");
        assertThat(Traits.of(lamp.type().type()).has(Trait.Color.class)).isTrue();
        assertThat(told(lamp, KnxRole.RGB_STATUS, 0, 128, 0))
                .containsExactly(
                        State.of("core:OnOffState", "on"),
                        State.of("core:ColorHueState", 120L),
                        State.of("core:ColorSaturationState", 100L),
                        State.of("core:LightIntensityState", 50L));
        assertThat(told(lamp, KnxRole.RGB_STATUS, 0, 0, 0))
                .containsExactly(State.of("core:OnOffState", "off"), State.of("core:LightIntensityState", 0L));
        assertThat(told(lamp, KnxRole.RGB_STATUS, 1, 2)).isEmpty();
        assertThat(sent(lamp, "setHueAndSaturation", Value.of(240), Value.of(100)))
                .isEqualTo("RGB 0000ff");
        assertThat(sent(lamp, "setRGB", Value.of(1), Value.of(2), Value.of(3))).isEqualTo("RGB 010203");
        Function<String, Value> green = state -> Value.of(state.equals("core:ColorHueState") ? 120 : 100);
        assertThat(sent(lamp, green, "setIntensity", Value.of(20))).isEqualTo("RGB 003300");
        Member fourth = only("1/0/1;Lamp RGBW;251.600");
        assertThat(sent(fourth, "setHueAndSaturation", Value.of(0), Value.of(100)))
                .isEqualTo("RGBW ff000000000f");
        assertThat(told(fourth, KnxRole.RGBW, 0, 0, 0, 255, 0, 15)).contains(State.of("core:ColorSaturationState", 0L));
    }

    @Test
    void blindsHavePositionAndSlats() {
        Member blind = only(
                "2/0/1;Blind up/down;1.008",
                "2/1/1;Blind step/stop;1.007",
                "2/2/1;Blind position;5.001",
                "2/3/1;Blind slats;5.001",
                "2/4/1;Blind position status;5.001",
                "2/5/1;Blind slats status;5.001");
        assertThat(blind.told().type()).startsWith("knx:GenericVenetianBlindKNXComponent");
        Traits traits = Traits.of(blind.type().type());
        assertThat(traits.has(Trait.CoverPosition.class)).isTrue();
        assertThat(traits.has(Trait.CoverTilt.class)).isTrue();
        assertThat(sent(blind, "down")).isEqualTo("UP_DOWN 01");
        assertThat(sent(blind, "setClosure", Value.of(100))).isEqualTo("POSITION ff");
        assertThat(sent(blind, "setOrientation", Value.of(50))).isEqualTo("SLAT 80");
        assertThat(sent(blind, "stop")).isEqualTo("STOP 01");
        assertThat(told(blind, KnxRole.POSITION, 255))
                .as("what was sent is not where it is")
                .isEmpty();
        Member simple = only("2/0/1;Shutter up/down;1.008", "2/1/1;Shutter stop;1.007");
        assertThat(simple.told().type()).startsWith("knx:BasicRollerShutterKNXComponent");
        assertThat(Traits.of(simple.type().type()).has(Trait.Opening.class)).isTrue();
        assertThat(told(simple, KnxRole.UP_DOWN, 1)).containsExactly(State.of("core:OpenClosedState", "closed"));
        Member positioned = only("2/0/1;x;5.001;position;Shade");
        assertThat(sent(positioned, "close")).isEqualTo("POSITION ff");
    }

    @Test
    void heatingHasSetPointTemperatureAndMode() {
        Member room = only(
                "3/0/1;Hall set point;9.001",
                "3/0/2;Hall set point status;9.001",
                "3/0/3;Hall temperature;9.001",
                "3/0/4;Hall mode;20.102");
        assertThat(room.told().type()).startsWith("knx:WallHeatingTemperatureInterfaceKNXComponent");
        assertThat(sent(room, "setTargetTemperature", Value.of(21.5))).isEqualTo("SET_POINT 0c33");
        assertThat(sent(room, "setHVACMode", Value.of("economy"))).isEqualTo("MODE 03");
        assertThat(sent(room, "setHVACMode", Value.of("party"))).isEmpty();
        assertThat(told(room, KnxRole.MODE, 4)).containsExactly(State.of("knx:HVACModeState", "buildingProtection"));
        assertThat(told(room, KnxRole.MODE, 200)).isEmpty();
        assertThat(told(room, KnxRole.TEMPERATURE, 0x0C, 0x33))
                .containsExactly(State.of("core:TemperatureState", 21.5));
    }

    @ParameterizedTest
    @CsvSource({
        "Outside, 9.001, 0C33, core:TemperatureState, 21.5",
        "Outside, 9.004, 0C33, core:LuminanceState, 21.5",
        "Outside, 9.005, 0C33, core:WindSpeedState, 21.5",
        "Bath, 9.007, 0C33, core:RelativeHumidityState, 21.5",
        "Office, 9.008, 0C33, core:CO2ConcentrationState, 21.5",
        "Meter, 9.024, 0C33, core:ElectricPowerConsumptionState, 21500.0",
        "Meter, 13.010, 000003E8, core:ElectricEnergyConsumptionState, 1000.0",
        "Meter, 13.013, 00000002, core:ElectricEnergyConsumptionState, 2000.0",
        "Meter, 13.016, 00000002, core:ElectricEnergyConsumptionState, 2000000.0",
        "Meter, 14.031, 45610000, core:ElectricEnergyConsumptionState, 1.0",
        "Outside, 9.027, 0CB0, core:TemperatureState, -4.444",
        "Outside, 14.069, 43931333, core:TemperatureState, 21.0",
        "Roof, 9.028, 1C65, core:WindSpeedState, 25.0",
        "Meter, 14.056, 42C80000, core:ElectricPowerConsumptionState, 100.0",
        "Meter, 14.019, 3F800000, core:ElectricCurrentState, 1.0",
        "Meter, 14.027, 43660000, core:ElectricVoltageState, 230.0",
        "Meter, 7.012, 07D0, core:ElectricCurrentState, 2.0",
        "Hall, 1.018, 01, core:OccupancyState, personInside",
        "Präsenz Flur, 1.001, 01, core:OccupancyState, personInside",
        "Window, 1.019, 01, core:ContactState, open",
        "Front door, 1.009, 01, core:ContactState, closed",
        "Fensterkontakt Bad, 1.001, 01, core:ContactState, open",
        "Smoke attic, 1.005, 01, core:SmokeState, detected",
        "Water cellar, 1.005, 00, core:WaterDetectionState, notDetected",
        "Rain, 1.005, 01, core:RainState, detected"
    })
    void sensorsAndMetersAreRead(String name, String dpt, String hex, String state, String value) {
        Member sensor = only("4/0/1;" + name + ";" + dpt);
        KnxRole role = sensor.rows().keySet().iterator().next();
        assertThat(sensor.type().states(role, HexFormat.of().parseHex(hex)))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.name()).isEqualTo(state);
                    assertThat(told.value().asText()).isEqualTo(value);
                });
        assertThat(sensor.type().type().kind()).isEqualTo("SENSOR");
        assertThat(sensor.type().writings()).isEmpty();
        assertThat(sensor.type().states(role, new byte[15])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.001, true, 01",
        "2.001, 3, 03",
        "5.001, 50, 80",
        "5.010, 200, c8",
        "6.010, -5, fb",
        "7.001, 65535, ffff",
        "8.001, -2, fffe",
        "9.001, -12.5, 831e",
        "9, 21.5, 0c33",
        "7, 12, 000c",
        "12.001, 4294967295, ffffffff",
        "13.001, -1, ffffffff",
        "14.056, 100.5, 42c90000",
        "16.000, Hello, 48656c6c6f000000000000000000",
        "20.105, 3, 03"
    })
    void valuesAreWrittenAsTheyAreRead(String dpt, String text, String hex) {
        KnxDatapoint datapoint = KnxDatapoint.parse(dpt).orElseThrow();
        Value value =
                switch (KnxValues.kind(datapoint)) {
                    case BOOLEAN -> Value.of(Boolean.parseBoolean(text));
                    case INTEGER -> Value.of(Long.parseLong(text));
                    case FLOAT -> Value.of(Double.parseDouble(text));
                    default -> Value.of(text);
                };
        byte[] bytes = KnxValues.bytes(datapoint, value).orElseThrow();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
        assertThat(KnxValues.value(datapoint, bytes)).contains(value);
    }

    @Test
    void valuesThatCannotBeAreNone() {
        for (String[] each : new String[][] {
            {"1.001", "7"},
            {"5.001", "101"},
            {"5.010", "256"},
            {"7.001", "-1"},
            {"9.001", "1000000"},
            {"16.000", "x".repeat(15)},
            {"5.001", "many"}
        }) {
            KnxDatapoint datapoint = KnxDatapoint.parse(each[0]).orElseThrow();
            Value value = each[0].equals("1.001") ? Value.of("seven") : Value.of(each[1]);
            assertThat(KnxValues.bytes(datapoint, value))
                    .as("%s %s", each[0], each[1])
                    .isEmpty();
        }
        assertThat(KnxValues.value(new KnxDatapoint(9, 1), new byte[] {1})).isEmpty();
        assertThat(KnxValues.value(new KnxDatapoint(9, 1), new byte[] {0x7F, (byte) 0xFF}))
                .as("the bus says that it does not know")
                .isEmpty();
    }
}
