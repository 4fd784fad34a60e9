package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Step;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A far end that is away is down, once, and up, once, whether or not its driver thinks of saying so. */
class FarEndAwayTest extends OneGateway {
    private static final GatewayId GATEWAY = Lamps.gateway(1).id();

    private @Nullable Throwable away;
    private final List<Long> startsMs = new ArrayList<>();

    /** What a driver says of whether its gateway answers. */
    private enum Word {
        NOTHING,
        AS_IT_IS
    }

    /** Does not start while the far end is away. */
    private class Radio extends Lamps.Radio {
        private final Word word;

        Radio(Word word) {
            super(FarEndAwayTest.this.field, 0);
            this.word = word;
        }

        @Override
        public void start(DriverContext given) {
            super.start(given);
            startsMs.add(given.nowMs());
            if (word == Word.AS_IT_IS) {
                given.report(new Report.GatewaySeen(GATEWAY, away == null));
            }
            if (away != null) {
                throw FarEndAwayTest.<RuntimeException>thrown(away);
            }
        }
    }

    /** Throws what the compiler would want to see declared. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T thrown(Throwable any) throws T {
        throw (T) any;
    }

    private static List<Boolean> told(World world) {
        return world.log().stream()
                .map(LoggedEvent::event)
                .filter(SiteEvent.GatewayAliveChanged.class::isInstance)
                .map(event -> ((SiteEvent.GatewayAliveChanged) event).alive())
                .toList();
    }

    private static boolean alive(World world) {
        return world.state().gateway(GATEWAY).orElseThrow().alive();
    }

    @ParameterizedTest
    @EnumSource(Word.class)
    void aFarEndThatIsAwayIsDownOnceAndUpOnce(Word word) {
        away = new ConnectException("Connection refused");
        try (World world = world(gateway -> new Radio(word))) {
            ExecutionId first = world.start(set(WELL, 1));
            pass(world, 2);
            assertThat(failure(world, first)).isEqualTo(Failure.GATEWAY_DOWN);
            pass(world, 300);
            assertThat(told(world)).containsExactly(false);
            assertThat(world.state().alerts().stream())
                    .as("no matter for people")
                    .isEmpty();
            ExecutionId later = world.start(set(WELL, 2));
            world.settle();
            assertThat(failure(world, later)).isEqualTo(Failure.GATEWAY_DOWN);
            String job = world.tell(new Command.StartJob("refresh", new Command.Target.EveryGateway(), Map.of()));
            world.settle();
            Job ended = ended(world, job);
            assertThat(ended.failure()).isEqualTo(Failure.GATEWAY_DOWN);
            assertThat(ended.told(GATEWAY).orElseThrow().detail()).contains("Connection refused");

            away = null;
            pass(world, 61);
            assertThat(told(world)).containsExactly(false, true);
            world.start(set(WELL, 7));
            world.settle();
            assertThat(level(world, WELL)).isEqualTo(7);
        }
    }

    @Test
    void aFarEndThatStaysAwayIsLoggedOnceForEachReason() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        Logger lane = (Logger) LoggerFactory.getLogger(Lane.class);
        lane.setLevel(Level.WARN);
        lane.addAppender(logged);
        away = new ConnectException("Connection refused");
        try (World world = world(gateway -> new Radio(Word.NOTHING))) {
            pass(world, 300);
            assertThat(startsMs).hasSizeGreaterThan(5);
            away = new ConnectException("No route to host");
            pass(world, 300);
        } finally {
            lane.detachAppender(logged);
            lane.setLevel(null);
        }
        assertThat(logged.list.stream().map(ILoggingEvent::getFormattedMessage))
                .satisfiesExactly(
                        first -> assertThat(first).contains("Connection refused"),
                        second -> assertThat(second).contains("No route to host"));
    }

    @Test
    void anErrorAtTheStartIsNoOtherMatter() {
        away = new NoClassDefFoundError("a library of the driver");
        try (World world = world(gateway -> new Radio(Word.NOTHING))) {
            ExecutionId id = world.start(set(WELL, 1));
            pass(world, 2);
            assertThat(failure(world, id)).isEqualTo(Failure.GATEWAY_DOWN);
            assertThat(alive(world)).isFalse();
        }
    }

    @Test
    void aFallAtACommandIsNoReasonToCallTheGatewayAway() {
        int[] falls = {1};
        try (World world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                if (falls[0]-- > 0) {
                    throw new IllegalStateException("the radio fell over");
                }
                return Transmission.DONE;
            }
        })) {
            ExecutionId id = world.start(set(ILL, 5));
            pass(world, 5);
            assertThat(failure(world, id)).isEqualTo(Failure.NONE);
            assertThat(told(world)).isEmpty();
        }
    }

    /** What a lane knew is gone with the process; the gateway is not. */
    @Test
    void aFarEndThatIsBackAfterARestartIsUp() {
        away = new IOException("no route");
        try (World world = world(gateway -> new Radio(Word.NOTHING))) {
            world.settle();
            assertThat(alive(world)).isFalse();
            world.boot();
            away = null;
            pass(world, 1);
            assertThat(told(world)).containsExactly(false, true);
        }
    }

    @Test
    void oneThatIsPutAnewIsStillAway() {
        away = new IOException("no route");
        try (World world = world(gateway -> new Radio(Word.NOTHING))) {
            world.settle();
            world.tell(new Command.PutGateway(Lamps.gateway(1)));
            world.settle();
            assertThat(alive(world)).as("put anew, and away as before").isFalse();
        }
    }

    @Test
    void thePauseIsAShortOneAgainAfterADriverHasRunForMinutes() {
        away = new IOException("no route");
        List<Radio> radios = new ArrayList<>();
        try (World world = world(gateway -> {
            Radio radio = new Radio(Word.NOTHING);
            radios.add(radio);
            return radio;
        })) {
            pass(world, 300);
            away = null;
            pass(world, 61);
            fall(world, radios);
            assertThat(pauseMs(world)).as("it ran for a minute").isGreaterThan(50_000);
            pass(world, 400);
            fall(world, radios);
            assertThat(pauseMs(world)).as("it ran for minutes").isLessThan(5_000);
        }
    }

    /** It polls, say, and starts without asking anything. */
    private class FallsLater extends Radio {
        FallsLater() {
            super(Word.NOTHING);
        }

        @Override
        public void start(DriverContext given) {
            Throwable soon = away;
            away = null;
            super.start(given);
            away = soon;
            given.at(given.nowMs() + 2_000, () -> {
                if (away != null) {
                    throw FarEndAwayTest.<RuntimeException>thrown(away);
                }
            });
        }
    }

    @Test
    void driversThatStartWellAndFallOneAfterTheOtherAreNotBelieved() {
        away = new IOException("no route");
        try (World world = world(gateway -> new FallsLater())) {
            pass(world, 600);
            assertThat(told(world)).containsExactly(false);
            ExecutionId unheard = world.start(set(WELL, 3));
            pass(world, 61);
            assertThat(failure(world, unheard)).isEqualTo(Failure.GATEWAY_DOWN);
            away = null;
            pass(world, 200);
            assertThat(told(world)).as("one has lived for a while").containsExactly(false, true);
            world.start(set(WELL, 9));
            world.settle();
            assertThat(level(world, WELL)).isEqualTo(9);
        }
    }

    @Test
    void twoFallsAreNoReasonToCallTheGatewayAway() {
        int[] falls = {2};
        try (World world = world(gateway -> new Radio(Word.NOTHING) {
            @Override
            public void start(DriverContext given) {
                super.start(given);
                given.at(given.nowMs() + 500, () -> {
                    if (falls[0]-- > 0) {
                        throw new IllegalStateException("the radio fell over");
                    }
                });
            }
        })) {
            pass(world, 200);
            assertThat(falls[0]).isNegative();
            assertThat(told(world)).isEmpty();
        }
    }

    private static void fall(World world, List<Radio> radios) {
        DriverContext context = radios.getLast().context;
        context.at(context.nowMs(), () -> {
            throw new IllegalStateException("the connection is gone");
        });
        world.settle();
    }

    private long pauseMs(World world) {
        int before = startsMs.size();
        long fellMs = world.nowMs();
        for (int i = 0; i < 70 && startsMs.size() == before; i++) {
            pass(world, 1);
        }
        return startsMs.getLast() - fellMs;
    }
}
