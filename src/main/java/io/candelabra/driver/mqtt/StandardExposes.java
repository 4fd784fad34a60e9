package io.candelabra.driver.mqtt;

import static io.candelabra.driver.api.TypeSketch.given;
import static io.candelabra.driver.api.TypeSketch.to;

import io.candelabra.driver.api.TypeSketch;
import io.candelabra.driver.mqtt.Wish.Course;
import io.candelabra.driver.mqtt.Wish.End;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.wire.json.ToldJson;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lights, switches, covers, locks, thermostats and fans: their features become the states and commands that all dialects know, in percent and degrees. Features that are none of these are left to {@link OtherExposes}.
 */
final class StandardExposes {
    static final String ON_OFF = "core:OnOffState";
    static final String CLOSURE = "core:ClosureState";
    static final String ORIENTATION = "core:SlateOrientationState";
    static final String OPEN_CLOSED = "core:OpenClosedState";
    static final String LOCKED = "core:LockedUnlockedState";
    static final String TARGET = "core:TargetTemperatureState";
    static final String TEMPERATURE = "core:TemperatureState";

    private static final List<String> SET_POINTS =
            List.of("occupied_heating_setpoint", "current_heating_setpoint", "unoccupied_heating_setpoint");

    private final TypeDraft draft;
    private final OtherExposes others;
    private final boolean inverted;

    /** @param inverted whether the bridge counts how far covers are closed */
    StandardExposes(TypeDraft draft, OtherExposes others, boolean inverted) {
        this.draft = draft;
        this.others = others;
        this.inverted = inverted;
    }

    /** Takes one in that holds features. */
    void add(Exposed thing) {
        Set<Exposed> done = new LinkedHashSet<>();
        switch (thing.kind()) {
            case "light" -> {
                thing.feature("state").ifPresent(state -> onOff(state, done));
                LightExposes.add(draft, thing, done);
            }
            case "switch" -> thing.feature("state").ifPresent(state -> onOff(state, done));
            case "cover" -> cover(thing, done);
            case "lock" -> thing.feature("state").ifPresent(state -> lock(state, done));
            case "climate" -> climate(thing, done);
            case "fan" -> fan(thing, done);
            default -> {}
        }
        thing.features().stream().filter(feature -> !done.contains(feature)).forEach(others::add);
    }

    private void onOff(Exposed state, Set<Exposed> done) {
        if (draft.hasState(ON_OFF) || !isBinary(state)) {
            return;
        }
        done.add(state);
        draft.words(ON_OFF, List.of("on", "off"));
        draft.trait("OnOff", ON_OFF, "on", "off");
        draft.reads(state, told -> word(ON_OFF, state, told, "on", "off"));
        if (state.settable()) {
            Object on = plain(state.on());
            Object off = plain(state.off());
            draft.command("on", Repeat.SAFE, List.of(), List.of(to(ON_OFF, "on")), none -> set(state, on));
            draft.command("off", Repeat.SAFE, List.of(), List.of(to(ON_OFF, "off")), none -> set(state, off));
            draft.command(
                    "setOnOff",
                    Repeat.SAFE,
                    List.of(TypeSketch.wordParameter("state", List.of("on", "off"))),
                    List.of(given(ON_OFF, 0)),
                    words -> set(state, first(words).asText().equals("on") ? on : off));
            if (!state.toggle().equals(Value.NOTHING)) {
                draft.command(
                        "toggle",
                        Repeat.NEVER,
                        List.of(),
                        List.of(),
                        none -> Optional.of(new Wish(
                                fields(state.property(), plain(state.toggle())),
                                List.of(new End(state.property(), null, 0, true)))));
            }
        }
    }

    static boolean isBinary(Exposed state) {
        return state.kind().equals("binary")
                && !state.property().isEmpty()
                && !state.on().equals(Value.NOTHING)
                && !state.off().equals(Value.NOTHING);
    }

    private static List<State> word(
            String name, Exposed binary, Map<String, @Nullable Object> told, String yes, String no) {
        Value now = ZigbeeJson.value(told.get(binary.property()));
        if (now.equals(binary.on())) {
            return List.of(State.of(name, yes));
        }
        return now.equals(binary.off()) ? List.of(State.of(name, no)) : List.of();
    }

    // ---- covers ----

    private void cover(Exposed cover, Set<Exposed> done) {
        Optional<Exposed> position =
                cover.feature("position").filter(one -> one.kind().equals("numeric"));
        position.ifPresent(one -> travels(one, CLOSURE, "CoverPosition", "setClosure", "closure", done));
        cover.feature("tilt")
                .filter(one -> one.kind().equals("numeric"))
                .ifPresent(one -> travels(one, ORIENTATION, "CoverTilt", "setOrientation", "orientation", done));
        cover.feature("state")
                .filter(one -> one.values().contains("OPEN") && one.values().contains("CLOSE"))
                .ifPresent(state -> openClose(state, position, done));
    }

    /** Zigbee2MQTT counts how far something is open, these states how far it is closed; one that is inverted counts as these do. */
    private void travels(
            Exposed open, String state, String trait, String command, String parameter, Set<Exposed> done) {
        if (draft.hasState(state)) {
            return;
        }
        done.add(open);
        draft.number(state, State.Kind.INTEGER, 0, 100, "%");
        draft.trait(trait, state, -1, 100);
        draft.reads(open, told -> {
            double now = ZigbeeJson.number(told.get(open.property()));
            return Double.isNaN(now)
                    ? List.of()
                    : List.of(State.of(state, turned(Math.round(Math.clamp(now, 0, 100)))));
        });
        if (open.settable()) {
            draft.command(
                    command,
                    Repeat.SAFE,
                    List.of(TypeSketch.numberParameter(parameter, State.Kind.INTEGER, 0, 100)),
                    List.of(given(state, 0)),
                    given -> {
                        double closed = first(given).asNumber();
                        return Double.isNaN(closed)
                                ? Optional.empty()
                                : Optional.of(travel(open, open, turned(Math.round(Math.clamp(closed, 0, 100)))));
                    });
        }
    }

    private long turned(long percent) {
        return inverted ? percent : 100 - percent;
    }

    private static Wish travel(Exposed set, Exposed told, Object value) {
        return new Wish(fields(set.property(), value), List.of(End.at(told.property(), value, 2)), Course.ECHOED);
    }

    private void openClose(Exposed state, Optional<Exposed> position, Set<Exposed> done) {
        if (draft.hasState(OPEN_CLOSED)) {
            return;
        }
        done.add(state);
        draft.words(OPEN_CLOSED, List.of("open", "closed"));
        if (position.isEmpty()) {
            draft.trait("Opening", OPEN_CLOSED, "open", "closed");
        }
        draft.reads(state, told -> switch (ToldJson.text(told, state.property())) {
            case "OPEN" -> List.of(State.of(OPEN_CLOSED, "open"));
            case "CLOSE" -> List.of(State.of(OPEN_CLOSED, "closed"));
            default -> List.of();
        });
        if (state.settable()) {
            way("open", "OPEN", "open", turned(0), state, position);
            way("close", "CLOSE", "closed", turned(100), state, position);
            if (state.values().contains("STOP")) {
                draft.command(
                        "stop",
                        Repeat.SAFE,
                        List.of(),
                        List.of(),
                        none -> Optional.of(new Wish(fields(state.property(), "STOP"), List.of(), Course.STOPS)));
            }
        }
    }

    private void way(String command, String own, String word, long end, Exposed state, Optional<Exposed> position) {
        draft.command(
                command,
                Repeat.SAFE,
                List.of(),
                List.of(to(OPEN_CLOSED, word)),
                none -> Optional.of(new Wish(
                        fields(state.property(), own),
                        List.of(
                                position.isPresent()
                                        ? End.at(position.get().property(), end, 2)
                                        : End.at(state.property(), own, 0)),
                        Course.TRAVELS)));
    }

    // ---- locks, thermostats, fans ----

    private void lock(Exposed state, Set<Exposed> done) {
        if (draft.hasState(LOCKED) || !isBinary(state)) {
            return;
        }
        done.add(state);
        draft.words(LOCKED, List.of("locked", "unlocked"));
        draft.trait("Lock", LOCKED, "locked", "unlocked");
        draft.reads(state, told -> word(LOCKED, state, told, "locked", "unlocked"));
        if (state.settable()) {
            Object locked = plain(state.on());
            Object unlocked = plain(state.off());
            draft.command("lock", Repeat.SAFE, List.of(), List.of(to(LOCKED, "locked")), none -> bolt(state, locked));
            // a door is not opened a second time some minutes later
            draft.command(
                    "unlock", Repeat.NEVER, List.of(), List.of(to(LOCKED, "unlocked")), none -> bolt(state, unlocked));
            draft.command(
                    "setLockedUnlocked",
                    Repeat.NEVER,
                    List.of(TypeSketch.wordParameter("state", List.of("locked", "unlocked"))),
                    List.of(given(LOCKED, 0)),
                    words -> bolt(state, first(words).asText().equals("locked") ? locked : unlocked));
        }
    }

    /** A bolt travels, too, and only the lock itself tells that it has arrived. */
    private static Optional<Wish> bolt(Exposed state, Object value) {
        return Optional.of(
                new Wish(fields(state.property(), value), List.of(End.at(state.property(), value, 0)), Course.TRAVELS));
    }

    private void climate(Exposed climate, Set<Exposed> done) {
        climate.feature("local_temperature")
                .filter(one -> one.kind().equals("numeric") && !draft.hasState(TEMPERATURE))
                .ifPresent(one -> {
                    done.add(one);
                    draft.number(TEMPERATURE, State.Kind.FLOAT, Double.NaN, Double.NaN, one.unit());
                    draft.trait("Temperature", TEMPERATURE, 1, 0);
                    draft.reads(one, told -> OtherExposes.number(TEMPERATURE, told.get(one.property()), 1));
                });
        SET_POINTS.stream()
                .flatMap(name -> climate.feature(name).stream())
                .filter(one -> one.kind().equals("numeric") && !draft.hasState(TARGET))
                .findFirst()
                .ifPresent(one -> {
                    done.add(one);
                    draft.number(TARGET, State.Kind.FLOAT, one.min(), one.max(), one.unit());
                    draft.trait("TargetTemperature", TARGET, 1, 0);
                    draft.reads(one, told -> OtherExposes.number(TARGET, told.get(one.property()), 1));
                    if (one.settable()) {
                        Parameter degrees =
                                TypeSketch.numberParameter("temperature", State.Kind.FLOAT, one.min(), one.max());
                        draft.command(
                                "setTargetTemperature",
                                Repeat.SAFE,
                                List.of(degrees),
                                List.of(given(TARGET, 0)),
                                given -> OtherExposes.wish(one, first(given)));
                    }
                });
    }

    private void fan(Exposed fan, Set<Exposed> done) {
        fan.feature("state").ifPresent(state -> onOff(state, done));
    }

    // ---- all ----

    static Value first(List<Value> given) {
        return given.isEmpty() ? Value.NOTHING : given.getFirst();
    }

    static Object plain(Value value) {
        Object plain = ZigbeeJson.plain(value);
        return plain == null ? "" : plain;
    }

    static Optional<Wish> set(Exposed state, Object value) {
        return Optional.of(new Wish(fields(state.property(), value), List.of(End.at(state.property(), value, 0))));
    }

    static Map<String, @Nullable Object> fields(String property, @Nullable Object value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(property, value);
        return fields;
    }
}
