package io.candelabra.driver.mqtt;

import static io.candelabra.driver.mqtt.StandardExposes.fields;
import static io.candelabra.driver.mqtt.StandardExposes.first;

import io.candelabra.driver.api.TypeSketch;
import io.candelabra.driver.mqtt.Wish.End;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.wire.json.ToldJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a model exposes besides lights, covers and the like: what is measured and noticed has the states that all dialects know, and everything else stands
 * under its own name behind {@code zigbee:}, so that nothing is lost. What can be set has a command.
 */
final class OtherExposes {

    /**
     * A measurement that all dialects know.
     *
     * @param trait empty for none
     */
    private record Measured(String state, State.Kind kind, String trait, double factor) {
        static Measured of(String state, String trait) {
            return new Measured(state, State.Kind.FLOAT, trait, 1);
        }
    }

    private static final Map<String, Measured> MEASURED = Map.ofEntries(
            Map.entry("temperature", Measured.of(StandardExposes.TEMPERATURE, "Temperature")),
            Map.entry("humidity", Measured.of("core:RelativeHumidityState", "Humidity")),
            Map.entry("illuminance", Measured.of("core:LuminanceState", "Illuminance")),
            Map.entry("illuminance_lux", Measured.of("core:LuminanceState", "Illuminance")),
            Map.entry("co2", Measured.of("core:CO2ConcentrationState", "CarbonDioxide")),
            Map.entry("wind_speed", Measured.of("core:WindSpeedState", "WindSpeed")),
            Map.entry("power", Measured.of("core:ElectricPowerConsumptionState", "Power")),
            Map.entry("energy", Measured.of("core:ElectricEnergyConsumptionState", "Energy")),
            Map.entry("battery", new Measured("core:BatteryLevelState", State.Kind.INTEGER, "Battery", 1)),
            Map.entry("linkquality", new Measured("zigbee:linkquality", State.Kind.INTEGER, "Signal", 100.0 / 255)));

    /**
     * A yes-or-no that all dialects know.
     *
     * @param yes the word where the field is true
     * @param one the word that the trait calls yes
     */
    private record Noticed(String state, String trait, String yes, String no, String one) {}

    private static final String DETECTED = "detected";
    private static final String NOT_DETECTED = "notDetected";

    private static final Map<String, Noticed> NOTICED = Map.of(
            "occupancy",
                    new Noticed("core:OccupancyState", "Occupancy", "personInside", "noPersonInside", "personInside"),
            "presence",
                    new Noticed("core:OccupancyState", "Occupancy", "personInside", "noPersonInside", "personInside"),
            // true means that the contact is made: the door is closed
            "contact", new Noticed("core:ContactState", "Contact", "closed", "open", "open"),
            "water_leak", new Noticed("core:WaterDetectionState", "WaterLeak", DETECTED, NOT_DETECTED, DETECTED),
            "smoke", new Noticed("core:SmokeState", "Smoke", DETECTED, NOT_DETECTED, DETECTED),
            "rain", new Noticed("core:RainState", "Rain", DETECTED, NOT_DETECTED, DETECTED),
            "carbon_monoxide", new Noticed("core:CODetectionState", "", DETECTED, NOT_DETECTED, DETECTED),
            "vibration", new Noticed("core:VibrationState", "", DETECTED, NOT_DETECTED, DETECTED));

    private static final String ACTION = "action";
    private static final Set<String> NEVER_TWICE = Set.of("effect", "identify", "action", "toggle", "reset");

    private final TypeDraft draft;

    OtherExposes(TypeDraft draft) {
        this.draft = draft;
    }

    void add(Exposed thing) {
        if (thing.property().isEmpty()) {
            thing.features().forEach(this::add);
            return;
        }
        Measured measured = MEASURED.get(thing.name());
        Noticed noticed = NOTICED.get(thing.name());
        if (thing.name().equals(ACTION) && thing.kind().equals("enum")) {
            action(thing);
        } else if (measured != null
                && thing.kind().equals("numeric")
                && thing.told()
                && !draft.hasState(measured.state())) {
            measured(thing, measured);
        } else if (noticed != null
                && thing.kind().equals("binary")
                && thing.on() instanceof Value.Flag
                && thing.told()
                && !draft.hasState(noticed.state())) {
            noticed(thing, noticed);
        } else if (!draft.hasState(TypeDraft.OWN + thing.property())) {
            own(thing);
        }
    }

    private void action(Exposed action) {
        String state = TypeDraft.OWN + action.property();
        if (!draft.hasState(state)) {
            draft.momentary(state, State.Kind.STRING);
            draft.trait("Button", state, 1, 0);
            draft.happens(action, told -> {
                String word = ToldJson.text(told, action.property());
                // older versions tell the end of a press as an empty action
                return word.isEmpty() ? List.of() : List.of(State.of(state, word));
            });
        }
    }

    private void measured(Exposed thing, Measured as) {
        boolean energy = as.trait().equals("Energy");
        double factor = thing.unit().equals("kWh") || thing.unit().equals("kW") ? 1_000 : 1;
        String unit = energy && !thing.unit().isEmpty() ? "Wh" : factor > 1 ? "W" : thing.unit();
        draft.number(as.state(), as.kind(), thing.min() * factor, thing.max() * factor, unit);
        draft.trait(as.trait(), as.state(), energy ? 0.001 : as.factor(), 0);
        draft.reads(
                thing,
                told -> as.kind() == State.Kind.INTEGER
                        ? whole(as.state(), told.get(thing.property()))
                        : number(as.state(), told.get(thing.property()), factor));
        if (thing.settable()) {
            sets(thing, as.state(), factor == 1);
        }
    }

    private void noticed(Exposed thing, Noticed as) {
        draft.words(as.state(), List.of(as.yes(), as.no()));
        if (!as.trait().isEmpty()) {
            draft.trait(as.trait(), as.state(), as.one(), as.one().equals(as.yes()) ? as.no() : as.yes());
        }
        draft.reads(
                thing,
                told -> told.get(thing.property()) instanceof Boolean flag
                        ? List.of(State.of(as.state(), flag ? as.yes() : as.no()))
                        : List.of());
        if (thing.settable()) {
            sets(thing, as.state(), false);
        }
    }

    // ---- under its own name ----

    private void own(Exposed thing) {
        String state = TypeDraft.OWN + thing.property();
        if (thing.told() || thing.gettable()) {
            declare(thing, state);
        }
        if (thing.settable()) {
            sets(thing, state, thing.told() || thing.gettable());
        }
    }

    private void declare(Exposed thing, String state) {
        String field = thing.property();
        switch (thing.kind()) {
            case "numeric" -> {
                draft.number(state, State.Kind.FLOAT, thing.min(), thing.max(), thing.unit());
                draft.reads(thing, told -> number(state, told.get(field), 1));
            }
            case "binary" -> {
                if (isFlag(thing)) {
                    draft.data(state, State.Kind.BOOLEAN);
                    draft.reads(
                            thing,
                            told -> told.get(field) instanceof Boolean flag
                                    ? List.of(State.of(state, flag.booleanValue()))
                                    : List.of());
                    if (thing.name().equals("battery_low")) {
                        draft.trait("LowBattery", state, "true", "false");
                    }
                } else {
                    draft.words(state, words(thing));
                    draft.reads(thing, told -> text(state, told.get(field)));
                }
            }
            case "enum" -> {
                draft.words(state, thing.values());
                draft.reads(thing, told -> text(state, told.get(field)));
            }
            case "composite", "list" -> {
                State.Kind kind = tree(thing);
                draft.data(state, kind);
                draft.reads(thing, told -> {
                    boolean fits = kind == State.Kind.JSON_OBJECT
                            ? told.get(field) instanceof Map<?, ?>
                            : told.get(field) instanceof List<?>;
                    return fits ? List.of(new State(state, kind, ZigbeeJson.value(told.get(field)))) : List.of();
                });
            }
            default -> {
                draft.data(state, State.Kind.STRING);
                draft.reads(thing, told -> text(state, told.get(field)));
            }
        }
    }

    private static State.Kind tree(Exposed thing) {
        return thing.kind().equals("list") ? State.Kind.JSON_ARRAY : State.Kind.JSON_OBJECT;
    }

    private static boolean isFlag(Exposed binary) {
        return binary.on() instanceof Value.Flag && binary.off() instanceof Value.Flag;
    }

    private static List<String> words(Exposed binary) {
        return List.of(binary.on().asText(), binary.off().asText()).stream()
                .distinct()
                .toList();
    }

    private void sets(Exposed thing, String state, boolean moves) {
        Parameter parameter =
                switch (thing.kind()) {
                    case "numeric" -> TypeSketch.numberParameter("value", State.Kind.FLOAT, thing.min(), thing.max());
                    case "binary" ->
                        isFlag(thing) ? any(State.Kind.BOOLEAN) : TypeSketch.wordParameter("value", words(thing));
                    case "enum" -> TypeSketch.wordParameter("value", thing.values());
                    case "composite", "list" -> any(tree(thing));
                    default -> any(State.Kind.STRING);
                };
        List<Effect> effects = moves ? List.of(TypeSketch.given(state, 0)) : List.of();
        Repeat repeat = NEVER_TWICE.contains(thing.name()) ? Repeat.NEVER : Repeat.SAFE;
        draft.command(
                command(thing.property()), repeat, List.of(parameter), effects, given -> wish(thing, first(given)));
    }

    private static Parameter any(State.Kind kind) {
        return new Parameter("value", kind, Double.NaN, Double.NaN, List.of(), false);
    }

    /** {@code setPowerOnBehavior} for {@code power_on_behavior}. */
    static String command(String property) {
        StringBuilder name = new StringBuilder("set");
        boolean upper = true;
        for (char letter : property.toCharArray()) {
            if (Character.isLetterOrDigit(letter)) {
                name.append(upper ? Character.toUpperCase(letter) : letter);
            }
            upper = !Character.isLetterOrDigit(letter);
        }
        return name.toString();
    }

    // ---- values ----

    static List<State> number(String state, @Nullable Object told, double factor) {
        double now = ZigbeeJson.number(told);
        return Double.isNaN(now) ? List.of() : List.of(State.of(state, now * factor));
    }

    private static List<State> whole(String state, @Nullable Object told) {
        double now = ZigbeeJson.number(told);
        return Double.isNaN(now) ? List.of() : List.of(State.of(state, Math.round(now)));
    }

    private static List<State> text(String state, @Nullable Object told) {
        Value value = ZigbeeJson.value(told);
        return value.equals(Value.NOTHING) ? List.of() : List.of(State.of(state, value.asText()));
    }

    /** Sets a field to a value; it ends when the device tells that, and at once where it tells nothing. */
    static Optional<Wish> wish(Exposed thing, Value given) {
        Object own = own(thing, given);
        if (own == null) {
            return Optional.empty();
        }
        double tolerance = thing.step() > 0 ? thing.step() * 0.5 : 0.49;
        // an object is filled up by the device, and told otherwise
        boolean other = own instanceof Map || own instanceof List;
        List<End> ends = thing.told() && !other ? List.of(End.at(thing.property(), own, tolerance)) : List.of();
        return Optional.of(new Wish(fields(thing.property(), own), ends));
    }

    private static @Nullable Object own(Exposed thing, Value given) {
        return switch (thing.kind()) {
            case "numeric" -> Double.isNaN(given.asNumber()) ? null : ZigbeeJson.plain(Value.of(given.asNumber()));
            case "binary" -> {
                if (isFlag(thing)) {
                    yield given instanceof Value.Flag flag
                            ? (Object) flag.on()
                            : given.asText().equals("true");
                }
                yield given.asText().equals(thing.on().asText())
                        ? ZigbeeJson.plain(thing.on())
                        : given.asText().equals(thing.off().asText()) ? ZigbeeJson.plain(thing.off()) : null;
            }
            case "composite", "list" -> given instanceof Value.Tree ? ZigbeeJson.plain(given) : null;
            default -> given.equals(Value.NOTHING) ? null : given.asText();
        };
    }
}
