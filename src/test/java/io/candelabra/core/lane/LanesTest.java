package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.SettingType;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Gateway;
import io.candelabra.model.Step;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestTime;
import io.candelabra.testing.Within;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lanes on threads of their own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LanesTest extends OnThreads {

    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger starts = new AtomicInteger();
    private final CountDownLatch otherStarted = new CountDownLatch(1);

    /** A driver that takes its time to let go of its gateway. */
    private final class Slow implements Driver {
        @Override
        public void start(DriverContext context) {
            if (!context.gateway().id().equals(GATEWAY)) {
                otherStarted.countDown();
                return;
            }
            most.accumulateAndGet(alive.incrementAndGet(), Math::max);
            starts.incrementAndGet();
        }

        @Override
        public Transmission send(Step step) {
            return Transmission.DONE;
        }

        @Override
        public void close() throws InterruptedException {
            // Until long after the next lane was opened; and an error in the end, as a driver may have one.
            otherStarted.await();
            if (alive.getAndDecrement() == 1) {
                throw new NoClassDefFoundError("a library of the driver");
            }
        }
    }

    @Test
    void theNextDriverOfAGatewayBeginsWhenTheOneBeforeIsClosed() throws Exception {
        running(gateway -> new Slow(), sites -> {
            Within.reason("the first driver runs", () -> starts.get() == 1);
            edit(sites, changes -> changes.add(new SiteEvent.GatewayRemoved(GATEWAY)));
            edit(sites, changes -> changes.put(Lamps.gateway(1)));
            edit(sites, changes -> changes.put(Lamps.gateway(2)));
            Within.reason("the second driver runs", () -> starts.get() == 2);
            assertThat(most.get()).as("drivers at a time").isEqualTo(1);
        });
    }

    @Test
    void aDriverThatWaitsForEverIsInterruptedAtTheEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        running(
                gateway -> new Hanging(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                        throw e;
                    }
                }),
                sites -> Within.reason("the driver hangs", () -> starts.get() == 1));
        assertThat(interrupted.get()).isEqualTo(1);
    }

    @Test
    void aDriverThatWaitsForEverGivesWayWhereItsGatewayIsRemoved() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        running(
                gateway -> new Hanging(() -> {
                    if (starts.get() == 1) {
                        never.await();
                    }
                }),
                sites -> {
                    Within.reason("the driver hangs", () -> starts.get() == 1);
                    edit(sites, changes -> changes.add(new SiteEvent.GatewayRemoved(GATEWAY)));
                    edit(sites, changes -> changes.put(Lamps.gateway(1)));
                    Within.reason("the next one runs", () -> starts.get() == 2);
                });
        assertThat(starts.get()).isEqualTo(2);
    }

    @Test
    void aDriverThatWaitsForEverGivesWayToOtherSettings() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        running(
                gateway -> new Hanging(() -> {
                    if (gateway.settings().isEmpty()) {
                        never.await();
                    }
                }),
                sites -> {
                    Within.reason("the driver hangs", () -> starts.get() == 1);
                    edit(sites, changes -> changes.put(Lamps.gateway(1).withLabel("attic")));
                    edit(
                            sites,
                            changes ->
                                    changes.put(Lamps.gateway(1).withDriver("test", Map.of("host", "lamp"), Map.of())));
                    Within.reason("the next one runs", () -> starts.get() == 2);
                });
    }

    @Test
    void aDriverThatDoesNotEndGivesWayToOtherSettingsAsWell() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        running(
                gateway -> new Hanging(() -> {}) {
                    @Override
                    public void close() throws InterruptedException {
                        if (gateway.settings().isEmpty()) {
                            never.await();
                        }
                    }
                },
                sites -> {
                    Within.reason("the driver runs", () -> starts.get() == 1);
                    edit(
                            sites,
                            changes ->
                                    changes.put(Lamps.gateway(1).withDriver("test", Map.of("host", "lamp"), Map.of())));
                    Within.reason("the next one runs", () -> starts.get() == 2);
                });
    }

    /** Nobody asks it to give way; the watch alone finds it out. */
    @Test
    void aDriverThatWaitsForEverIsStartedAnew() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        running(
                gateway -> new Hanging(() -> {
                    if (starts.get() == 1) {
                        never.await();
                    }
                }),
                1_000,
                sites -> Within.reason("the next one runs", () -> starts.get() == 2));
    }

    @Test
    void aDriverThatMindsNothingIsLeftBehindAtTheEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        running(
                gateway -> new Hanging(() -> mindsNothing(never, starts::incrementAndGet)),
                sites -> Within.reason("the driver hangs", () -> starts.get() == 1));
        assertThat(starts.get()).as("started, interrupted").isEqualTo(2);
        never.countDown();
    }

    /** What a driver says when the server stops is stored. */
    @Test
    void theLastWordsOfDriversAreStored() throws Exception {
        SiteState[] last = new SiteState[1];
        running(
                gateway -> new Hanging(() -> {}) {
                    @Override
                    public void close() {
                        context().report(new Report.GatewaySeen(GATEWAY, false));
                    }
                },
                sites -> {
                    Within.reason("the driver runs", () -> starts.get() == 1);
                    afterwards = () -> last[0] = sites.state(Caller.CORE, SITE);
                });
        assertThat(last[0].gateway(GATEWAY).orElseThrow().alive()).isFalse();
    }

    /** The watch is the only one that can say it: the next lane waits, and the driver before it minds nothing. */
    @Test
    void aLaneThatWaitsForADriverThatMindsNothingIsTold() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        running(gateway -> new Hanging(() -> mindsNothing(never, () -> {})), 1_000, sites -> {
            Within.reason("the driver hangs", () -> starts.get() == 1);
            edit(sites, changes -> changes.add(new SiteEvent.GatewayRemoved(GATEWAY)));
            edit(sites, changes -> changes.put(Lamps.gateway(1)));
            Within.reason("people are told", () -> sites.state(Caller.CORE, SITE).alerts().stream()
                    .anyMatch(alert -> alert.detail().contains("of before")));
            assertThat(sites.state(Caller.CORE, SITE)
                            .gateway(GATEWAY)
                            .orElseThrow()
                            .alive())
                    .isFalse();
            never.countDown();
            Within.reason("the next one runs", () -> starts.get() == 2);
            Within.reason("people are told", () -> sites.state(Caller.CORE, SITE).alerts().stream()
                    .findAny()
                    .isEmpty());
        });
    }

    /** However many changes there are, one hand interrupts the driver, once in a while. */
    @Test
    void aDriverThatMindsNothingIsInterruptedOnceInAWhile() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        TestTime time = TestTime.begin();
        List<Long> at = new CopyOnWriteArrayList<>();
        running(gateway -> new Hanging(() -> mindsNothing(never, () -> at.add(time.millis()))), sites -> {
            Within.reason("the driver hangs", () -> starts.get() == 1);
            for (int i = 0; i < 5; i++) {
                Map<String, String> settings = Map.of("host", "lamp" + i);
                edit(sites, changes -> changes.put(Lamps.gateway(1).withDriver("test", settings, Map.of())));
            }
            Within.reason("it was interrupted twice", () -> at.size() == 2);
            assertThat(at.getLast() - at.getFirst()).isGreaterThan(RunningLane.PATIENCE_MS / 2);
            never.countDown();
            Within.reason("the next one runs", () -> starts.get() == 2);
        });
    }

    @Test
    void theWatchLooksAlsoWhereTheClockIsSetBack() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        running(
                gateway -> new Hanging(() -> {
                    if (starts.get() == 2) {
                        back.await();
                    }
                    if (starts.get() <= 2) {
                        never.await();
                    }
                }),
                1_000,
                sites -> {
                    Within.reason("the watch has looked", () -> starts.get() == 2);
                    time.pass(Duration.ofHours(-1));
                    back.countDown();
                    Within.reason("the next one runs", () -> starts.get() == 3);
                });
    }

    /** A later version of the program declares a setting secret that an earlier one stored in clear. */
    @Test
    void whatIsSecretByNowIsSealedWhenItsSiteOpens() throws Exception {
        MemoryStore store = new MemoryStore();
        running(store, Lamps.source(gateway -> new Hanging(() -> {}), DriverKinds.NONE), 1, sites -> {
            edit(
                    sites,
                    changes -> changes.put(
                            Lamps.gateway(1).withDriver("radio", Map.of("login", "in clear", "host", "a"), Map.of())));
        });
        List<String> given = new CopyOnWriteArrayList<>();
        DriverKind radio = new DriverKind(
                "radio",
                "A radio.",
                List.of(SettingType.secret("login", "Secret by now."), SettingType.host("host", "Where.")),
                gateway -> new Hanging(() -> {}) {
                    @Override
                    public void start(DriverContext context) throws InterruptedException {
                        given.add(context.secret("login"));
                        super.start(context);
                    }
                });
        DriverKinds kinds = new DriverKinds(List.of(radio));
        running(store, Lamps.source(kinds, kinds), 1, sites -> {
            Within.reason("the driver runs", () -> !given.isEmpty());
            Gateway stored = sites.state(Caller.CORE, SITE).gateway(GATEWAY).orElseThrow();
            assertThat(stored.settings()).containsOnlyKeys("host");
            assertThat(stored.secrets()).containsOnlyKeys("login").doesNotContainValue("in clear");
            assertThat(given).as("it is sealed before the first driver starts").containsExactly("in clear");
        });
    }

    private static void mindsNothing(CountDownLatch never, Runnable interrupted) {
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException ignored) {
                // this is the fault that the test is about
                interrupted.run();
            }
        }
    }

    private interface Waiting {
        void await() throws InterruptedException;
    }

    /** A driver that does not come back from its start. */
    private class Hanging implements Driver {
        private final Waiting waiting;

        private @Nullable DriverContext context;

        Hanging(Waiting waiting) {
            this.waiting = waiting;
        }

        @Override
        public void start(DriverContext context) throws InterruptedException {
            this.context = context;
            starts.incrementAndGet();
            waiting.await();
        }

        DriverContext context() {
            return Objects.requireNonNull(context);
        }

        @Override
        public Transmission send(Step step) {
            return Transmission.DONE;
        }
    }
}
