package io.candelabra.driver.simulator.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.model.trait.DerivedStates;
import io.candelabra.model.trait.Effects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * After any commands in any order, however quickly they come, a device that moves, fades or has a set point rests:
 * nothing moves, no step is open, target and actual agree, and both are where the last command that arrived sent them.
 */
class AtRestTest {
    private static final List<String> PLACES = List.of(
            "core:ClosureState",
            "core:DeploymentState",
            "core:SlateOrientationState",
            "core:SlatsOrientationState",
            "core:UpperClosureState",
            "core:LowerClosureState",
            "core:PedestrianPositionState",
            "core:LightIntensityState",
            "core:LevelState",
            "core:ValvePositionState",
            "core:TargetTemperatureState",
            "core:TargetRoomTemperatureState",
            "core:TargetDHWTemperatureState",
            "core:ComfortRoomTemperatureState",
            "core:EcoRoomTemperatureState");
    private static final String TARGET_CLOSURE = "core:TargetClosureState";
    private static final String MOVING = "core:MovingState";
    private static final Set<Effect.Source> ABSOLUTE =
            Set.of(Effect.Source.FIXED, Effect.Source.TOLD, Effect.Source.PARAMETER, Effect.Source.COMPLEMENT);
    private static final int SEEDS = 8;
    private static final int COMMANDS = 7;
    private static final long LONG_ENOUGH_MS = 90_000;

    @Test
    void whatRestsIsWhereItWasSentLast() {
        List<String> wrong = new ArrayList<>();
        int types = 0;
        for (DeviceType type : HandLane.CATALOGUE.all()) {
            List<CommandType> known =
                    type.commands().stream().filter(AtRestTest::moves).toList();
            if (!type.feedback() || known.isEmpty() || PLACES.stream().noneMatch(type::has)) {
                continue;
            }
            types++;
            for (int seed = 0; seed < SEEDS; seed++) {
                String finding = new Run(type, known, new Random(seed)).finding();
                if (!finding.isEmpty()) {
                    wrong.add(type.name() + " with seed " + seed + ": " + finding);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(types).isGreaterThan(60);
    }

    @Test
    void aSecondTargetTakesOverFromTheFirst() {
        HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
        DeviceId shutter = lane.add(
                "shutter",
                "io:RollerShutterGenericIOComponent",
                State.of("core:ClosureState", 0),
                State.of(TARGET_CLOSURE, 0));
        lane.start();
        Step.Ref first = lane.send(shutter, "setClosure", Value.of(90));
        lane.advance(5_000);
        Step.Ref second = lane.send(shutter, "setClosure", Value.of(60));
        lane.advance(1_000);
        assertThat(lane.number(shutter, TARGET_CLOSURE))
                .as("at once, while it still moves")
                .isEqualTo(60);
        assertThat(lane.failure(first)).contains(Failure.SUPERSEDED);
        lane.advance(LONG_ENOUGH_MS);
        assertThat(lane.phases(second)).endsWith(Phase.COMPLETED);
        assertThat(lane.number(shutter, "core:ClosureState")).isEqualTo(60);
        assertThat(lane.number(shutter, TARGET_CLOSURE)).isEqualTo(60);
    }

    private static boolean moves(CommandType command) {
        return !command.unmodelled()
                && !command.name().endsWith("WithTimer")
                && command.effects().stream().allMatch(effect -> effect.after().isEmpty())
                && command.effects().stream()
                        .anyMatch(effect -> PLACES.contains(effect.state())
                                || effect.state().equals("core:OnOffState")
                                || effect.state().equals(TARGET_CLOSURE)
                                || effect.source() == Effect.Source.HOLD);
    }

    private static final class Run {
        private final DeviceType type;
        private final Random random;
        private final HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
        private final List<Sent> sent = new ArrayList<>();
        private final DeviceId device;

        private record Sent(DeviceCommand words, CommandType command, Step.Ref step, States before) {}

        Run(DeviceType type, List<CommandType> known, Random random) {
            this.type = type;
            this.random = random;
            List<State> states = new ArrayList<>();
            Stream.concat(PLACES.stream(), Stream.of(TARGET_CLOSURE)).forEach(name -> type.state(name)
                    .flatMap(state -> Effects.fit(state, Value.of(0)))
                    .ifPresent(value -> states.add(new State(name, State.Kind.INTEGER, value))));
            DerivedStates.moving(type, false).ifPresent(states::add);
            states.add(State.of("core:Memorized1PositionState", 65));
            device = lane.add("device", type.name(), states.toArray(State[]::new));
            lane.start();
            for (int i = 0; i < COMMANDS; i++) {
                CommandType command = known.get(random.nextInt(known.size()));
                Value[] given = command.parameters().stream().map(this::any).toArray(Value[]::new);
                States before = lane.device(device).orElseThrow().states();
                Step.Ref step = lane.send(device, command.name(), given);
                sent.add(new Sent(DeviceCommand.of(command.name(), given), command, step, before));
                lane.advance(random.nextInt(4) == 0 ? 40_000 : random.nextInt(6_000));
            }
            lane.advance(LONG_ENOUGH_MS);
        }

        private Value any(Parameter parameter) {
            if (!parameter.values().isEmpty()) {
                return Value.of(
                        parameter.values().get(random.nextInt(parameter.values().size())));
            }
            if (parameter.name().equals("fadeMs")) {
                return Value.of(random.nextInt(20_000));
            }
            double low = Double.isNaN(parameter.min()) ? 0 : parameter.min();
            double high = Double.isNaN(parameter.max()) ? Math.max(low, 100) : parameter.max();
            return Value.of(Math.round(low + random.nextDouble() * (high - low)));
        }

        String finding() {
            States now = lane.device(device).orElseThrow().states();
            if (now.text(MOVING).equals("true")) {
                return "moves at rest" + after();
            }
            for (Sent one : sent) {
                List<Phase> phases = lane.phases(one.step());
                if (phases.isEmpty() || !phases.getLast().ended()) {
                    return one.words() + " is open" + after();
                }
            }
            Optional<String> position = Stream.of("core:ClosureState", "core:DeploymentState")
                    .filter(now::has)
                    .findFirst();
            if (now.has(TARGET_CLOSURE)
                    && position.isPresent()
                    && now.number(TARGET_CLOSURE) != now.number(position.get())) {
                return "is " + now.number(position.get()) + ", wants " + now.number(TARGET_CLOSURE) + after();
            }
            for (State asked : asked().values()) {
                if (!now.value(asked.name()).equals(asked.value())) {
                    return asked.name() + " is " + now.value(asked.name()) + ", asked for " + asked.value() + after();
                }
            }
            return "";
        }

        /** The values that must be seen of each state: the last word on it, where that was absolute and arrived. */
        private Map<String, State> asked() {
            Map<String, State> asked = new HashMap<>();
            for (Sent one : sent) {
                if (one.command().effects().stream().anyMatch(effect -> effect.source() == Effect.Source.HOLD)) {
                    continue;
                }
                boolean arrived = lane.phases(one.step()).getLast() == Phase.COMPLETED;
                List<State> reached = Effects.targets(type, one.words(), one.before()).stream()
                        .map(Effects.Target::state)
                        .toList();
                one.command().effects().forEach(effect -> asked.remove(effect.state()));
                DerivedStates.of(type, one.before(), reached).forEach(state -> asked.remove(state.name()));
                if (arrived) {
                    for (Effect effect : one.command().effects()) {
                        if (ABSOLUTE.contains(effect.source()) && PLACES.contains(effect.state())) {
                            reached.stream()
                                    .filter(state -> state.name().equals(effect.state()))
                                    .forEach(state -> asked.put(state.name(), state));
                        }
                    }
                }
            }
            return asked;
        }

        private String after() {
            StringBuilder text = new StringBuilder(" after");
            for (Sent one : sent) {
                text.append(' ').append(one.words().name());
                text.append(one.words().parameters().stream().map(Value::asText).toList());
                text.append(lane.phases(one.step()));
            }
            return text.toString();
        }
    }
}
