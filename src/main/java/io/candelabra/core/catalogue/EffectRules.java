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
 * What commands do, by rules on their names. The first rule that fits a command of a type counts; its effects on states
 * that the type does not have, or that cannot be what the effect says, fall away. A command for which there is no rule
 * does what its name tells (see {@link NamedEffects}).
 */
public final class EffectRules {
    /**
     * One rule.
     *
     * @param commands names of commands
     * @param uiClasses the type is of one of these classes; empty for any
     * @param has the type has all these states
     * @param lacks the type has none of these states
     * @param effects what the command does
     * @param repeat NEVER, where it must not be sent twice
     */
    public record Rule(
            List<String> commands,
            Set<String> uiClasses,
            List<String> has,
            List<String> lacks,
            List<Effect> effects,
            Repeat repeat) {
        public Rule {
            commands = List.copyOf(commands);
            uiClasses = Set.copyOf(uiClasses);
            has = List.copyOf(has);
            lacks = List.copyOf(lacks);
            effects = List.copyOf(effects);
        }

        boolean fits(DeviceType type) {
            return (uiClasses.isEmpty() || uiClasses.contains(type.uiClass()))
                    && has.stream().allMatch(type::has)
                    && lacks.stream().noneMatch(type::has);
        }
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

    private final Map<String, List<Rule>> byCommand = new HashMap<>();

    public EffectRules(List<Rule> rules) {
        for (Rule rule : rules) {
            for (String command : rule.commands()) {
                byCommand.computeIfAbsent(command, ignored -> new ArrayList<>()).add(rule);
            }
        }
    }

    /** The type with the effects of its commands; those that it brings are replaced. */
    public DeviceType modelled(DeviceType type) {
        List<CommandType> commands = new ArrayList<>(type.commands().size());
        for (CommandType command : type.commands()) {
            commands.add(modelled(type, command));
        }
        return new DeviceType(
                type.name(),
                type.kind(),
                type.uiClass(),
                type.widget(),
                type.feedback(),
                type.uiProfiles(),
                type.uiClassifiers(),
                commands,
                type.states(),
                type.properties());
    }

    private CommandType modelled(DeviceType type, CommandType command) {
        Optional<Rule> rule = byCommand.getOrDefault(command.name(), List.of()).stream()
                .filter(candidate -> candidate.fits(type))
                .findFirst();
        List<Effect> drafts = rule.map(Rule::effects).orElseGet(() -> NamedEffects.of(type, command));
        List<Effect> effects = new ArrayList<>(drafts.size());
        for (Effect draft : drafts) {
            type.state(draft.state())
                    .flatMap(state -> bound(draft, state, command))
                    .ifPresent(effects::add);
        }
        boolean relative = effects.stream()
                .anyMatch(effect -> effect.source() == Effect.Source.ADD || effect.source() == Effect.Source.TOGGLE);
        boolean never = relative || !type.feedback() || rule.map(Rule::repeat).orElse(Repeat.SAFE) == Repeat.NEVER;
        return new CommandType(command.name(), command.parameters(), effects, never ? Repeat.NEVER : Repeat.SAFE);
    }

    /** The effect on a state of the type; empty where the state cannot be what it says. */
    private static Optional<Effect> bound(Effect draft, StateType state, CommandType command) {
        Effect.Pace pace = MOTOR.contains(state.name())
                ? Effect.Pace.TRAVEL
                : DIMMER.contains(state.name()) ? Effect.Pace.FADE : Effect.Pace.JUMP;
        return switch (draft.source()) {
            case FIXED ->
                Effects.fit(state, draft.value())
                        .map(value -> new Effect(state.name(), Effect.Source.FIXED, value, 0, pace));
            case PARAMETER ->
                Optional.of(draft)
                        .filter(effect -> takes(command, effect.parameter(), state))
                        .map(effect ->
                                new Effect(state.name(), effect.source(), Value.NOTHING, effect.parameter(), pace));
            case COMPLEMENT, HUE, SATURATION ->
                Optional.of(draft)
                        .filter(effect ->
                                effect.parameter() < command.parameters().size())
                        .map(effect ->
                                new Effect(state.name(), effect.source(), Value.NOTHING, effect.parameter(), pace));
            case ADD, RECALL, TOGGLE, HOLD ->
                Optional.of(new Effect(state.name(), draft.source(), draft.value(), draft.parameter(), pace));
        };
    }

    /** Whether there is such a parameter, and the state can be one of the values that it may have. */
    private static boolean takes(CommandType command, int index, StateType state) {
        if (index >= command.parameters().size()) {
            return false;
        }
        Parameter parameter = command.parameters().get(index);
        boolean words =
                state.shape() == StateType.Shape.DISCRETE && !state.values().isEmpty();
        if (words) {
            return parameter.values().isEmpty()
                    ? parameter.kind() == State.Kind.STRING
                            || parameter.kind() == State.Kind.NONE
                            || parameter.kind() == State.Kind.BOOLEAN
                    : parameter.values().stream().anyMatch(state.values()::contains);
        }
        boolean number = state.kind() == State.Kind.INTEGER || state.kind() == State.Kind.FLOAT;
        return !number
                || parameter.kind() == State.Kind.INTEGER
                || parameter.kind() == State.Kind.FLOAT
                || parameter.kind() == State.Kind.NONE;
    }
}
