package io.candelabra.driver.sustainder;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Value;
import io.candelabra.model.schedule.DimmingPlan;
import io.candelabra.wire.json.ToldJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Something that one lamp is told, and by what it shows that it has done it. */
sealed interface LcmOrder {

    /** Orders of one kind to one lamp follow each other: a later one takes over. */
    enum Kind {
        LIGHT(Set.of(
                "core:LightIntensityState",
                "core:OnOffState",
                "core:ElectricPowerConsumptionState",
                "candelabra:LightingModeState",
                "candelabra:OverrideLevelsState",
                "candelabra:Level1State",
                "candelabra:Level2State",
                "candelabra:Level3State",
                "candelabra:Level4State")),
        MOST(Set.of("candelabra:MaxLevelsState")),
        SCHEME(Set.of(LcmStates.SCHEME, LcmStates.PLAN, LcmStates.SCHEME_LEVEL)),
        NAME(Set.of(LcmStates.NAME)),
        READ(Set.of());

        private final Set<String> states;

        Kind(Set<String> states) {
            this.states = states;
        }

        /** Whether an order of this kind is what changes such a state. */
        boolean moves(String state) {
            return states.contains(state);
        }
    }

    Kind kind();

    /** Whether a lamp that tells this has done it. */
    boolean doneBy(LcmSeen seen);

    /** Levels until they are cleared, or the time is over. @param minutes 0 until they are cleared */
    record DirectControl(List<Integer> levels, int minutes) implements LcmOrder {
        public DirectControl {
            levels = List.copyOf(levels);
        }

        @Override
        public Kind kind() {
            return Kind.LIGHT;
        }

        @Override
        public boolean doneBy(LcmSeen seen) {
            return seen.mode().equals("OVERRIDE") && seen.override().equals(levels);
        }
    }

    /** Back to the scheme. */
    record ClearOverride() implements LcmOrder {
        @Override
        public Kind kind() {
            return Kind.LIGHT;
        }

        @Override
        public boolean doneBy(LcmSeen seen) {
            return List.of("DIMSCHEME", "MOTION", "AMBIENT").contains(seen.mode());
        }
    }

    /** Shows what new most levels would look like. In which mode a lamp does so is a guess: PREVIEW, or that of an override. */
    record PreviewLevels(List<Integer> levels) implements LcmOrder {
        public PreviewLevels {
            levels = List.copyOf(levels);
        }

        @Override
        public Kind kind() {
            return Kind.LIGHT;
        }

        @Override
        public boolean doneBy(LcmSeen seen) {
            return seen.mode().equals("PREVIEW")
                    || seen.mode().equals("OVERRIDE") && seen.override().equals(levels);
        }
    }

    /** The most that each channel is to give: kept by the lamp. */
    record SetMost(List<Integer> levels) implements LcmOrder {
        public SetMost {
            levels = List.copyOf(levels);
        }

        @Override
        public Kind kind() {
            return Kind.MOST;
        }

        @Override
        public boolean doneBy(LcmSeen seen) {
            return seen.most().equals(levels);
        }
    }

    /** The scheme or calendar that it follows: kept by the lamp. @param plan in its text form; empty for one that is known there */
    record SetScheme(String name, String plan) implements LcmOrder {
        @Override
        public Kind kind() {
            return Kind.SCHEME;
        }

        @Override
        public boolean doneBy(LcmSeen seen) {
            return seen.scheme().filter(name::equals).isPresent();
        }
    }

    /** What people call it. A name is the layer's own to keep: it is done when that says so. */
    record SetName(String name) implements LcmOrder {
        @Override
        public Kind kind() {
            return Kind.NAME;
        }

        @Override
        public boolean doneBy(LcmSeen seen) {
            return true;
        }
    }

    /** All its states are to be told. */
    record ReadLamp() implements LcmOrder {
        @Override
        public Kind kind() {
            return Kind.READ;
        }

        @Override
        public boolean doneBy(LcmSeen seen) {
            return true;
        }
    }

    /** The commands that a lamp of this layer understands. */
    List<String> WORDS = List.of(
            "on",
            "off",
            "setIntensity",
            "setOverride",
            "clearOverride",
            "previewLevels",
            "setMaxLevels",
            "setDimmingScheme",
            "setName",
            "refreshState");

    /** Empty where the parameters are none of such a command. */
    static Optional<LcmOrder> of(DeviceCommand command) {
        List<Value> given = command.parameters();
        return switch (command.name()) {
            case "on" -> Optional.of(new DirectControl(all(100), 0));
            case "off" -> Optional.of(new DirectControl(all(0), 0));
            case "setIntensity" ->
                level(given, 0)
                        .flatMap(level -> minutes(given, 1).map(minutes -> new DirectControl(all(level), minutes)));
            case "setOverride" ->
                levels(given).flatMap(levels -> minutes(given, 4).map(minutes -> new DirectControl(levels, minutes)));
            case "clearOverride" -> Optional.of(new ClearOverride());
            case "previewLevels" -> levels(given).map(PreviewLevels::new);
            case "setMaxLevels" ->
                given.isEmpty() ? Optional.empty() : tree(given.getFirst()).map(SetMost::new);
            case "setDimmingScheme" -> scheme(text(given, 0), text(given, 1));
            case "setName" ->
                Optional.of(text(given, 0)).filter(name -> !name.isBlank()).map(SetName::new);
            case "refreshState" -> Optional.of(new ReadLamp());
            default -> Optional.empty();
        };
    }

    /** The layer has no words for a lamp without a scheme. */
    private static Optional<LcmOrder> scheme(String name, String plan) {
        boolean readable = plan.isEmpty() || DimmingPlan.parse(plan).isPresent();
        return readable && !name.isBlank() ? Optional.of(new SetScheme(name, plan)) : Optional.empty();
    }

    private static String text(List<Value> given, int index) {
        return index < given.size() ? given.get(index).asText() : "";
    }

    private static List<Integer> all(int level) {
        return Collections.nCopies(LcmSeen.CHANNELS, level);
    }

    private static Optional<Integer> level(List<Value> given, int index) {
        double level = index < given.size() ? given.get(index).asNumber() : Double.NaN;
        return level >= 0 && level <= 100 ? Optional.of((int) Math.round(level)) : Optional.empty();
    }

    private static Optional<List<Integer>> levels(List<Value> given) {
        List<Integer> levels = new ArrayList<>();
        for (int channel = 0; channel < LcmSeen.CHANNELS; channel++) {
            level(given, channel).ifPresent(levels::add);
        }
        return levels.size() == LcmSeen.CHANNELS ? Optional.of(levels) : Optional.empty();
    }

    /** Whole minutes, as many as a direct control takes; 0 where none are given. */
    private static Optional<Integer> minutes(List<Value> given, int index) {
        double minutes = index < given.size() ? given.get(index).asNumber() : 0;
        return minutes >= 0 && minutes <= 10_080 ? Optional.of((int) Math.round(minutes)) : Optional.empty();
    }

    /** Levels as a JSON array of one or four. */
    private static Optional<List<Integer>> tree(Value value) {
        Object told =
                ToldJson.tree(value.asText().getBytes(StandardCharsets.UTF_8)).orElse(List.of());
        List<Integer> levels = new ArrayList<>();
        if (told instanceof List<?> list) {
            for (Object one : list) {
                OptionalDouble level = ToldJson.number(one);
                if (level.isPresent() && level.getAsDouble() >= 0 && level.getAsDouble() <= 100) {
                    levels.add((int) Math.round(level.getAsDouble()));
                }
            }
            if (levels.size() != list.size()) {
                return Optional.empty();
            }
        }
        return switch (levels.size()) {
            case 1 -> Optional.of(all(levels.getFirst()));
            case LcmSeen.CHANNELS -> Optional.of(levels);
            default -> Optional.empty();
        };
    }

    /** The document of the order for one lamp, within those of {@link LcmRequest}. */
    default Map<String, Object> document(String lcm) {
        return switch (this) {
            case DirectControl(List<Integer> levels, int minutes) ->
                minutes == 0
                        ? Map.of("lcm_id", lcm, "override", levels)
                        : Map.of("lcm_id", lcm, "override", levels, "duration", minutes);
            case PreviewLevels(List<Integer> levels) -> Map.of("lcm_id", lcm, "light_levels", levels);
            case SetMost(List<Integer> levels) -> Map.of("lcm_id", lcm, "light_levels", levels);
            case SetScheme(String name, String plan) -> Map.of("lcm_id", lcm, "calendar_name", name);
            case ClearOverride ignored -> Map.of("lcm_id", lcm);
            case SetName(String name) -> Map.of("name", name);
            case ReadLamp ignored -> Map.of();
        };
    }
}
