package io.candelabra.bench;

import com.sun.management.OperatingSystemMXBean;
import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.Declared;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.Leases;
import io.candelabra.core.site.Raw;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.Sites;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.store.sql.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much a site can be asked and told in a second, through the door, with SQLite below, and with memory below for
 * comparison. The unit that the rest is measured in is what the disk can sync in a second.
 */
public final class StoreBench {
    private static final SiteId SITE = new SiteId("bench");
    private static final int GATEWAYS = 20;
    private static final int DEVICES = 1_000;

    /** On a machine that is busy with other things, what one costs says more than how many there were. */
    private record Rate(double perSecond, double cpuMicros) {}

    private static final OperatingSystemMXBean CPU =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Sites sites;
    private final Committer committer;
    private final Thread writer;
    private final Thread field;
    private final LinkedBlockingQueue<Step.Ref> sent = new LinkedBlockingQueue<>();
    private final AtomicLong completed = new AtomicLong();
    private final SiteStore store;

    private StoreBench(SiteStore store) {
        this.store = store;
        AtomicLong ids = new AtomicLong();
        committer = new Committer(store);
        sites = new Sites(
                store,
                committer,
                InstantSource.system(),
                () -> new UUID(0x4000, ids.incrementAndGet()).toString(),
                (state, device) -> HandStepped.LAMP,
                SiteLimits.LOCAL,
                Declared.NOTHING,
                Leases.ONE_NODE);
        sites.whenOpened((site, register, settled) -> register.accept(this::heard));
        writer = Thread.ofPlatform().name("writer").start(committer::run);
        field = Thread.ofPlatform().name("field").daemon().start(this::answer);
        Raw.tell(sites, SITE, HandStepped.edit(changes -> {
            IntStream.range(0, GATEWAYS).forEach(g -> changes.put(HandStepped.gateway(gateway(g))));
            IntStream.range(0, DEVICES).forEach(d -> changes.put(device(d)));
        }));
    }

    public static void main(String[] args) throws Exception {
        long ms = Long.getLong("candelabra.bench.ms", 4_000);
        Path folder = Files.createTempDirectory(Path.of(args.length > 0 ? args[0] : "."), "bench-");
        try {
            double syncs = syncsPerSecond(folder.resolve("sync"), ms / 2);
            System.out.printf(Locale.ROOT, "%-52s %10.0f /s%n", "one write of 4 KiB and a sync", syncs);
            for (boolean sqlite : new boolean[] {true, false}) {
                String name = sqlite ? "SQLite" : "memory";
                if (!System.getProperty("candelabra.bench.store", name).equals(name)) {
                    continue;
                }
                StoreBench bench = new StoreBench(sqlite ? new SqliteStore(folder.resolve("data")) : new MemoryStore());
                bench.executions(16, ms / 2);
                for (int callers : new int[] {1, 64, 256}) {
                    print(
                            name + ": executions accepted, " + callers + " callers",
                            bench.executions(callers, ms),
                            syncs);
                }
                for (int callers : new int[] {1, 64}) {
                    print(name + ": edits, " + callers + " callers", bench.edits(callers, ms), syncs);
                }
                print(name + ": state reports, one by one, 64 callers", bench.reports(64, 1, ms), syncs);
                print(name + ": state reports, 400 at a time, 1 desk", bench.reports(1, 400, ms), syncs);
                bench.close();
            }
        } finally {
            delete(folder);
        }
    }

    private static void print(String what, Rate rate, double syncs) {
        System.out.printf(
                Locale.ROOT,
                "%-50s %8.0f /s %7.1f syncs %7.0f µs of a core each%n",
                what,
                rate.perSecond(),
                rate.perSecond() / syncs,
                rate.cpuMicros());
    }

    private static double syncsPerSecond(Path file, long ms) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocate(4096);
            long start = System.nanoTime();
            int syncs = 0;
            while (System.nanoTime() - start < ms * 1_000_000) {
                channel.write(page.clear());
                channel.force(false);
                syncs++;
            }
            return syncs * 1e9 / (System.nanoTime() - start);
        }
    }

    private Rate executions(int callers, long ms) {
        long before = completed.get();
        Rate accepted = perSecond(callers, ms, i -> {
            DeviceId device = deviceId(i % DEVICES);
            Plan plan = Plan.of("bench", List.of(new Action(device, List.of(DeviceCommand.of("set")))));
            start(plan);
        });
        while (!sites.state(Caller.CORE, SITE).executions().isEmpty()) {
            Thread.onSpinWait();
        }
        if (completed.get() == before) {
            throw new IllegalStateException("nothing was completed");
        }
        return accepted;
    }

    /** Waits while as many run as may: the field is not what is measured. */
    private void start(Plan plan) {
        while (true) {
            try {
                sites.submit(Caller.CORE, SITE, new Command.StartExecution(plan), HandStepped.TEST);
                return;
            } catch (Refused full) {
                if (full.reason() != Refused.Reason.LIMIT) {
                    throw full;
                }
                Thread.yield();
            }
        }
    }

    private Rate edits(int callers, long ms) {
        return perSecond(
                callers,
                ms,
                i -> sites.submit(
                        Caller.CORE,
                        SITE,
                        new Command.Put(new io.candelabra.model.Resource.Extra(
                                "bench", "k", "n" + i % 500, "{\"a\":" + i + "}")),
                        HandStepped.TEST));
    }

    private Rate reports(int callers, int handful, long ms) {
        AtomicInteger value = new AtomicInteger();
        Rate calls = perSecond(callers, ms, i -> {
            List<Report> reports = new ArrayList<>(handful);
            for (int r = 0; r < handful; r++) {
                int next = value.incrementAndGet();
                reports.add(new Report.StatesSeen(
                        deviceId(next % DEVICES), List.of(State.of("core:LevelState", (long) next))));
            }
            sites.submit(Caller.CORE, SITE, new Command.Hear(reports), HandStepped.TEST);
        });
        return new Rate(calls.perSecond() * handful, calls.cpuMicros() / handful);
    }

    private static Rate perSecond(int callers, long ms, IntConsumer call) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        long start = System.nanoTime();
        long cpuStart = CPU.getProcessCpuTime();
        long end = start + ms * 1_000_000;
        AtomicReference<Throwable> broken = new AtomicReference<>();
        List<Thread> threads = IntStream.range(0, callers)
                .mapToObj(c -> Thread.ofVirtual()
                        .uncaughtExceptionHandler((t, e) -> broken.set(e))
                        .start(() -> {
                            while (System.nanoTime() < end) {
                                call.accept(next.getAndIncrement());
                                done.incrementAndGet();
                            }
                        }))
                .toList();
        for (Thread thread : threads) {
            join(thread);
        }
        if (broken.get() != null) {
            throw new IllegalStateException("a caller failed", broken.get());
        }
        double cpu = (CPU.getProcessCpuTime() - cpuStart) / 1e3;
        return new Rate(done.get() * 1e9 / (System.nanoTime() - start), cpu / done.get());
    }

    /** The field: every command is done at once, and reported together with the others of that moment. */
    private void answer() {
        List<Step.Ref> steps = new ArrayList<>();
        while (true) {
            try {
                steps.add(sent.take());
            } catch (InterruptedException stop) {
                return;
            }
            sent.drainTo(steps);
            List<Report> reports = steps.stream()
                    .<Report>map(s -> new Report.StepSeen(s, Phase.COMPLETED, Failure.NONE))
                    .toList();
            sites.submit(Caller.CORE, SITE, new Command.Hear(reports), HandStepped.TEST);
            completed.addAndGet(steps.size());
            steps.clear();
        }
    }

    private void heard(List<LoggedEvent> events) {
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof SiteEvent.StepMoved moved && moved.phase() == Phase.SENT) {
                sent.add(moved.step());
            }
        }
    }

    private void close() {
        field.interrupt();
        committer.close();
        join(writer);
        store.close();
    }

    private static GatewayId gateway(int index) {
        return new GatewayId(String.format(Locale.ROOT, "1234-5678-%04d", index));
    }

    private static DeviceId deviceId(int index) {
        return DeviceId.of("io", gateway(index % GATEWAYS), Integer.toString(10_000_000 + index));
    }

    private static Device device(int index) {
        return Device.of(
                deviceId(index),
                HandStepped.LAMP.name(),
                "lamp " + index,
                States.of(
                        State.of("core:OnOffState", "off"),
                        State.of("core:LevelState", 0L),
                        State.of("core:StatusState", "available"),
                        State.of("core:RSSILevelState", 76.0)));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }
}
