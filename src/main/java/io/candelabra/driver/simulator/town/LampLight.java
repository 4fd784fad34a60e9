package io.candelabra.driver.simulator.town;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The light that a street lamp shows, and why. The lamp decides that by itself: a command (override, preview) stands
 * above a passer-by, that above a dark day, that above the scheme. A lamp without a scheme burns in full from sunset to
 * sunrise.
 */
final class LampLight {
    static final List<String> LEVELS = List.of(
            "candelabra:Level1State", "candelabra:Level2State", "candelabra:Level3State", "candelabra:Level4State");
    static final String MODE = "candelabra:LightingModeState";
    static final String ERRORS = "candelabra:ErrorTypesState";

    private static final String SCHEME_LEVEL = "candelabra:SchemeLevelState";
    private static final String OVERRIDE_LEVELS = "candelabra:OverrideLevelsState";
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String ON_OFF = "core:OnOffState";

    /** States whose change may change the light. */
    private static final Set<String> DECISIVE =
            Set.of(MODE, ERRORS, LampPlans.PLAN, INTENSITY, LEVELS.get(0), LEVELS.get(1), LEVELS.get(2), LEVELS.get(3));

    private static final int FULL = 100;

    private final LampPlans plans;
    private final Map<DeviceId, Long> movedUntil = new HashMap<>();
    private final Set<DeviceId> darkDays = new HashSet<>();

    LampLight(LampPlans plans) {
        this.plans = plans;
    }

    /** Somebody goes by: full light until a moment. */
    void moved(Simulated lamp, long untilMs) {
        movedUntil.merge(lamp.id(), untilMs, Math::max);
    }

    /** Its photocell says that the day is dark, or that it is not any more. */
    void darkDay(Simulated lamp, boolean dark) {
        if (dark) {
            darkDays.add(lamp.id());
        } else {
            darkDays.remove(lamp.id());
        }
    }

    boolean darkDay(Simulated lamp) {
        return darkDays.contains(lamp.id());
    }

    /** Whether it shows what somebody told it to show. */
    static boolean commanded(States states) {
        String mode = states.text(MODE);
        return mode.equals("OVERRIDE") || mode.equals("PREVIEW");
    }

    /** The light of a lamp that follows no command, as states; empty while it follows one. */
    List<State> automatic(Simulated lamp, long nowMs) {
        List<State> shown = new ArrayList<>();
        if (!commanded(lamp.states())) {
            automatic(lamp, lamp.states(), nowMs, shown);
        } else {
            put(lamp, SCHEME_LEVEL, schemeLevel(lamp.states(), nowMs), shown);
        }
        return shown;
    }

    /** The states that follow from a change, where any do. */
    void decide(Simulated lamp, List<State> changed, States after, long nowMs, List<State> more) {
        if (changed.stream().map(State::name).noneMatch(DECISIVE::contains)) {
            return;
        }
        if (!commanded(after)) {
            automatic(lamp, after, nowMs, more);
            return;
        }
        put(lamp, SCHEME_LEVEL, schemeLevel(after, nowMs), more);
        boolean told = changed.stream().anyMatch(state -> LEVELS.contains(state.name()));
        List<Long> kept = LampPower.levels(after.text(OVERRIDE_LEVELS));
        show(lamp, after, told || kept.size() != LEVELS.size() ? levels(after) : kept, more);
    }

    private void automatic(Simulated lamp, States states, long nowMs, List<State> more) {
        long scheme = schemeLevel(states, nowMs);
        put(lamp, SCHEME_LEVEL, scheme, more);
        boolean moved = movedUntil.getOrDefault(lamp.id(), 0L) > nowMs;
        boolean dark = scheme == 0 && darkDays.contains(lamp.id());
        Field.state(lamp, MODE, Value.of(moved ? "MOTION" : dark ? "AMBIENT" : "DIMSCHEME"))
                .ifPresent(more::add);
        long level = moved || dark ? FULL : scheme;
        show(lamp, states.with(more), List.of(level, level, level, level), more);
    }

    /** The wanted levels, as far as broken parts let the lamp reach them. */
    private static void show(Simulated lamp, States states, List<Long> wanted, List<State> more) {
        String errors = states.text(ERRORS);
        long most = 0;
        for (int channel = 0; channel < LEVELS.size(); channel++) {
            long level = LampPower.dark(errors)
                    ? 0
                    : LampPower.stuck(errors) && wanted.get(channel) > 0 ? FULL : wanted.get(channel);
            most = Math.max(most, level);
            put(lamp, LEVELS.get(channel), level, more);
        }
        put(lamp, INTENSITY, most, more);
        Field.state(lamp, ON_OFF, Value.of(most > 0 ? "on" : "off")).ifPresent(more::add);
        String override =
                states.text(MODE).equals("OVERRIDE") ? wanted.toString().replace(" ", "") : "[]";
        Field.state(lamp, OVERRIDE_LEVELS, new Value.Tree(override)).ifPresent(more::add);
    }

    /** The level that the lamp's scheme says, in %. */
    long schemeLevel(States states, long atMs) {
        return plans.level(states.text(LampPlans.PLAN), atMs);
    }

    /** The four levels now, in %. */
    static List<Long> levels(States states) {
        return LEVELS.stream()
                .map(channel -> Math.round(Double.isNaN(states.number(channel)) ? 0 : states.number(channel)))
                .toList();
    }

    /** All channels at one level. */
    static List<State> all(Simulated lamp, long level) {
        List<State> all = new ArrayList<>(LEVELS.size());
        LEVELS.forEach(channel -> put(lamp, channel, level, all));
        return all;
    }

    private static void put(Simulated lamp, String name, double value, List<State> more) {
        Field.state(lamp, name, Value.of(value)).ifPresent(more::add);
    }
}
