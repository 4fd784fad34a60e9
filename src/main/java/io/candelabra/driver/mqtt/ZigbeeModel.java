package io.candelabra.driver.mqtt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A model of devices, in its parts. A switch of three rockers is three parts, since a device here is one thing that is on or off; what belongs to none of them
 * is the first part's. Most models are one part.
 *
 * @param parts at least one
 */
record ZigbeeModel(List<Part> parts) {
    private static final Set<String> HOLDERS = Set.of("light", "switch", "cover", "lock", "climate", "fan");
    private static final int MOST_PARTS = 32;
    private static final int LONGEST_NAME = 100;

    /** @param endpoint its name; empty where the model is one part */
    record Part(String endpoint, ZigbeeType type) {}

    ZigbeeModel {
        parts = List.copyOf(parts);
    }

    /**
     * Of a vendor and a model, each as it is told, with what it exposes.
     *
     * @param inverted whether the bridge counts how far it is closed, and not how far it is open
     */
    static ZigbeeModel of(String vendor, String model, List<Exposed> exposes, boolean inverted) {
        Set<String> endpoints = new LinkedHashSet<>();
        for (Exposed thing : exposes) {
            if (HOLDERS.contains(thing.kind()) && !thing.endpoint().isEmpty() && endpoints.size() < MOST_PARTS) {
                endpoints.add(thing.endpoint());
            }
        }
        String name = name(vendor, model);
        if (endpoints.size() < 2) {
            return new ZigbeeModel(List.of(new Part("", type(name, exposes, Set.of(), inverted))));
        }
        List<Part> parts = new ArrayList<>();
        for (String endpoint : endpoints) {
            boolean first = parts.isEmpty();
            List<Exposed> own = exposes.stream()
                    .filter(thing ->
                            thing.endpoint().equals(endpoint) || first && !endpoints.contains(thing.endpoint()))
                    .toList();
            Set<String> others = new HashSet<>();
            exposes.stream().filter(thing -> !own.contains(thing)).forEach(thing -> fields(thing, others));
            parts.add(new Part(endpoint, type(name + "_" + plain(endpoint), own, others, inverted)));
        }
        return new ZigbeeModel(parts);
    }

    private static void fields(Exposed thing, Set<String> fields) {
        if (!thing.property().isEmpty()) {
            fields.add(thing.property());
        } else {
            thing.features().forEach(feature -> fields(feature, fields));
        }
    }

    private static String name(String vendor, String model) {
        String name = plain(vendor + " " + model);
        return TypeDraft.OWN + (name.isEmpty() ? "unknown" : name);
    }

    /** Letters and digits, with one line where something else stands. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (char letter : text.toCharArray()) {
            boolean kept = letter < 128 && Character.isLetterOrDigit(letter);
            if (kept) {
                plain.append(letter);
            } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != '_') {
                plain.append('_');
            }
        }
        String all = plain.toString().replaceAll("_$", "");
        return all.length() <= LONGEST_NAME ? all : all.substring(0, LONGEST_NAME);
    }

    private static ZigbeeType type(String name, List<Exposed> exposes, Set<String> others, boolean inverted) {
        TypeDraft draft = new TypeDraft();
        OtherExposes rest = new OtherExposes(draft);
        StandardExposes standard = new StandardExposes(draft, rest, inverted);
        Set<String> kinds = new LinkedHashSet<>();
        for (Exposed thing : exposes) {
            if (HOLDERS.contains(thing.kind())) {
                kinds.add(thing.kind());
                standard.add(thing);
            }
        }
        exposes.stream().filter(thing -> !HOLDERS.contains(thing.kind())).forEach(rest::add);
        String[] looks = looks(draft, kinds);
        return draft.type(name, looks[0], looks[1], looks[2], others);
    }

    /** Kind, class and widget: what clients take it for. */
    private static String[] looks(TypeDraft draft, Set<String> kinds) {
        if (kinds.contains("light")) {
            return actuator("Light", light(draft));
        }
        if (kinds.contains("cover")) {
            return draft.hasState(StandardExposes.ORIENTATION)
                    ? actuator("VenetianBlind", "PositionableVenetianBlind")
                    : actuator(
                            "RollerShutter",
                            draft.hasState(StandardExposes.CLOSURE)
                                    ? "PositionableRollerShutter"
                                    : "UpDownRollerShutter");
        }
        if (kinds.contains("lock")) {
            return actuator("DoorLock", "DoorLock");
        }
        if (kinds.contains("climate")) {
            return actuator("HeatingSystem", "ThermostatSetPoint");
        }
        if (kinds.contains("switch")) {
            return actuator("OnOff", "StatefulOnOff");
        }
        if (kinds.contains("fan")) {
            return actuator("VentilationSystem", "OnOffVentilationSpeed");
        }
        for (String[] look : SENSORS) {
            if (draft.hasTrait(look[0])) {
                return new String[] {look[0].equals("Button") ? "REMOTE_CONTROLLER" : "SENSOR", look[1], look[2]};
            }
        }
        return draft.commands() ? actuator("Generic", "Unknown") : new String[] {"SENSOR", "GenericSensor", "Unknown"};
    }

    private static final List<String[]> SENSORS = List.of(
            new String[] {"Smoke", "SmokeSensor", "SmokeSensor"},
            new String[] {"WaterLeak", "WaterDetectionSensor", "WaterDetectionSensor"},
            new String[] {"Contact", "ContactSensor", "ContactSensor"},
            new String[] {"Occupancy", "OccupancySensor", "OccupancySensor"},
            new String[] {"Button", "RemoteController", "RemoteControllerOneWay"},
            new String[] {"CarbonDioxide", "AirSensor", "CO2Sensor"},
            new String[] {"Temperature", "TemperatureSensor", "TemperatureSensor"},
            new String[] {"Humidity", "HumiditySensor", "RelativeHumiditySensor"},
            new String[] {"Illuminance", "LightSensor", "LuminanceSensor"},
            new String[] {"Rain", "RainSensor", "RainAlarmSensor"},
            new String[] {"Energy", "ElectricitySensor", "CumulativeElectricPowerConsumptionSensor"},
            new String[] {"Power", "ElectricitySensor", "CumulativeElectricPowerConsumptionSensor"});

    private static String light(TypeDraft draft) {
        if (draft.hasTrait("Color")) {
            return draft.hasTrait("ColorTemperature") ? "DimmerHueSatOrCTLight" : "DimmerHueSaturationLight";
        }
        return draft.hasTrait("ColorTemperature")
                ? "DimmerColorTemperatureLight"
                : draft.hasTrait("Level") ? "DimmerLight" : "StatefulOnOffLight";
    }

    private static String[] actuator(String uiClass, String widget) {
        return new String[] {"ACTUATOR", uiClass, widget};
    }
}
