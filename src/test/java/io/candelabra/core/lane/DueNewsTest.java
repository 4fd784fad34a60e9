package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Plan;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That what comes due is always heard of, {@link World} asserts in each storm. Here: that nothing else wakes the ticker. */
class DueNewsTest extends OneGateway {
    private final World world = world(gateway -> new Lamps.Radio(field, 0));
    private final DueNews news = new DueNews();
    private int heard;

    /** The names of the events that have come since the last time and wake the ticker. */
    private List<String> wakes() {
        List<String> names = new ArrayList<>();
        for (LoggedEvent logged : world.log().subList(heard, world.log().size())) {
            if (news.hear(logged.event())) {
                names.add(logged.event().getClass().getSimpleName());
            }
        }
        heard = world.log().size();
        return names;
    }

    private static Plan delayed(long firstMs, long secondMs) {
        return Plan.of("in two steps", List.of(new Action(WELL, List.of(command(20, firstMs), command(30, secondMs)))));
    }

    private static DeviceCommand command(long level, long delayMs) {
        return new DeviceCommand("setIntensity", List.of(Value.of(level)), delayMs, 0, List.of());
    }

    @Test
    void aCommandWithoutADelayLetsTheTickerSleep() {
        wakes();
        for (int i = 1; i <= 20; i++) {
            world.start(set(WELL, i));
            world.settle();
        }
        assertThat(level(world, WELL)).isEqualTo(20);
        assertThat(heard).isLessThan(world.log().size());
        assertThat(wakes()).isEmpty();
        world.close();
    }

    @Test
    void aDelayWakesItWhereItBegins() {
        wakes();
        world.start(delayed(0, 5_000));
        world.settle();
        assertThat(level(world, WELL)).isEqualTo(20);
        assertThat(wakes())
                .as("a delay that is to come, and its beginning")
                .containsExactly("ExecutionStarted", "StepMoved");
        pass(world, 6);
        assertThat(level(world, WELL)).isEqualTo(30);
        assertThat(wakes())
                .as("the last step, which nobody knows to be the last")
                .containsExactly("StepMoved");

        world.start(delayed(5_000, 0));
        world.settle();
        assertThat(wakes()).containsExactly("ExecutionStarted");
        world.close();
    }

    /** Nobody hears again of what began before. */
    @Test
    void aDelayOfAnExecutionThatRunsAlreadyIsKnown() {
        world.start(delayed(1_000, 5_000));
        world.settle();
        heard = world.log().size();
        news.begin(world.state());
        pass(world, 2);
        assertThat(level(world, WELL)).isEqualTo(20);
        assertThat(wakes()).containsExactly("StepMoved");
        news.begin(world.state());
        pass(world, 6);
        assertThat(level(world, WELL)).isEqualTo(30);
        wakes();
        news.begin(world.state());
        assertThat(world.state().executions().size()).isZero();
        world.close();
    }
}
