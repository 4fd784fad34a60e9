package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Plan;
import io.candelabra.model.Step;
import io.candelabra.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        world.looks(times, GATEWAY);
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

    /** Nobody knows of what was handed over and may not be repeated; what is safe to repeat has only failed. */
    @Test
    void workThatMayHaveHappenedEndsAsUnknownFromOutside() {
        world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                looks(2 * DriverLife.HANGING_LOOKS);
                return Transmission.ACCEPTED;
            }
        });
        ExecutionId handed =
                world.start(Plan.of("toggle", List.of(new Action(ILL, List.of(DeviceCommand.of("toggle"))))));
        ExecutionId behind =
                world.start(Plan.of("toggle", List.of(new Action(WELL, List.of(DeviceCommand.of("toggle"))))));
        world.settle();
        assertThat(failure(world, handed)).isEqualTo(Failure.OUTCOME_UNKNOWN);
        assertThat(failure(world, behind)).as("no driver was given it").isEqualTo(Failure.GATEWAY_DOWN);
    }

    @Test
    void aJobThatMayHaveHappenedEndsAsUnknownFromOutside() {
        world = world(gateway -> new Lamps.Radio(field, 0) {
            @Override
            public void job(Job job, DriverContext given) {
                looks(2 * DriverLife.HANGING_LOOKS);
                world.commit();
            }
        });
        String pairing = world.tell(new Command.StartJob("pairing", new Command.Target.EveryGateway(), Map.of()));
        world.settle();
        assertThat(ended(world, pairing).failure()).isEqualTo(Failure.OUTCOME_UNKNOWN);
    }

    /** A job of many gateways is told whole by each of its events. */
    @Test
    void manyThatAreStuckAtOneJobEndItInOneEvent() {
        List<GatewayId> stuck = new ArrayList<>();
        world = new World(
                new MemoryStore(),
                d -> Lamps.TYPE,
                gateway -> new Lamps.Radio(field, 0) {
                    @Override
                    public void job(Job job, DriverContext given) {
                        stuck.add(given.gateway().id());
                        if (stuck.size() == 1) {
                            world.laneOf(Lamps.gateway(2).id()).step();
                            return;
                        }
                        int before = world.log().size();
                        world.looks(2 * DriverLife.HANGING_LOOKS, stuck.toArray(GatewayId[]::new));
                        world.commit();
                        assertThat(world.log().subList(before, world.log().size()))
                                .extracting(LoggedEvent::event)
                                .filteredOn(SiteEvent.JobMoved.class::isInstance)
                                .hasSize(1);
                        calls++;
                    }
                },
                SiteLimits.LOCAL,
                1);
        world.install(List.of(Lamps.gateway(1), Lamps.gateway(2)), List.of(Lamps.lamp(1, 0), Lamps.lamp(2, 0)));
        world.settle();
        String job = world.tell(new Command.StartJob("refresh", new Command.Target.EveryGateway(), Map.of()));
        world.settle();
        assertThat(calls).isEqualTo(1);
        assertThat(ended(world, job).failed()).hasSize(2);
    }

    @Test
    void aLaneThatHasNotBegunSaysSoAndEndsWhatIsAskedOfIt() {
        world = world(gateway -> new Lamps.Radio(field, 0));
        ExecutionId waits = world.start(set(WELL, 5));
        world.boot();
        looks(DriverLife.HANGING_LOOKS - 1);
        world.commit();
        assertThat(notServed()).isEmpty();
        looks(1);
        world.commit();
        assertThat(notServed()).singleElement().asString().contains("its driver of before did not come back");
        assertThat(failure(world, waits)).isEqualTo(Failure.GATEWAY_DOWN);
        world.settle();
        assertThat(notServed()).as("the one before has ended").isEmpty();
        assertThat(world.state().gateway(GATEWAY).orElseThrow().alive()).isTrue();
    }

    /** It is told and not on disk yet when the driver gets its turn. */
    @Test
    void whatWasToldAsFailedNoDriverIsGiven() {
        world = world(gateway -> new Lamps.Radio(field, 0));
        world.boot();
        field.frames.clear();
        ExecutionId toggle =
                world.start(Plan.of("toggle", List.of(new Action(WELL, List.of(DeviceCommand.of("toggle"))))));
        String pairing = world.tell(new Command.StartJob("pairing", new Command.Target.EveryGateway(), Map.of()));
        looks(DriverLife.HANGING_LOOKS);
        world.laneOf(GATEWAY).step();
        assertThat(field.frames).isEmpty();
        assertThat(field.jobs).isEmpty();
        world.settle();
        assertThat(failure(world, toggle)).isEqualTo(Failure.GATEWAY_DOWN);
        assertThat(ended(world, pairing).failure()).isEqualTo(Failure.GATEWAY_DOWN);
        world.start(set(WELL, 7));
        world.settle();
        assertThat(level(world, WELL)).as("the next one is given").isEqualTo(7);
    }

    /** The alert is not on disk yet when the next driver starts, which finds none to take back. */
    @Test
    void whatWasToldFromOutsideDoesNotOutliveTheHang() {
        world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                if (calls++ == 0) {
                    Objects.requireNonNull(world.laneOf(GATEWAY).life()).giveWay();
                    looks(2 * DriverLife.HANGING_LOOKS);
                }
                return Transmission.DONE;
            }
        });
        world.start(set(ILL, 5));
        Lane lane = world.laneOf(GATEWAY);
        lane.step();
        lane.step();
        world.settle();
        assertThat(notServed()).isEmpty();
        assertThat(world.state().gateway(GATEWAY).orElseThrow().alive()).isTrue();
    }

    @Test
    void aHeartThatBeatsBesidesACallThatHangsDoesNotSayThatTheGatewayAnswers() {
        world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                looks(2 * DriverLife.HANGING_LOOKS);
                world.commit();
                context.report(new Report.GatewaySeen(GATEWAY, true));
                int before = world.log().size();
                world.settleDesk();
                assertThat(world.log()).hasSize(before);
                assertThat(world.state().gateway(GATEWAY).orElseThrow().alive()).isFalse();
                calls++;
                return Transmission.DONE;
            }
        });
        world.start(set(ILL, 5));
        world.settle();
        assertThat(calls).as("the driver got to its end").isEqualTo(1);
    }

    /** The look is for one call. The driver is in another one by the time at which it would be interrupted. */
    @Test
    void aCallThatCameBackInTimeIsNotPunishedInTheNext() throws Exception {
        world = world(gateway -> new Lamps.Radio(field, 0));
        DriverLife life = Objects.requireNonNull(world.laneOf(GATEWAY).life());
        int[] seen = {0};
        life.tell(driver -> {
            for (int i = 0; i < DriverLife.HANGING_LOOKS; i++) {
                seen[0] = life.look();
            }
        });
        life.tell(driver -> assertThat(life.cutOffAt(seen[0])).isFalse());
        assertThat(life.cut()).isEmpty();
    }

    @Test
    void itIsNoFallOfItsStepWhereItHasToGiveWay() {
        world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                if (calls++ < OpenSteps.FALLS) {
                    Objects.requireNonNull(world.laneOf(GATEWAY).life()).giveWay();
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
