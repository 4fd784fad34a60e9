package io.candelabra.core.catalogue;

import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Effects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The effects of commands, by rules on their names. The first rule that fits a command of a type counts; its effects on
 * states that the type does not have, or that cannot be what the effect says, fall away. A command for which there is
 * no rule, or nothing left of it, does what its name tells (see {@link NamedEffects}). A command that is left without
 * any effect is either of a kind that rightly has none, such as {@code identify}, or goes to a device that tells
 * nothing; else it is unmodelled.
 */
public final class EffectRules {
    /**
     * One rule.
     *
     * @param commands names of commands
     * @param protocols the type's name starts with one of these; empty for any
     * @param uiClasses the type is of one of these classes; empty for any
     * @param has the type has all these states
     * @param lacks the type has none of these states
     * @param effects what the command does
     * @param repeat NEVER, where it must not be sent twice
     */
    public record Rule(
            List<String> commands,
            Set<String> protocols,
            Set<String> uiClasses,
            List<String> has,
            List<String> lacks,
            List<Effect> effects,
            Repeat repeat) {
        public Rule {
            commands = List.copyOf(commands);
            protocols = Set.copyOf(protocols);
            uiClasses = Set.copyOf(uiClasses);
            has = List.copyOf(has);
            lacks = List.copyOf(lacks);
            effects = List.copyOf(effects);
        }

        boolean fits(DeviceType type) {
            return (protocols.isEmpty() || protocols.contains(protocol(type)))
                    && (uiClasses.isEmpty() || uiClasses.contains(type.uiClass()))
                    && has.stream().allMatch(type::has)
                    && lacks.stream().noneMatch(type::has);
        }
    }

    private static String protocol(DeviceType type) {
        return type.name().substring(0, Math.max(0, type.name().indexOf(':')));
    }

    private static final Set<String> MOTOR = Set.of(
            "core:ClosureState",
            "core:DeploymentState",
            "core:SlateOrientationState",
            "core:UpperClosureState",
            "core:LowerClosureState");
    private static final Set<String> DIMMER = Set.of(
            "core:LightIntensityState",
            "candelabra:Level1State",
            "candelabra:Level2State",
            "candelabra:Level3State",
            "candelabra:Level4State");

    /** Motors that tell words and no position travel as well. */
    private static final Set<String> MOTOR_WORDS = Set.of(
            "core:OpenClosedState",
            "core:OpenClosedUnknownState",
            "core:OpenClosedPartialState",
            "core:OpenClosedPedestrianState",
            "core:DeployedUndeployedState");

    private static final Set<String> MOTOR_CLASSES = Set.of(
            "AdjustableSlatsRollerShutter",
            "Awning",
            "Curtain",
            "ExteriorScreen",
            "ExteriorVenetianBlind",
            "GarageDoor",
            "Gate",
            "Pergola",
            "RollerShutter",
            "Screen",
            "Shutter",
            "SwingingShutter",
            "VenetianBlind",
            "Window");

    /** States that every device may have; a type that has no other tells nothing of its work. */
    private static final Set<String> OWN_AFFAIRS = Set.of(
            "StatusState",
            "AvailabilityState",
            "RSSILevelState",
            "DiscreteRSSILevelState",
            "NameState",
            "BatteryState",
            "BatteryLevelState",
            "BatteryDiscreteLevelState",
            "ManufacturerNameState",
            "ProductModelNameState",
            "FirmwareRevisionState",
            "SensorDefectState",
            "AdditionalStatusState",
            "CommandLockLevelsState",
            "ManufacturerDiagnosticsState",
            "ManufacturerSettingsState",
            "PriorityLockTimerState",
            "PriorityLockLevelState",
            "PriorityLockOriginatorState");

    private final Map<String, List<Rule>> byCommand = new HashMap<>();
    private final List<String> quiet;

    /** @param quiet commands that rightly change no state; a name may end in {@code *} */
    public EffectRules(List<Rule> rules, List<String> quiet) {
        this.quiet = List.copyOf(quiet);
        for (Rule rule : rules) {
            for (String command : rule.commands()) {
                byCommand.computeIfAbsent(command, ignored -> new ArrayList<>()).add(rule);
            }
        }
    }

    /** The type with the effects of its commands, those that it brings are replaced, and with the declarations of its traits. */
    public DeviceType modelled(DeviceType type) {
        List<CommandType> commands = new ArrayList<>(type.commands().size());
        for (CommandType command : type.commands()) {
            commands.add(modelled(type, command));
        }
        return TraitRules.declared(new DeviceType(
                type.name(),
                type.kind(),
                type.uiClass(),
                type.widget(),
                type.feedback(),
                type.uiProfiles(),
                type.uiClassifiers(),
                commands,
                type.states(),
                type.properties(),
                type.traits()));
    }

    private CommandType modelled(DeviceType type, CommandType command) {
        Optional<Rule> rule = byCommand.getOrDefault(command.name(), List.of()).stream()
                .filter(candidate -> candidate.fits(type))
                .findFirst();
        List<Effect> effects = bound(type, command, rule.map(Rule::effects).orElseGet(List::of));
        if (effects.isEmpty() && (rule.isEmpty() || NamedEffects.isSetter(command))) {
            effects = bound(type, command, NamedEffects.of(type, command));
        }
        boolean relative = effects.stream()
                .anyMatch(effect -> effect.source() == Effect.Source.ADD || effect.source() == Effect.Source.TOGGLE);
        boolean never = relative || !type.feedback() || rule.map(Rule::repeat).orElse(Repeat.SAFE) == Repeat.NEVER;
        boolean unmodelled = effects.isEmpty() && !isQuiet(command.name()) && tells(type);
        return new CommandType(
                command.name(), command.parameters(), effects, never ? Repeat.NEVER : Repeat.SAFE, unmodelled);
    }

    private boolean isQuiet(String command) {
        return quiet.stream()
                .anyMatch(name -> name.endsWith("*")
                        ? command.startsWith(name.substring(0, name.length() - 1))
                        : command.equals(name));
    }

    private static boolean tells(DeviceType type) {
        return type.feedback()
                && type.states().stream()
                        .map(state -> state.name().substring(state.name().indexOf(':') + 1))
                        .anyMatch(name -> !OWN_AFFAIRS.contains(name));
    }

    private static List<Effect> bound(DeviceType type, CommandType command, List<Effect> drafts) {
        List<Effect> effects = new ArrayList<>(drafts.size());
        for (Effect draft : drafts) {
            type.state(draft.state())
                    .flatMap(state -> bound(type, draft, state, command))
                    .ifPresent(effects::add);
        }
        return effects;
    }

    private static Effect.Pace pace(DeviceType type, StateType state) {
        boolean words = MOTOR_WORDS.contains(state.name())
                && MOTOR_CLASSES.contains(type.uiClass())
                && MOTOR.stream().noneMatch(type::has);
        return words || MOTOR.contains(state.name())
                ? Effect.Pace.TRAVEL
                : DIMMER.contains(state.name()) ? Effect.Pace.FADE : Effect.Pace.JUMP;
    }

    /** The effect on a state of the type; empty where the state cannot be what it says. */
    private static Optional<Effect> bound(DeviceType type, Effect draft, StateType state, CommandType command) {
        Effect.Pace pace = pace(type, state);
        return switch (draft.source()) {
            case FIXED ->
                Effects.fit(state, draft.value()).map(value -> bound(draft, Effect.Source.FIXED, value, pace));
            case PARAMETER ->
                Optional.of(draft)
                        .filter(effect -> takes(command, effect, state))
                        .map(effect -> bound(draft, effect.source(), Value.NOTHING, pace));
            case COMPLEMENT, HUE, SATURATION, ENTER, LEAVE ->
                Optional.of(draft)
                        .filter(effect ->
                                effect.parameter() < command.parameters().size())
                        .map(effect -> bound(draft, effect.source(), Value.NOTHING, pace));
            case RECALL ->
                Optional.of(draft)
                        .filter(effect -> type.has(effect.value().asText())
                                || effect.value().asText().startsWith(State.DRIVERS_OWN))
                        .map(effect -> bound(effect, effect.source(), effect.value(), pace));
            case ADD, TOGGLE, HOLD, TOLD -> Optional.of(bound(draft, draft.source(), draft.value(), pace));
        };
    }

    private static Effect bound(Effect draft, Effect.Source source, Value value, Effect.Pace pace) {
        return new Effect(draft.state(), source, value, draft.parameter(), pace, draft.when(), draft.after());
    }

    /** Whether there is such a parameter, and the state can be one of the values that it may have. */
    private static boolean takes(CommandType command, Effect effect, StateType state) {
        if (effect.parameter() >= command.parameters().size()) {
            return false;
        }
        Parameter parameter = command.parameters().get(effect.parameter());
        boolean number = state.kind() == State.Kind.INTEGER || state.kind() == State.Kind.FLOAT;
        boolean tree = state.kind() == State.Kind.JSON_ARRAY || state.kind() == State.Kind.JSON_OBJECT;
        if (words(state) && !parameter.values().isEmpty()) {
            return parameter.values().stream().anyMatch(state.values()::contains);
        }
        return switch (parameter.kind()) {
            case INTEGER, FLOAT -> !tree && !words(state);
            case JSON_ARRAY, JSON_OBJECT -> tree || state.shape() == StateType.Shape.DATA;
            case STRING, BOOLEAN, BLOB, PASSWORD ->
                !number || !parameter.values().isEmpty() && numeric(parameter);
            case NONE, DATE -> true;
        };
    }

    private static boolean words(StateType state) {
        return state.shape() == StateType.Shape.DISCRETE && !state.values().isEmpty();
    }

    private static boolean numeric(Parameter parameter) {
        return parameter.values().stream()
                .noneMatch(word -> Double.isNaN(Value.of(word).asNumber()));
    }
}
