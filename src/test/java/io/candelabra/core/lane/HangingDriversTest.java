package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.command.Command;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Alert;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Step;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver that does not come back from a call. The looks from outside are taken in that very call, so that no thread is needed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HangingDriversTest extends OneGateway {
    private static final GatewayId GATEWAY = Lamps.gateway(1).id();

    private final CountDownLatch never = new CountDownLatch(1);
    private World world;
    private int calls;

    @AfterEach
    void close() {
        world.close();
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            world.laneOf(GATEWAY).look();
        }
    }

    private void hangs() {
        try {
            never.await();
        } catch (InterruptedException cut) {
            throw new IllegalStateException("interrupted", cut);
        }
    }

    private List<String> notServed() {
        return world.state().alerts().stream()
                .filter(alert -> alert.kind().equals(Alert.NOT_SERVED))
                .map(Alert::detail)
                .toList();
    }

    @Test
    void itIsInterruptedItsStepsEndAndTheNextOneIsStarted() {
        world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                calls++;
                looks(DriverLife.HANGING_LOOKS);
                hangs();
                return Transmission.DONE;
            }
        });
        ExecutionId ill = world.start(set(ILL, 5));
        world.settle();
        assertThat(failure(world, ill)).isEqualTo(Failure.GATEWAY_DOWN);
        assertThat(notServed()).singleElement().asString().contains("did not come back");
        assertThat(calls).isEqualTo(1);
        pass(world, 2);
        assertThat(notServed()).isEmpty();
        world.start(set(WELL, 7));
        world.settle();
        assertThat(level(world, WELL)).isEqualTo(7);
    }

    @Test
    void oneThatHangsInATimedTaskIsInterruptedAndOneThatIsOnlySlowIsNot() {
        world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                looks(DriverLife.HANGING_LOOKS - 1);
                context.at(context.nowMs(), () -> {
                    calls++;
                    looks(DriverLife.HANGING_LOOKS - 1);
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    looks(1);
                    hangs();
                });
                return Transmission.DONE;
            }
        });
        ExecutionId ill = world.start(set(ILL, 5));
        world.settle();
        assertThat(failure(world, ill)).isEqualTo(Failure.NONE);
        assertThat(calls).isEqualTo(1);
        assertThat(notServed()).hasSize(1);
    }

    /** What it knows counts, and its life is over all the same. */
    @Test
    void oneThatComesBackAfterTheInterruptIsStartedAnew() {
        world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                looks(DriverLife.HANGING_LOOKS);
                assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
                return Transmission.DONE;
            }
        });
        ExecutionId ill = world.start(set(ILL, 5));
        world.settle();
        assertThat(failure(world, ill)).isEqualTo(Failure.NONE);
        assertThat(notServed()).hasSize(1);
    }

    @Test
    void whereItMindsNoInterruptPeopleAreToldAndWorkEndsFromOutside() {
        world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                looks(2 * DriverLife.HANGING_LOOKS);
                world.commit();
                assertThat(notServed()).singleElement().asString().contains("does not mind");
                assertThat(world.state().executions()).isEmpty();
                assertThat(world.state().jobs()).isEmpty();
                calls++;
                return Transmission.DONE;
            }
        });
        ExecutionId ill = world.start(set(ILL, 5));
        String job = world.tell(new Command.StartJob("refresh", new Command.Target.EveryGateway(), Map.of()));
        world.settle();
        assertThat(calls).isEqualTo(1);
        assertThat(failure(world, ill)).isEqualTo(Failure.GATEWAY_DOWN);
        Job ended = ended(world, job);
        assertThat(ended.failure()).isEqualTo(Failure.GATEWAY_DOWN);
    }

    @Test
    void itIsNoFallOfItsStepWhereItHasToGiveWay() {
        world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                if (calls++ < OpenSteps.FALLS) {
                    world.laneOf(GATEWAY).giveWay();
                    hangs();
                }
                return Transmission.DONE;
            }
        });
        ExecutionId ill = world.start(set(ILL, 5));
        for (int i = 0; i <= OpenSteps.FALLS; i++) {
            world.settle();
        }
        assertThat(calls).isEqualTo(OpenSteps.FALLS + 1);
        assertThat(failure(world, ill)).isEqualTo(Failure.NONE);
        assertThat(world.state().alerts().stream()).isEmpty();
    }
}
