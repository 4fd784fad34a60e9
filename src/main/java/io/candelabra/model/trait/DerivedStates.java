package io.candelabra.model.trait;

import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * The states that follow from others: a shutter at closure 100 is closed, a lamp at intensity 0 is off. Whoever changes
 * states of a device (the simulator, an import) asks here for the rest, so that they never contradict one another.
 */
public final class DerivedStates {
    private static final String CLOSURE = "core:ClosureState";
    private static final String DEPLOYMENT = "core:DeploymentState";
    private static final String ON_OFF = "core:OnOffState";
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String LEVEL = "core:LevelState";
    private static final String FAN_SPEED = "core:FanSpeedLevelState";
    private static final String KEEPS_ITS_LEVEL = "hue:";
    private static final String MOVING = "core:MovingState";
    private static final String MODE = "candelabra:LightingModeState";
    private static final String OVERRIDE_LEVELS = "candelabra:OverrideLevelsState";
    private static final List<String> CHANNELS = List.of(
            "candelabra:Level1State", "candelabra:Level2State", "candelabra:Level3State", "candelabra:Level4State");

    private static final List<Rule> RULES = List.of(
            new Rule(CLOSURE, DEPLOYMENT, closure -> word(closure)),
            new Rule(DEPLOYMENT, CLOSURE, deployment -> word(deployment)),
            new Rule(CLOSURE, "core:OpenClosedState", DerivedStates::openBelow100),
            new Rule(CLOSURE, "core:OpenClosedPedestrianState", DerivedStates::openBelow100),
            new Rule(CLOSURE, "core:OpenClosedUnknownState", DerivedStates::openBelow100),
            new Rule(CLOSURE, "core:OpenClosedPartialState", DerivedStates::openBelow100),
            new Rule("core:UpperClosureState", "core:UpperOpenClosedState", DerivedStates::openBelow100),
            new Rule("core:LowerClosureState", "core:LowerOpenClosedState", DerivedStates::openBelow100),
            new Rule("core:SlateOrientationState", "core:SlatsOrientationState", orientation -> word(orientation)),
            new Rule("core:SlateOrientationState", "core:SlatsOpenClosedState", DerivedStates::openBelow100),
            new Rule(DEPLOYMENT, "core:DeployedUndeployedState", out -> out > 0 ? "deployed" : "undeployed"),
            new Rule(DEPLOYMENT, "core:OpenClosedState", out -> out > 0 ? "open" : "closed", CLOSURE),
            new Rule("core:ValvePositionState", "core:OpenClosedValveState", open -> open > 0 ? "open" : "closed"),
            new Rule(INTENSITY, ON_OFF, level -> level > 0 ? "on" : "off"),
            new Rule(LEVEL, ON_OFF, level -> level > 0 ? "on" : "off", INTENSITY),
            new Rule(INTENSITY, "core:IntensityState", level -> word(level)),
            new Rule("core:ColorHueState", "hue:HueColorModeState", ignored -> "hs"),
            new Rule("core:CieColorSpaceXState", "hue:HueColorModeState", ignored -> "xy"),
            new Rule("core:ColorTemperatureState", "hue:HueColorModeState", ignored -> "ct"),
            new Rule("core:ColorHueState", "core:ColorModeState", ignored -> "hueAndStaturation"),
            new Rule("core:CieColorSpaceXState", "core:ColorModeState", ignored -> "cieXYZ"),
            new Rule("core:ColorTemperatureState", "core:ColorModeState", ignored -> "temperature"),
            new Rule("core:BatteryLevelState", "core:BatteryState", DerivedStates::battery),
            new Rule("core:BatteryLevelState", "core:BatteryDiscreteLevelState", DerivedStates::batteryGrade));

    private DerivedStates() {}

    /**
     * The states that follow from the changed ones, without these.
     *
     * @param type the device's type; only states that it has, or the device has already, are derived
     * @param before all states before the change
     */
    public static List<State> of(DeviceType type, States before, List<State> changed) {
        Map<String, State> now = new LinkedHashMap<>();
        changed.forEach(state -> now.put(state.name(), state));
        lamp(type, before, now);
        // before the rules: what follows from a level follows from one that is set here as well
        switched(type, before, now);
        for (Rule rule : RULES) {
            State cause = now.get(rule.from());
            if (cause != null && !now.containsKey(rule.to()) && !knows(type, before, rule.unless())) {
                double number = cause.value().asNumber();
                if (!Double.isNaN(number)) {
                    put(type, before, now, rule.to(), Value.of(rule.gives().apply(number)));
                }
            }
        }
        HeatingModes.follow(type, before, now)
                .forEach(target -> put(type, before, now, target.state(), target.value()));
        changed.forEach(state -> now.remove(state.name()));
        return List.copyOf(now.values());
    }

    /** The state that says whether a motor runs, for types that have it. */
    public static Optional<State> moving(DeviceType type, boolean runs) {
        return type.state(MOVING).map(state -> new State(MOVING, State.Kind.BOOLEAN, Value.of(runs)));
    }

    /**
     * Whoever switches what has a level sets the level: off is 0, and on is full where it was at 0. Hue lamps keep their level
     * while they are off, and come back with it; a fan that is off has no speed.
     */
    private static void switched(DeviceType type, States before, Map<String, State> now) {
        State onOff = now.get(ON_OFF);
        if (onOff == null) {
            return;
        }
        boolean off = onOff.value().asText().equals("off");
        if (off && !now.containsKey(FAN_SPEED)) {
            put(type, before, now, FAN_SPEED, Value.of(0));
        }
        String level = type.has(INTENSITY) ? INTENSITY : LEVEL;
        if (now.containsKey(level) || !type.has(level)) {
            return;
        }
        if (off) {
            if (!type.name().startsWith(KEEPS_ITS_LEVEL)) {
                put(type, before, now, level, Value.of(0));
            }
        } else if (!(before.number(level) > 0)) {
            put(type, before, now, level, Value.of(100));
        }
    }

    /** A lamp of several channels: one level for all sets each; the level of the whole is the highest. */
    private static void lamp(DeviceType type, States before, Map<String, State> now) {
        if (!type.has(CHANNELS.getFirst())) {
            return;
        }
        State level = now.get(INTENSITY);
        State onOff = now.get(ON_OFF);
        boolean channelsGiven = CHANNELS.stream().anyMatch(now::containsKey);
        if (!channelsGiven && level == null && onOff != null) {
            boolean on = onOff.value().asText().equals("on");
            put(type, before, now, INTENSITY, Value.of(on ? 100 : 0));
            level = now.get(INTENSITY);
        }
        if (!channelsGiven && level != null) {
            Value all = level.value();
            CHANNELS.forEach(channel -> put(type, before, now, channel, all));
        } else if (channelsGiven && level == null) {
            double highest = CHANNELS.stream()
                    .mapToDouble(channel -> at(before, now, channel))
                    .max()
                    .orElse(0);
            put(type, before, now, INTENSITY, Value.of(highest));
        }
        if (now.containsKey(MODE) || now.containsKey(CHANNELS.getFirst())) {
            State mode = now.get(MODE);
            String name = mode == null ? before.text(MODE) : mode.value().asText();
            put(
                    type,
                    before,
                    now,
                    OVERRIDE_LEVELS,
                    new Value.Tree(name.equals("OVERRIDE") ? levels(before, now) : "[]"));
        }
    }

    private static String levels(States before, Map<String, State> now) {
        return CHANNELS.stream()
                .map(channel -> Long.toString(Math.round(at(before, now, channel))))
                .toList()
                .toString()
                .replace(" ", "");
    }

    private static double at(States before, Map<String, State> now, String name) {
        State state = now.get(name);
        double number = state == null ? before.number(name) : state.value().asNumber();
        return Double.isNaN(number) ? 0 : number;
    }

    private static void put(DeviceType type, States before, Map<String, State> now, String name, Value value) {
        Optional<StateType> declared = type.state(name);
        Optional<State> stored = before.find(name);
        if (declared.isEmpty() && stored.isEmpty()) {
            return;
        }
        State.Kind kind = declared.map(StateType::kind).orElse(State.Kind.NONE);
        State.Kind as = kind == State.Kind.NONE ? stored.map(State::kind).orElse(State.Kind.STRING) : kind;
        StateType shape = declared.orElseGet(() -> StateType.undeclared(name, as));
        Effects.fit(shape, value).ifPresent(fit -> now.put(name, new State(name, as, fit)));
    }

    private static boolean knows(DeviceType type, States before, String name) {
        return !name.isEmpty() && (type.has(name) || before.has(name));
    }

    private static String openBelow100(double closure) {
        return closure >= 100 ? "closed" : "open";
    }

    private static String battery(double percent) {
        return percent < 10 ? "verylow" : percent < 25 ? "low" : percent < 90 ? "normal" : "full";
    }

    private static String batteryGrade(double percent) {
        return percent < 10 ? "critical" : percent < 25 ? "low" : percent < 60 ? "medium" : "good";
    }

    private static String word(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /**
     * One state follows from another.
     *
     * @param unless a state of the type with which the rule does not hold; may be empty
     */
    private record Rule(String from, String to, DoubleFunction<String> gives, String unless) {
        Rule(String from, String to, DoubleFunction<String> gives) {
            this(from, to, gives, "");
        }
    }
}
