package io.candelabra.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.model.Device;
import io.candelabra.model.SiteId;
import io.candelabra.store.sql.SqliteStore;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed without warning, again and again, under a load through all four dialects. Its acknowledged
 * commands are there afterwards; a step that may not be sent twice was not; and it is ready again in time.
 */
class KillTest {
    private static final long SEED = Long.getLong("candelabra.kill.seed", 1);
    private static final int KILLS = Integer.getInteger("candelabra.kills", 20);
    private static final Duration READY_WITHIN = Duration.ofMillis(Long.getLong("candelabra.ready.ms", 3_000));

    /** The time that a start may take, with any other load on the machine: the promise, on two cores. */
    private static final Duration WORK_UNTIL_READY = READY_WITHIN.multipliedBy(2);

    @TempDir
    Path folder;

    private final RandomGenerator chance =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    /**
     * The commands that clients were told are done: ids of executions, and traces of requests of the dialects that give
     * none.
     */
    private final Set<String> executions = ConcurrentHashMap.newKeySet();

    private final Set<String> requests = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> acknowledged = new ConcurrentHashMap<>();

    /** Whether the machine does nothing else just now: only then is the time until ready a property of the server. */
    private static boolean quiet() {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        double load = machine.getSystemLoadAverage();
        return load >= 0 && load < machine.getAvailableProcessors();
    }

    @Test
    void nothingThatWasAcknowledgedIsLostWhenTheServerIsKilled() throws Exception {
        Path data = folder.resolve("data");
        Path ledger = folder.resolve("ledger");
        List<Long> readyMs = new ArrayList<>();
        List<Long> workMs = new ArrayList<>();
        boolean quiet = quiet();
        for (int kill = 0; kill < KILLS; kill++) {
            long startedNanos = System.nanoTime();
            Process server = start(data, ledger);
            try {
                awaitReady(server, data);
                if (kill > 0) {
                    readyMs.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos));
                    server.info().totalCpuDuration().ifPresent(work -> workMs.add(work.toMillis()));
                }
                load(Clients.of(data.resolve("demo.json")), server, 300 + chance.nextInt(700));
            } finally {
                server.destroyForcibly().waitFor();
                Files.deleteIfExists(data.resolve("demo.json"));
            }
        }
        // a machine that has become busy meanwhile says nothing about the server either
        quiet &= quiet();
        System.out.printf(
                Locale.ROOT,
                "killed %d times: %d executions and %d requests acknowledged (%s), ready again within %d ms after %d ms of"
                        + " work (%s)%n",
                KILLS,
                executions.size(),
                requests.size(),
                acknowledged,
                readyMs.stream().mapToLong(Long::longValue).max().orElse(0),
                workMs.stream().mapToLong(Long::longValue).max().orElse(0),
                quiet ? "quiet machine" : "busy machine: how long it took is not judged, only the work");
        for (String dialect : List.of("overkiz", "sustainder", "vive", "quantum")) {
            assertThat(acknowledged.getOrDefault(dialect, new AtomicInteger()).get())
                    .as("acknowledged by %s", dialect)
                    .isGreaterThan(KILLS / 2);
        }
        check(data, ledger);
        if (!workMs.isEmpty()) {
            assertThat(median(workMs)).as("work until ready again").isLessThanOrEqualTo(WORK_UNTIL_READY);
        }
        if (quiet) {
            assertThat(median(readyMs)).as("ready again").isLessThanOrEqualTo(READY_WITHIN);
        }
    }

    /** One start may be delayed by something else. */
    private static Duration median(List<Long> ms) {
        return Duration.ofMillis(ms.stream().sorted().toList().get(ms.size() / 2));
    }

    private static Process start(Path data, Path ledger) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                data.toString(),
                ledger.toString(),
                "20"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(data + ".log")))
                .start();
    }

    private static void awaitReady(Process server, Path data) throws InterruptedException {
        for (int waitedMs = 0; waitedMs < 60_000; waitedMs += 5) {
            if (Files.exists(data.resolve("demo.json"))) {
                return;
            }
            assertThat(server.isAlive())
                    .as("the server runs; its log is %s.log", data)
                    .isTrue();
            server.waitFor(5, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("not ready in a minute");
    }

    private interface Load {
        void once(long number) throws Exception;
    }

    /** Loads the server from all sides, kills it in the middle, and waits until all clients have noticed. */
    private void load(Clients clients, Process server, int forMs) throws Exception {
        AtomicBoolean on = new AtomicBoolean(true);
        List<Thread> threads = new ArrayList<>();
        String home = clients.deviceWith("setIntensity");
        String toggled = clients.deviceWith("toggle");
        for (int lane = 0; lane < 2; lane++) {
            threads.add(caller(on, n -> overkiz(clients, n % 3 == 0 ? toggled : home, n % 3 == 0, n)));
        }
        String lamp = (String) Clients.Fields.at(
                clients.sustainder("GET", "/lcms?application_artkey=36", "").tree(), "_embedded", "lcms", 0, "lcm_id");
        threads.add(caller(on, n -> sustainder(clients, lamp, n)));
        int zone = clients.dimmedZone();
        threads.add(caller(on, n -> quantum(clients, zone, n)));
        threads.add(caller(on, new ViveLoad(clients, zone)::once));
        server.waitFor(forMs, TimeUnit.MILLISECONDS);
        server.destroyForcibly().waitFor();
        on.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Thread caller(AtomicBoolean on, Load load) {
        return Thread.ofVirtual().start(() -> {
            for (long n = 0; on.get(); n++) {
                try {
                    load.once(n);
                } catch (Exception killed) {
                    return;
                }
            }
        });
    }

    private void acknowledge(String dialect) {
        acknowledged.computeIfAbsent(dialect, d -> new AtomicInteger()).incrementAndGet();
    }

    private void overkiz(Clients clients, String device, boolean toggle, long n) throws Exception {
        Object body = toggle ? Clients.apply(device, "toggle") : Clients.apply(device, "setIntensity", n % 101);
        Clients.Answer answer = clients.overkizLocal("POST", "exec/apply", body);
        if (answer.status() == 200) {
            executions.add((String) Clients.Fields.at(answer.tree(), "execId"));
            acknowledge("overkiz");
        }
    }

    private void sustainder(Clients clients, String lamp, long n) throws Exception {
        long level = n % 101;
        Clients.Answer answer = clients.sustainder(
                "POST",
                "/lcms/functions/direct-control",
                Map.of(
                        "application_artkey",
                        36,
                        "override",
                        List.of(Map.of("lcm_id", lamp, "override", List.of(level, level, level, level)))));
        if (answer.status() == 200
                && Clients.Fields.list(Clients.Fields.at(answer.tree(), "lcms_ok"))
                        .contains(lamp)) {
            requests.add(answer.requestId());
            acknowledge("sustainder");
        }
    }

    private void quantum(Clients clients, int zone, long n) throws Exception {
        Clients.Answer answer = clients.quantum(
                "UpdateRequest", "/zone/" + zone + "/status", Map.of("ZoneStatus", Map.of("Level", n % 101)));
        if (answer.status() == 200 && !answer.body().contains("ExceptionResponse")) {
            requests.add(answer.requestId());
            acknowledge("quantum");
        }
    }

    private final class ViveLoad {
        private final Clients.Vive vive;
        private final int zone;
        private final String mark = Long.toHexString(chance.nextLong());

        ViveLoad(Clients clients, int zone) throws Exception {
            this.vive = clients.vive();
            this.zone = zone;
        }

        void once(long n) throws IOException {
            String tag = mark + "-" + n;
            Map<String, Object> answer = vive.ask(
                    "CreateRequest",
                    "/zone/" + zone + "/commandprocessor",
                    Map.of(
                            "Command",
                            Map.of(
                                    "CommandType",
                                    "GoToLevel",
                                    "Parameter",
                                    List.of(Map.of("Type", "Level", "Value", n % 101)))),
                    tag);
            if (String.valueOf(Clients.Fields.at(answer, "Header", "StatusCode"))
                    .startsWith("201")) {
                requests.add(tag);
                acknowledge("vive");
            }
        }
    }

    /** Holds the memory of clients and field against the store. */
    private void check(Path data, Path ledger) throws IOException {
        Set<String> stored = new HashSet<>();
        Set<String> causes = new HashSet<>();
        Set<String> ended = new HashSet<>();
        try (SqliteStore store = new SqliteStore(data)) {
            for (SiteId site : List.of(DemoInstallation.HOME, DemoInstallation.OFFICE)) {
                SiteState folded = SiteState.empty(site);
                long at = 0;
                for (List<LoggedEvent> page = store.read(site, at, 1_000);
                        !page.isEmpty();
                        page = store.read(site, at, 1_000)) {
                    for (LoggedEvent logged : page) {
                        assertThat(logged.seq()).as("no gap in %s", site).isEqualTo(++at);
                        folded = folded.after(logged.event(), logged.atMs());
                        note(logged, stored, causes, ended);
                    }
                }
                SiteState kept = store.open(site).state();
                assertThat(kept.seq()).isEqualTo(at);
                assertThat(kept.devices().stream().map(Device::states).toList())
                        .as("the rows of %s are the fold of its log", site)
                        .isEqualTo(folded.devices().stream().map(Device::states).toList());
                assertThat(kept.executions()).isEqualTo(folded.executions());
                kept.executions().forEach(r -> ended.add(r.execution().id().value()));
            }
        }
        assertThat(stored).as("acknowledged executions are stored").containsAll(executions);
        assertThat(ended).as("each execution ended or still runs").containsAll(stored);
        assertThat(causes).as("acknowledged requests left a trace").containsAll(requests);
        Map<String, Integer> frames = new HashMap<>();
        for (String line : Files.readAllLines(ledger)) {
            if (line.startsWith("NEVER ")) {
                frames.merge(line, 1, Integer::sum);
            }
        }
        assertThat(frames).as("steps that may not be repeated").isNotEmpty();
        frames.forEach(
                (step, count) -> assertThat(count).as("frames of %s", step).isEqualTo(1));
    }

    private static void note(LoggedEvent logged, Set<String> stored, Set<String> causes, Set<String> ended) {
        switch (logged.event()) {
            case SiteEvent.ExecutionStarted started -> {
                stored.add(started.execution().id().value());
                // the trace of the request, or of the connection with the tag of the request behind it
                causes.addAll(List.of(logged.cause().request().split("/")));
            }
            case SiteEvent.ExecutionMoved moved -> {
                if (moved.to().ended()) {
                    ended.add(moved.execution().value());
                }
            }
            default -> {}
        }
    }
}
