package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.Job;
import io.candelabra.model.Plan;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Drivers that fall and do not fit any more keep neither their gateway nor others from working. */
class LaneFaultsTest extends OneGateway {
    private final List<String> lives = new ArrayList<>();

    @Test
    void anErrorOfADriverStartsItAnew() {
        int[] falls = {2};
        try (World world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                if (falls[0]-- > 0) {
                    throw new NoClassDefFoundError("a library of the driver");
                }
                return Transmission.DONE;
            }
        })) {
            ExecutionId id = world.start(set(ILL, 5));
            pass(world, 10);
            assertThat(world.state().executions().has(id)).isFalse();
            assertThat(failure(world, id)).isEqualTo(Failure.NONE);
        }
    }

    @Test
    void aStepAtWhichEveryDriverFallsIsSetAsideAndTheOthersHaveTheirTurn() {
        int[] falls = {0};
        try (World world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                falls[0]++;
                throw new StackOverflowError();
            }
        })) {
            ExecutionId ill = world.start(set(ILL, 5));
            ExecutionId well = world.start(set(WELL, 7));
            pass(world, 30);
            assertThat(failure(world, ill)).isEqualTo(Failure.OTHER);
            assertThat(failure(world, well)).isEqualTo(Failure.NONE);
            assertThat(level(world, WELL)).isEqualTo(7);
            assertThat(falls[0]).isEqualTo(3);
            assertThat(world.state().alerts().stream().filter(a -> a.kind().equals("SET_ASIDE")))
                    .singleElement()
                    .satisfies(alert -> {
                        assertThat(alert.subject()).isEqualTo(Alert.Subject.of(ILL));
                        assertThat(alert.detail()).contains("setIntensity", "StackOverflowError");
                    });
        }
    }

    /** A window full of commands at which drivers fall takes three falls, not three for each. */
    @Test
    void manyStepsAtWhichEveryDriverFallsKeepTheOthersForSecondsOnly() {
        int[] falls = {0};
        try (World world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                falls[0]++;
                throw new NoClassDefFoundError("a library for this device");
            }
        })) {
            List<ExecutionId> ill = new ArrayList<>();
            for (int i = 0; i < 2 * SiteLimits.LOCAL.window(); i++) {
                ill.add(world.start(set(ILL, i)));
            }
            world.start(set(WELL, 7));
            pass(world, 30);
            assertThat(level(world, WELL)).isEqualTo(7);
            assertThat(world.state().executions()).isEmpty();
            assertThat(ill).allSatisfy(id -> assertThat(failure(world, id)).isEqualTo(Failure.OTHER));
            assertThat(falls[0]).isEqualTo(4);
        }
    }

    @Test
    void theOthersHaveTheirTurnFirstWhereADriverFell() {
        List<DeviceId> given = new ArrayList<>();
        int[] falls = {2};
        try (World world = world(gateway -> new Faulty() {
            @Override
            public Transmission send(Step step) {
                given.add(step.device());
                return super.send(step);
            }

            @Override
            Transmission sendIll(Step step) {
                if (falls[0]-- > 0) {
                    throw new IllegalStateException("it does not like the device");
                }
                return Transmission.DONE;
            }
        })) {
            world.start(set(ILL, 1));
            world.start(set(WELL, 7));
            ExecutionId last = world.start(set(ILL, 2));
            pass(world, 10);
            assertThat(given).containsExactly(ILL, WELL, ILL, ILL, ILL);
            assertThat(failure(world, last)).isEqualTo(Failure.NONE);
        }
    }

    @Test
    void aJobAtWhichEveryDriverFallsFailsAndTheGatewayGoesOn() {
        try (World world = world(gateway -> new Lamps.Radio(field, 0) {
            @Override
            public void job(Job job, DriverContext context) {
                throw new IllegalStateException("no such job");
            }
        })) {
            String job = world.tell(new Command.StartJob("discovery", new Command.Target.EveryGateway(), Map.of()));
            pass(world, 30);
            assertThat(world.state().jobs()).isEmpty();
            assertThat(ended(world, job).failure()).isEqualTo(Failure.OTHER);
            world.start(set(WELL, 7));
            pass(world, 1);
            assertThat(level(world, WELL)).isEqualTo(7);
        }
    }

    @Test
    void aDriverThatCouldNotStartMayAtOnceWhenItsSettingsAreOthers() {
        int[] starts = {0};
        try (World world = world(gateway -> new Lamps.Radio(field, 0) {
            @Override
            public void start(DriverContext given) {
                starts[0]++;
                if (given.gateway().settings().isEmpty()) {
                    throw new IllegalStateException("no such address");
                }
                super.start(given);
            }
        })) {
            pass(world, 200);
            int before = starts[0];
            put(world, Lamps.gateway(1).withDriver("test", Map.of("address", "mended"), Map.of()));
            world.settle();
            assertThat(starts[0]).isEqualTo(before + 1);
            world.start(set(WELL, 7));
            world.settle();
            assertThat(level(world, WELL)).isEqualTo(7);
        }
    }

    @Test
    void thePauseGrowsAlsoWhereStepsAreLeftUnknown() {
        int[] starts = {0};
        try (World world = world(gateway -> new Lamps.Radio(field, 0) {
            @Override
            public void start(DriverContext given) {
                starts[0]++;
                super.start(given);
            }

            @Override
            public Transmission send(Step step) {
                throw new IllegalStateException("the radio fell over");
            }
        })) {
            starts[0] = 0;
            for (int i = 0; i < 60; i++) {
                world.start(Plan.of("toggle", List.of(new Action(WELL, List.of(DeviceCommand.of("toggle"))))));
                pass(world, 1);
            }
            assertThat(starts[0]).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void aChangedGatewayReachesItsDriverAndAnotherDriverTakesOver() {
        try (World world = world(gateway -> new Life(gateway.driver()))) {
            Gateway gateway = Lamps.gateway(1);
            put(world, new Gateway(gateway.id(), "test", "renamed", "", true, "UTC", Map.of(), Map.of()));
            world.settle();
            put(world, new Gateway(gateway.id(), "other", "renamed", "", true, "UTC", Map.of(), Map.of()));
            world.settle();
            assertThat(lives).containsExactly("test starts", "test hears of renamed", "test is closed", "other starts");
            world.start(set(WELL, 7));
            world.settle();
            assertThat(lives).endsWith("other sends");
        }
    }

    /** Two changes in quick succession: the lane finds the second one when it comes for the first. */
    @Test
    void theDriverOfTheNewestChangeIsInNobodysWay() {
        Gateway last = Lamps.gateway(1).withDriver("third", Map.of(), Map.of());
        List<Boolean> inTheWay = new ArrayList<>();
        World[] world = new World[1];
        world[0] = world(gateway -> new Life(gateway.driver()) {
            @Override
            public void start(DriverContext given) {
                super.start(given);
                if (gateway.driver().equals("third")) {
                    inTheWay.add(world[0].laneOf(gateway.id()).inTheWay().isPresent());
                }
            }

            @Override
            public void close() {
                super.close();
                if (gateway.driver().equals("test")) {
                    inTheWay.add(world[0].laneOf(gateway.id()).inTheWay().isPresent());
                    put(world[0], last);
                }
            }
        });
        try (World open = world[0]) {
            put(open, Lamps.gateway(1).withDriver("second", Map.of(), Map.of()));
            open.settle();
            assertThat(inTheWay).as("the first driver, the last").containsExactly(true, false);
            assertThat(lives)
                    .startsWith("test starts", "test is closed", "third starts")
                    .doesNotContain("second starts");
        }
    }

    @Test
    void aLaneThatIsOverSpeaksForNobody() {
        DriverContext[] ear = new DriverContext[1];
        Lane[] lane = new Lane[1];
        try (World world = world(gateway -> new Faulty() {
            @Override
            public void start(DriverContext given) {
                super.start(given);
                ear[0] = given;
            }

            @Override
            Transmission sendIll(Step step) {
                lane[0].over();
                throw new CannotServe("the far end refuses the login");
            }
        })) {
            lane[0] = world.laneOf(Lamps.gateway(1).id());
            ExecutionId id = world.start(set(ILL, 5));
            world.start(set(WELL, 7));
            world.settle();
            int before = world.log().size();
            ear[0].report(new Report.GatewaySeen(Lamps.gateway(1).id(), false));
            pass(world, 10);
            assertThat(world.log()).hasSize(before);
            assertThat(world.state().executions().has(id))
                    .as("the next lane takes it")
                    .isTrue();
            assertThat(world.state()
                            .gateway(Lamps.gateway(1).id())
                            .orElseThrow()
                            .alive())
                    .isTrue();
            assertThat(level(world, WELL)).as("no more is sent").isZero();
        }
    }

    /** A clock that was wrong is put right, by an hour. */
    @Test
    void aClockThatIsSetBackHoldsNoPauseAndNoDeadline() {
        int[] falls = {2};
        try (World world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                if (falls[0]-- > 0) {
                    throw new IllegalStateException("it falls");
                }
                return Transmission.ACCEPTED;
            }
        })) {
            ExecutionId id = world.start(set(ILL, 5));
            pass(world, 1);
            world.pass(-3_600_000);
            pass(world, 10);
            assertThat(falls[0]).as("the third was started").isNegative();
            world.pass(-3_600_000);
            pass(world, 610);
            assertThat(failure(world, id)).isEqualTo(Failure.TIMED_OUT);
        }
    }

    private static void put(World world, Gateway gateway) {
        world.tell(new Command.PutGateway(gateway));
    }

    /** A driver that tells of its life. */
    private class Life implements Driver {
        private final String name;
        private DriverContext context;

        Life(String name) {
            this.name = name;
        }

        @Override
        public void start(DriverContext given) {
            context = given;
            lives.add(name + " starts");
        }

        @Override
        public Transmission send(Step step) {
            lives.add(name + " sends");
            return Transmission.DONE;
        }

        @Override
        public void gatewayChanged() {
            lives.add(name + " hears of " + context.gateway().label());
        }

        @Override
        public void close() {
            lives.add(name + " is closed");
        }
    }

    @Test
    void aDriverThatReportsNothingAtAllIsStartedAnew() {
        int[] falls = {1};
        try (World world = world(gateway -> new Lamps.Radio(field, 0) {
            @Override
            public Transmission send(Step step) {
                if (falls[0]-- > 0) {
                    report(null);
                }
                return super.send(step);
            }
        })) {
            world.start(set(WELL, 7));
            pass(world, 5);
            assertThat(level(world, WELL)).isEqualTo(7);
            assertThat(world.log()).extracting(LoggedEvent::event).noneMatch(SiteEvent.AlertRaised.class::isInstance);
        }
    }
}
