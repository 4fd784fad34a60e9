package io.candelabra.driver.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Effects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every command of every type of the catalogue, carried out: it ends, and leaves the device where its effects say. */
class CatalogueRunTest {
    private static final long LONG_ENOUGH_MS = 60_000;

    @Test
    void everyCommandOfEveryTypeEndsWhereItsEffectsSay() {
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (DeviceType type : HandLane.CATALOGUE.all()) {
            for (CommandType command : type.commands()) {
                commands++;
                String finding = run(type, command);
                if (!finding.isEmpty()) {
                    wrong.add(type.name() + " " + command.name() + ": " + finding);
                }
            }
        }
        assertThat(commands).isGreaterThan(3_000);
        assertThat(wrong).isEmpty();
    }

    private static String run(DeviceType type, CommandType command) {
        HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
        DeviceId device = lane.add("device", type.name());
        lane.start();
        Value[] parameters = command.parameters().stream()
                .filter(parameter -> !parameter.optional())
                .map(CatalogueRunTest::sample)
                .toArray(Value[]::new);
        Step step = lane.step(device, command.name(), parameters);
        if (command.unmodelled()) {
            return lane.send(step).equals(new Transmission.Failed(Failure.UNKNOWN_COMMAND)) ? "" : "told as done";
        }
        if (!lane.send(step).equals(Transmission.ACCEPTED)) {
            return "refused with " + List.of(parameters);
        }
        lane.advance(LONG_ENOUGH_MS);
        if (isNothing(type, command, parameters)) {
            return lane.phases(step.ref()).equals(List.of(Phase.RUNNING, Phase.FAILED)) ? "" : "told as done";
        }
        if (!lane.phases(step.ref()).equals(List.of(Phase.RUNNING, Phase.COMPLETED))) {
            return "went " + lane.phases(step.ref());
        }
        States now = lane.device(device).map(Device::states).orElseThrow();
        if (!type.feedback()) {
            return now.all().isEmpty() ? "" : "a device that cannot tell told " + now;
        }
        List<State> expected = Effects.applied(type, DeviceCommand.of(command.name(), parameters), States.NONE);
        for (State state : expected) {
            if (!now.find(state.name()).equals(Optional.of(state)) && !undone(command)) {
                return "left " + now.find(state.name()) + " and not " + state;
            }
        }
        return "";
    }

    /** Whether it leads nowhere on a device that remembers nothing, such as the way to a remembered position. */
    private static boolean isNothing(DeviceType type, CommandType command, Value... parameters) {
        if (command.name().equals("saveAlias") && type.feedback()) {
            return true;
        }
        DeviceCommand given = DeviceCommand.of(command.name(), parameters);
        return type.feedback()
                && !command.effects().isEmpty()
                && command.effects().stream().noneMatch(effect -> effect.source() == DeviceType.Effect.Source.HOLD)
                && Effects.targets(type, given, States.NONE).isEmpty()
                && Effects.later(type, given, States.NONE).isEmpty();
    }

    /** These undo themselves after some seconds. */
    private static boolean undone(CommandType command) {
        return command.name().endsWith("WithTimer")
                || command.effects().stream().anyMatch(effect -> !effect.after().isEmpty());
    }

    private static Value sample(Parameter parameter) {
        if (!parameter.values().isEmpty()) {
            return Value.of(parameter.values().getFirst());
        }
        boolean ranged = !Double.isNaN(parameter.min());
        return switch (parameter.kind()) {
            case INTEGER -> Value.of(Math.round(ranged ? parameter.min() : 1));
            case FLOAT -> Value.of(ranged ? parameter.min() : 1.0);
            case BOOLEAN -> Value.of(true);
            case JSON_ARRAY -> new Value.Tree("[]");
            case JSON_OBJECT -> new Value.Tree("{}");
            case NONE, STRING, BLOB, DATE, PASSWORD ->
                ranged ? Value.of(Math.round(parameter.min())) : Value.of("word");
        };
    }
}
