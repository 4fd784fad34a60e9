package io.candelabra.driver.simulator.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Door locks do one thing under all its names; locks of a priority keep commands out, and end by themselves. */
class LocksTest {
    private static final String LEVELS = "core:CommandLockLevelsState";
    private static final String CLOSURE = "core:ClosureState";
    private static final String TIMER = "core:PriorityLockTimerState";
    private static final String ORIGINATOR = "io:PriorityLockOriginatorState";
    private static final long TRAVEL_MS = 60_000;

    /** Words that a command's name and another command's parameter both tell. */
    private static final Map<String, Map<String, String>> TWINS = Map.of(
            "setOpenClosed", Map.of("open", "open", "close", "closed"),
            "setLockedUnlocked", Map.of("lock", "locked", "unlock", "unlocked"),
            "setOnOff", Map.of("on", "on", "off", "off"));

    private final HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
    private int sent;

    private DeviceId shutter() {
        return lane.add(
                "shutter",
                "io:RollerShutterGenericIOComponent",
                State.of(CLOSURE, 0),
                State.of(LEVELS, "[]"),
                State.of(TIMER, 0),
                State.of(ORIGINATOR, "unknown"));
    }

    private Step.Ref run(DeviceId device, boolean urgent, int lockLevel, String command, Value... given) {
        DeviceCommand words = new DeviceCommand(command, List.of(given), 0, lockLevel, List.of());
        Step step = new Step(
                new ExecutionId("lock-" + ++sent),
                0,
                0,
                0,
                device,
                words,
                DeviceType.Repeat.SAFE,
                urgent,
                Phase.SENT,
                Failure.NONE,
                0,
                sent);
        lane.send(step);
        lane.advance(TRAVEL_MS);
        return step.ref();
    }

    private void assertDone(Step.Ref step) {
        assertThat(lane.phases(step)).endsWith(Phase.COMPLETED);
    }

    private void assertKeptOut(Step.Ref step) {
        assertThat(lane.failure(step)).contains(Failure.LOCKED);
    }

    @Test
    void aLockKeepsOutItsOwnPriorityAndAllBelow() {
        DeviceId shutter = shutter();
        lane.start();
        assertDone(run(shutter, false, 0, "addLockLevel", Value.of(3)));
        assertThat(lane.value(shutter, ORIGINATOR)).isEqualTo("user");
        assertThat(lane.value(shutter, "io:PriorityLockLevelState")).isEqualTo("userLevel2");
        assertKeptOut(run(shutter, false, 0, "close"));
        assertKeptOut(run(shutter, false, 5, "setClosure", Value.of(40)));
        assertThat(lane.number(shutter, CLOSURE)).isZero();
        assertDone(run(shutter, false, 0, "identify"));
        assertDone(run(shutter, false, 0, "setName", Value.of("Shutter")));
        assertDone(run(shutter, true, 0, "setClosure", Value.of(40)));
        assertThat(lane.number(shutter, CLOSURE))
                .as("an urgent one gets through")
                .isEqualTo(40);
        assertDone(run(shutter, false, 0, "addLockLevel", Value.of(0)));
        assertKeptOut(run(shutter, true, 0, "close"));
        assertDone(run(shutter, false, 0, "removeLockLevel", Value.of(0)));
        assertDone(run(shutter, false, 2, "setClosure", Value.of(50)));
        assertDone(run(shutter, false, 0, "resetLockLevels"));
        assertThat(lane.value(shutter, ORIGINATOR)).isEqualTo("unknown");
        assertDone(run(shutter, false, 0, "close"));
        assertDone(run(shutter, false, 0, "addLockLevel", Value.of(5)));
        assertDone(run(shutter, false, 0, "open"));
        assertKeptOut(run(shutter, false, 6, "close"));
    }

    @Test
    void eachLockEndsByItselfAndAnotherCommandKeepsNoneFromIt() {
        DeviceId shutter = shutter();
        lane.start();
        run(shutter, false, 0, "addLockLevel", Value.of(3), Value.of(600));
        run(shutter, false, 0, "addLockLevel", Value.of(5), Value.of(180));
        assertThat(lane.value(shutter, LEVELS)).isEqualTo("[3,5]");
        assertThat(lane.number(shutter, TIMER)).isBetween(500.0, 600.0);
        run(shutter, true, 0, "setClosure", Value.of(40));
        lane.restart(new SimulatorDriver(Liveliness.OFF), 30_000);
        lane.advance(120_000);
        assertThat(lane.value(shutter, LEVELS)).isEqualTo("[3]");
        assertKeptOut(run(shutter, false, 0, "close"));
        lane.advance(300_000);
        assertThat(lane.value(shutter, LEVELS)).isEqualTo("[]");
        assertThat(lane.number(shutter, TIMER)).isZero();
        assertDone(run(shutter, false, 0, "close"));
        run(shutter, false, 0, "addLockLevel", Value.of(3), Value.of(120));
        run(shutter, false, 0, "removeLockLevel", Value.of(3));
        run(shutter, false, 0, "addLockLevel", Value.of(3));
        lane.advance(600_000);
        assertThat(lane.value(shutter, LEVELS))
                .as("what was taken away ends no later one")
                .isEqualTo("[3]");
    }

    @Test
    void aMovementGoesOnWhenALockEnds() {
        DeviceId shutter = shutter();
        lane.start();
        lane.send(shutter, "addLockLevel", Value.of(5), Value.of(5));
        Step.Ref close = lane.send(shutter, "close");
        lane.advance(TRAVEL_MS);
        assertDone(close);
        assertThat(lane.number(shutter, CLOSURE)).isEqualTo(100);
        assertThat(lane.value(shutter, LEVELS)).isEqualTo("[]");
    }

    @Test
    void aTimerIsCalledOffByWhatSetsTheSameAndByNothingElse() {
        DeviceId lamp = lane.add(
                "lamp", "io:DimmableLightIOComponent", State.of("core:OnOffState", "off"), State.of(LEVELS, "[]"));
        lane.start();
        lane.send(lamp, "onWithTimer", Value.of(300));
        run(lamp, false, 0, "addLockLevel", Value.of(5), Value.of(600));
        lane.advance(300_000);
        assertThat(lane.value(lamp, "core:OnOffState")).isEqualTo("off");
        assertThat(lane.value(lamp, LEVELS)).isEqualTo("[5]");
        lane.advance(300_000);
        assertThat(lane.value(lamp, LEVELS)).isEqualTo("[]");
    }

    /** {@code open} and {@code setOpenClosed(open)} leave every type of the catalogue in one and the same way. */
    @Test
    void whatHasTwoNamesDoesOneThing() {
        List<String> wrong = new ArrayList<>();
        int pairs = 0;
        for (DeviceType type : HandLane.CATALOGUE.all()) {
            for (CommandType setter : type.commands()) {
                for (Map.Entry<String, String> twin :
                        TWINS.getOrDefault(setter.name(), Map.of()).entrySet()) {
                    Optional<CommandType> plain = type.command(twin.getKey())
                            .filter(command -> command.parameters().stream().allMatch(Parameter::optional));
                    if (plain.isPresent() && type.feedback()) {
                        pairs++;
                        States one = after(type, twin.getKey());
                        States other = after(type, setter.name(), Value.of(twin.getValue()));
                        if (!one.differing(other.all(), Set.of()).isEmpty()
                                || !other.differing(one.all(), Set.of()).isEmpty()) {
                            wrong.add(type.name() + " " + twin + " " + one + " and " + other);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(pairs).isGreaterThan(20);
    }

    private static States after(DeviceType type, String command, Value... given) {
        HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
        DeviceId device = lane.add("device", type.name());
        lane.start();
        lane.send(device, command, given);
        lane.advance(TRAVEL_MS);
        return lane.device(device).orElseThrow().states();
    }

    @Test
    void whoOpensALockedDoorUnlocksIt() {
        for (String type : List.of("io:DoorLockIOComponent", "io:CarLockIOComponent", "io:WindowLockIOComponent")) {
            DeviceId door = lane.add(
                    type,
                    type,
                    State.of("core:LockedUnlockedState", "locked"),
                    State.of("core:OpenClosedState", "closed"));
            lane.start();
            assertDone(run(door, false, 0, "open"));
            assertThat(lane.value(door, "core:OpenClosedState")).isEqualTo("open");
            assertThat(lane.value(door, "core:LockedUnlockedState")).isEqualTo("unlocked");
            assertDone(run(door, false, 0, "close"));
            assertThat(lane.value(door, "core:OpenClosedState")).isEqualTo("closed");
            assertDone(run(door, false, 0, "lock"));
            assertThat(lane.value(door, "core:LockedUnlockedState")).isEqualTo("locked");
        }
    }
}
