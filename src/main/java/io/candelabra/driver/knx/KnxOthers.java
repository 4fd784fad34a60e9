package io.candelabra.driver.knx;

import static io.candelabra.driver.api.TypeSketch.given;
import static io.candelabra.driver.knx.KnxSketch.blind;
import static io.candelabra.driver.knx.KnxSketch.first;
import static io.candelabra.driver.knx.KnxSketch.wish;

import io.candelabra.driver.api.TypeSketch;
import io.candelabra.driver.knx.KnxWish.Send;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Heating, sensors, meters, scenes; and whatever is none of these, which is shown with its value. */
final class KnxOthers {
    static final String TARGET = "core:TargetTemperatureState";
    static final String TEMPERATURE = "core:TemperatureState";
    static final String MODE = "knx:HVACModeState";
    static final String SCENE = "knx:LastSceneState";
    static final String VALUE = "knx:ValueState";

    /** In the order of their numbers: of the mode of a room, and of that of a controller. */
    private static final List<String> MODES = List.of("auto", "comfort", "standby", "economy", "buildingProtection");

    private static final List<String> CONTROLLER_MODES = List.of(
            "auto",
            "heat",
            "morningWarmup",
            "cool",
            "nightPurge",
            "precool",
            "off",
            "test",
            "emergencyHeat",
            "fanOnly",
            "freeCool",
            "ice");

    /**
     * A measurement.
     *
     * @param trait empty for none
     * @param unit its unit; empty where the trait says it
     * @param factor from the trait's unit: core unit = state × factor
     */
    private record Measured(String state, String trait, String unit, double factor, String[] look) {}

    private static final Map<KnxRole, Measured> MEASURED = Map.of(
            KnxRole.TEMPERATURE,
                    new Measured(
                            TEMPERATURE,
                            "Temperature",
                            "°C",
                            1,
                            look("knx:TemperatureSensorKNXComponent", "TemperatureSensor", "TemperatureSensor")),
            KnxRole.HUMIDITY,
                    new Measured(
                            "core:RelativeHumidityState",
                            "Humidity",
                            "%",
                            1,
                            look("knx:HumiditySensorKNXComponent", "HumiditySensor", "RelativeHumiditySensor")),
            KnxRole.ILLUMINANCE,
                    new Measured(
                            "core:LuminanceState",
                            "Illuminance",
                            "lx",
                            1,
                            look("knx:LightSensorKNXComponent", "LightSensor", "LuminanceSensor")),
            KnxRole.WIND,
                    new Measured(
                            "core:WindSpeedState",
                            "WindSpeed",
                            "m/s",
                            1,
                            look("knx:WindSensorKNXComponent", "WindSensor", "WindSpeedSensor")),
            KnxRole.CO2,
                    new Measured(
                            "core:CO2ConcentrationState",
                            "CarbonDioxide",
                            "ppm",
                            1,
                            look("knx:CO2SensorKNXComponent", "AirSensor", "CO2Sensor")),
            KnxRole.ENERGY, new Measured("core:ElectricEnergyConsumptionState", "Energy", "Wh", 0.001, meter()),
            KnxRole.POWER, new Measured("core:ElectricPowerConsumptionState", "Power", "W", 1, meter()),
            KnxRole.CURRENT, new Measured("core:ElectricCurrentState", "", "A", 1, meter()),
            KnxRole.VOLTAGE, new Measured("core:ElectricVoltageState", "", "V", 1, meter()));

    /**
     * A yes or no.
     *
     * @param yes the word where the bit is one
     */
    private record Noticed(String state, String trait, String yes, String no, String[] look) {}

    private static final String DETECTED = "detected";
    private static final String NOT_DETECTED = "notDetected";

    private static final Map<KnxRole, Noticed> NOTICED = Map.of(
            KnxRole.PRESENCE,
                    new Noticed(
                            "core:OccupancyState",
                            "Occupancy",
                            "personInside",
                            "noPersonInside",
                            look("knx:OccupancySensorKNXComponent", "OccupancySensor", "OccupancySensor")),
            KnxRole.CONTACT,
                    new Noticed(
                            "core:ContactState",
                            "Contact",
                            "open",
                            "closed",
                            look("knx:ContactSensorKNXComponent", "ContactSensor", "ContactSensor")),
            KnxRole.SMOKE,
                    new Noticed(
                            "core:SmokeState",
                            "Smoke",
                            DETECTED,
                            NOT_DETECTED,
                            look("knx:SmokeSensorKNXComponent", "SmokeSensor", "SmokeSensor")),
            KnxRole.WATER_LEAK,
                    new Noticed(
                            "core:WaterDetectionState",
                            "WaterLeak",
                            DETECTED,
                            NOT_DETECTED,
                            look(
                                    "knx:WaterDetectionSensorKNXComponent",
                                    "WaterDetectionSensor",
                                    "WaterDetectionSensor")),
            KnxRole.RAIN,
                    new Noticed(
                            "core:RainState",
                            "Rain",
                            DETECTED,
                            NOT_DETECTED,
                            look("knx:RainSensorKNXComponent", "RainSensor", "RainAlarmSensor")));

    private final KnxSketch sketch;

    private KnxOthers(KnxSketch sketch) {
        this.sketch = sketch;
    }

    private static String[] look(String name, String uiClass, String widget) {
        return new String[] {name, uiClass, widget};
    }

    private static String[] meter() {
        return look("knx:ElectricityCounterInWAmpVoltKNXComponent", "ElectricitySensor", "MultiMeterElectricSensor");
    }

    static KnxType type(KnxSketch sketch) {
        KnxOthers others = new KnxOthers(sketch);
        others.setPoint();
        others.mode();
        List<String[]> looks = others.measured();
        looks.addAll(others.noticed());
        if (sketch.hasAny(KnxRole.SET_POINT)) {
            return sketch.type(
                    "knx:WallHeatingTemperatureInterfaceKNXComponent",
                    "ACTUATOR",
                    "HeatingSystem",
                    "WallHeatingTemperatureInterface");
        }
        if (sketch.hasAny(KnxRole.MODE)) {
            return sketch.type("knx:HVACInterfaceKNXComponent", "ACTUATOR", "HeatingSystem", "HVACController");
        }
        if (sketch.has(KnxRole.SCENE)) {
            return others.scene();
        }
        if (looks.isEmpty()) {
            return others.value();
        }
        String[] look = looks.getFirst();
        return sketch.type(look[0], "SENSOR", look[1], look[2]);
    }

    private static List<State> number(String state, KnxDatapoint datapoint, byte[] data) {
        return KnxValues.inUnit(datapoint, data).stream()
                .map(number -> State.of(state, number))
                .toList();
    }

    private List<String[]> measured() {
        List<String[]> looks = new ArrayList<>();
        for (KnxRole role : KnxRole.values()) {
            Measured as = MEASURED.get(role);
            if (as != null && sketch.has(role)) {
                KnxDatapoint datapoint = sketch.datapoint(role);
                sketch.number(as.state(), State.Kind.FLOAT, Double.NaN, Double.NaN, as.unit());
                if (!as.trait().isEmpty()) {
                    sketch.trait(as.trait(), as.state(), as.factor(), 0);
                }
                sketch.reads(role, data -> number(as.state(), datapoint, data));
                looks.add(as.look());
            }
        }
        return looks;
    }

    private List<String[]> noticed() {
        List<String[]> looks = new ArrayList<>();
        for (KnxRole role : KnxRole.values()) {
            Noticed as = NOTICED.get(role);
            if (as != null && sketch.has(role)) {
                // of an opening that tells 1 for closed, as its type says
                boolean turned =
                        role == KnxRole.CONTACT && sketch.datapoint(role).is(1, 9);
                sketch.words(as.state(), List.of(as.yes(), as.no()));
                sketch.trait(as.trait(), as.state(), as.yes(), as.no());
                sketch.reads(role, data -> KnxValues.bit(data).stream()
                        .map(one -> State.of(as.state(), one != turned ? as.yes() : as.no()))
                        .toList());
                looks.add(as.look());
            }
        }
        return looks;
    }

    private void setPoint() {
        if (!sketch.hasAny(KnxRole.SET_POINT)) {
            return;
        }
        KnxDatapoint source = sketch.datapoint(sketch.source(KnxRole.SET_POINT));
        sketch.number(TARGET, State.Kind.FLOAT, 0, 100, "°C");
        sketch.trait("TargetTemperature", TARGET, 1, 0);
        sketch.reads(sketch.source(KnxRole.SET_POINT), data -> number(TARGET, source, data));
        if (sketch.writes(KnxRole.SET_POINT)) {
            Parameter degrees = TypeSketch.numberParameter("temperature", State.Kind.FLOAT, 0, 100);
            sketch.command(
                    "setTargetTemperature",
                    Repeat.SAFE,
                    List.of(degrees),
                    List.of(given(TARGET, 0)),
                    (given, now) -> KnxValues.ofUnit(
                                    sketch.datapoint(KnxRole.SET_POINT),
                                    first(given).asNumber())
                            .map(data -> wish(
                                    new Send(KnxRole.SET_POINT, data),
                                    State.of(TARGET, first(given).asNumber()),
                                    sketch.tells(KnxRole.SET_POINT),
                                    0.1,
                                    false)));
        }
    }

    private void mode() {
        if (!sketch.hasAny(KnxRole.MODE)) {
            return;
        }
        List<String> told = modes(sketch.source(KnxRole.MODE));
        sketch.words(MODE, told);
        sketch.reads(
                sketch.source(KnxRole.MODE),
                data -> data.length == 1 && data[0] >= 0 && data[0] < told.size()
                        ? List.of(State.of(MODE, told.get(data[0])))
                        : List.of());
        if (sketch.writes(KnxRole.MODE)) {
            List<String> words = modes(KnxRole.MODE);
            sketch.command(
                    "setHVACMode",
                    Repeat.SAFE,
                    List.of(TypeSketch.wordParameter("mode", words)),
                    List.of(given(MODE, 0)),
                    (given, now) -> {
                        int number = words.indexOf(first(given).asText());
                        return number < 0
                                ? Optional.empty()
                                : Optional.of(wish(
                                        new Send(KnxRole.MODE, new byte[] {(byte) number}),
                                        State.of(MODE, words.get(number)),
                                        sketch.tells(KnxRole.MODE),
                                        0,
                                        false));
                    });
        }
    }

    private List<String> modes(KnxRole role) {
        return sketch.datapoint(role).is(20, 105) ? CONTROLLER_MODES : MODES;
    }

    private KnxType scene() {
        boolean learns = sketch.datapoint(KnxRole.SCENE).main() == 18;
        Parameter scene = TypeSketch.numberParameter("scene", State.Kind.INTEGER, 1, 64);
        sketch.momentary(SCENE, State.Kind.INTEGER);
        sketch.happens(KnxRole.SCENE, data -> KnxValues.scene(data, learns).stream()
                .map(number -> State.of(SCENE, number))
                .toList());
        List<String> commands = learns ? List.of("activate", "learn") : List.of("activate");
        for (String command : sketch.writes(KnxRole.SCENE) ? commands : List.<String>of()) {
            boolean learn = command.equals("learn");
            sketch.command(command, learn ? Repeat.NEVER : Repeat.SAFE, List.of(scene), List.of(), (given, now) -> {
                double number = first(given).asNumber();
                return number >= 1 && number <= 64
                        ? Optional.of(blind(new Send(KnxRole.SCENE, KnxValues.scene(Math.round(number), learn))))
                        : Optional.empty();
            });
        }
        return sketch.type("knx:SceneKNXComponent", sketch.commands() ? "ACTUATOR" : "SENSOR", "Scene", "Scene");
    }

    /** A value that nobody explained. A trigger does something each time, so it is not written twice. */
    private KnxType value() {
        if (!sketch.has(KnxRole.VALUE)) {
            return sketch.type("knx:Value", "SENSOR", "GenericSensor", "Unknown");
        }
        KnxDatapoint datapoint = sketch.datapoint(KnxRole.VALUE);
        sketch.data(VALUE, KnxValues.kind(datapoint));
        sketch.reads(KnxRole.VALUE, data -> KnxValues.value(datapoint, data).stream()
                .map(value -> new State(VALUE, KnxValues.kind(datapoint), value))
                .toList());
        return sketch.type("knx:Value", "SENSOR", "GenericSensor", "Unknown");
    }

    /** The same, and it can be written. */
    static KnxType writable(KnxSketch sketch) {
        KnxDatapoint datapoint = sketch.datapoint(KnxRole.VALUE);
        boolean trigger = datapoint.is(1, 17);
        if (KnxValues.writable(datapoint)) {
            Parameter any = new Parameter("value", KnxValues.kind(datapoint), Double.NaN, Double.NaN, List.of(), false);
            sketch.command(
                    "setValue",
                    trigger ? Repeat.NEVER : Repeat.SAFE,
                    List.of(any),
                    List.of(given(VALUE, 0)),
                    (given, now) -> KnxValues.bytes(datapoint, first(given))
                            .flatMap(data -> KnxValues.value(datapoint, data)
                                    .map(value -> wish(
                                            new Send(KnxRole.VALUE, data),
                                            new State(VALUE, KnxValues.kind(datapoint), value),
                                            false,
                                            0,
                                            false))));
        }
        KnxType shown = type(sketch);
        return sketch.commands() ? sketch.type("knx:WritableValue", "ACTUATOR", "Generic", "Unknown") : shown;
    }
}
