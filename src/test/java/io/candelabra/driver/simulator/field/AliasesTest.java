package io.candelabra.driver.simulator.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A window goes to the position that its maker or its owner gave a name, and tells that it is there. */
class AliasesTest {
    private static final String CLOSURE = "core:ClosureState";
    private static final String REACHED = "core:ReachedAliasesState";
    private static final Value AIRING = Value.of("55299");
    private final HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);

    private DeviceId window() {
        DeviceId id = HandLane.id("io", "window");
        State supported = new State(
                "core:SupportedAliases",
                State.Kind.JSON_ARRAY,
                new Value.Tree("[{\"features\":[\"openClosePosition\"],\"id\":\"55299\",\"type\":\"ventilation\"}]"));
        Device plain = Device.of(
                id,
                "io:WindowOpenerVeluxIOComponent",
                "window",
                States.of(State.of(CLOSURE, 100), new State(REACHED, State.Kind.JSON_ARRAY, new Value.Tree("[]"))));
        lane.put(new Device(
                plain.id(),
                plain.type(),
                plain.label(),
                plain.area(),
                true,
                true,
                plain.states(),
                List.of(supported),
                Map.of(),
                plain.vendor(),
                plain.createdMs(),
                plain.updatedMs()));
        lane.start();
        return id;
    }

    private Step.Ref run(DeviceId device, String command, Value... given) {
        Step.Ref step = lane.send(device, command, given);
        lane.advance(60_000);
        return step;
    }

    @Test
    void aWindowGoesWhereItsAliasIs() {
        DeviceId window = window();
        run(window, "goToAlias", AIRING);
        assertThat(lane.number(window, CLOSURE)).as("as it came from its maker").isEqualTo(90);
        assertThat(lane.value(window, REACHED)).isEqualTo("[\"55299\"]");
        run(window, "setClosure", Value.of(60));
        assertThat(lane.value(window, REACHED)).isEqualTo("[]");
        run(window, "saveAlias", AIRING);
        assertThat(lane.value(window, REACHED)).isEqualTo("[\"55299\"]");
        run(window, "close");
        lane.restart(new SimulatorDriver(Liveliness.OFF), 1_000);
        run(window, "goToAlias", AIRING);
        assertThat(lane.number(window, CLOSURE)).isEqualTo(60);
    }

    @Test
    void anAliasThatADeviceDoesNotHaveFails() {
        DeviceId window = window();
        assertThat(lane.failure(run(window, "goToAlias", Value.of("1")))).contains(Failure.BAD_PARAMETER);
        assertThat(lane.failure(run(window, "saveAlias", Value.of("1")))).contains(Failure.BAD_PARAMETER);
        assertThat(lane.number(window, CLOSURE)).isEqualTo(100);
    }
}
