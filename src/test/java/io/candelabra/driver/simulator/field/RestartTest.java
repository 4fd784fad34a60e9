package io.candelabra.driver.simulator.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.overkiz.document.StateDocument;
import io.candelabra.driver.HandLane;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Effects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A delay ends although the server or the lane was started again in between. */
class RestartTest {
    private static final String ON_OFF = "core:OnOffState";
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String CLOSURE = "core:ClosureState";
    private static final String TARGET = "core:TargetClosureState";
    private static final String MOVING = "core:MovingState";
    private static final long RADIO_MS = 1_000;

    private final HandLane lane = new HandLane(fresh(), 1);

    private static SimulatorDriver fresh() {
        return new SimulatorDriver(Liveliness.OFF);
    }

    /** Every type and command of the catalogue of which something comes later. */
    @Test
    void whatWasToComeComes() {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        for (DeviceType type : HandLane.CATALOGUE.all()) {
            States furnished = furnished(type);
            for (CommandType command : type.commands()) {
                Value[] given = given(command);
                DeviceCommand words = DeviceCommand.of(command.name(), given);
                long lastMs = Effects.later(type, words, furnished).stream()
                        .mapToLong(Effects.Later::afterMs)
                        .max()
                        .orElse(command.name().endsWith("WithTimer") ? 5 * 60_000 : 0);
                if (lastMs > RADIO_MS && type.feedback() && !command.unmodelled()) {
                    cases++;
                    States through = run(type, furnished, command.name(), given, lastMs, 0, false);
                    States restarted = run(type, furnished, command.name(), given, lastMs, 0, true);
                    States late = run(type, furnished, command.name(), given, lastMs, 2 * lastMs, true);
                    if (!restarted.equals(through) || !late.equals(through)) {
                        wrong.add(type.name() + " " + words + " is " + restarted.differing(through.all(), Set.of())
                                + ", late " + late.differing(through.all(), Set.of()));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThan(20);
    }

    private static States run(
            DeviceType type,
            States furnished,
            String command,
            Value[] given,
            long lastMs,
            long downMs,
            boolean restarted) {
        HandLane lane = new HandLane(fresh(), 1);
        DeviceId device = lane.add("device", type.name(), furnished.all().toArray(State[]::new));
        lane.start();
        lane.send(device, command, given);
        lane.advance(RADIO_MS + lastMs / 2);
        if (restarted) {
            lane.restart(fresh(), downMs);
        }
        lane.advance(lastMs);
        return lane.device(device).orElseThrow().states();
    }

    private static States furnished(DeviceType type) {
        States states = States.NONE;
        for (StateType state : type.states()) {
            Value value = state.values().isEmpty()
                    ? Value.of(5)
                    : Value.of(state.values().getFirst());
            State.Kind kind = state.kind() != State.Kind.NONE
                    ? state.kind()
                    : state.values().isEmpty() ? State.Kind.INTEGER : State.Kind.STRING;
            Optional<Value> fit = Effects.fit(state, value);
            if (fit.isPresent()) {
                states = states.with(List.of(new State(state.name(), kind, fit.get())));
            }
        }
        return states;
    }

    /** Words of the first condition, numbers where there is none. */
    private static Value[] given(CommandType command) {
        Value[] given = new Value[command.parameters().size()];
        for (int i = 0; i < given.length; i++) {
            String asks = "$" + (i + 1) + " is ";
            given[i] = command.effects().stream()
                    .filter(effect -> !effect.after().isEmpty() && effect.when().startsWith(asks))
                    .findFirst()
                    .map(effect -> Value.of(effect.when()
                            .substring(asks.length())
                            .split("[|&]")[0]
                            .strip()))
                    .orElse(Value.of(5));
        }
        return given;
    }

    @Test
    void aLampsTimerGoesOnToTheSecond() {
        DeviceId lamp =
                lane.add("lamp", "io:DimmableLightIOComponent", State.of(INTENSITY, 0), State.of(ON_OFF, "off"));
        lane.start();
        lane.send(lamp, "setIntensityWithTimer", Value.of(80), Value.of(600), Value.of(20));
        lane.advance(300_000);
        lane.restart(fresh(), 100_000);
        lane.advance(190_000);
        assertThat(lane.number(lamp, INTENSITY)).isEqualTo(80);
        lane.advance(11_000);
        assertThat(lane.number(lamp, INTENSITY)).isEqualTo(20);
        assertThat(StateDocument.states(lane.device(lamp).orElseThrow()))
                .as("what is kept for the restart is the driver's own")
                .extracting(StateDocument::name)
                .containsExactlyInAnyOrder(INTENSITY, ON_OFF);
    }

    @Test
    void whatWasCalledOffStaysCalledOff() {
        DeviceId lamp =
                lane.add("lamp", "io:DimmableLightIOComponent", State.of(INTENSITY, 0), State.of(ON_OFF, "off"));
        lane.start();
        lane.send(lamp, "setIntensityWithTimer", Value.of(80), Value.of(600), Value.of(20));
        lane.advance(60_000);
        lane.send(lamp, "setIntensity", Value.of(50));
        lane.advance(60_000);
        lane.restart(fresh(), 0);
        lane.advance(3_600_000);
        assertThat(lane.number(lamp, INTENSITY)).isEqualTo(50);
    }

    @Test
    void anotherCommandAfterTheRestartCallsItOff() {
        DeviceId lamp =
                lane.add("lamp", "io:DimmableLightIOComponent", State.of(INTENSITY, 0), State.of(ON_OFF, "off"));
        lane.start();
        lane.send(lamp, "setIntensityWithTimer", Value.of(80), Value.of(600), Value.of(20));
        lane.advance(60_000);
        lane.restart(fresh(), 0);
        Step.Ref step = lane.send(lamp, "setIntensity", Value.of(50));
        lane.advance(3_600_000);
        assertThat(lane.phases(step)).endsWith(Phase.COMPLETED);
        assertThat(lane.number(lamp, INTENSITY)).isEqualTo(50);
    }

    @Test
    void aMotorArrives() {
        DeviceId shutter = lane.add(
                "shutter",
                "io:RollerShutterGenericIOComponent",
                State.of(CLOSURE, 0),
                State.of(TARGET, 0),
                State.of(MOVING, false));
        lane.start();
        lane.send(shutter, "close");
        lane.advance(10_000);
        lane.restart(fresh(), 0);
        lane.advance(60_000);
        assertThat(lane.number(shutter, CLOSURE)).isEqualTo(100);
        assertThat(lane.value(shutter, MOVING)).isEqualTo("false");
    }

    @Test
    void aNoteThatNobodyCanReadHoldsNothingUp() {
        State note = new State(
                Delay.note(List.of()).name(),
                State.Kind.STRING,
                Value.of("yesterday\n1 2 3 4 5\n" + (HandLane.START_MS + 60_000) + " " + ON_OFF + " 3 t off"));
        DeviceId lamp = HandLane.id("io", "lamp");
        lane.put(Device.of(lamp, "io:DimmableLightIOComponent", "lamp", States.of(State.of(ON_OFF, "on"), note)));
        lane.start();
        lane.advance(61_000);
        assertThat(lane.value(lamp, ON_OFF)).isEqualTo("off");
    }
}
