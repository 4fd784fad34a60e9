package io.candelabra.bench;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Commands: {@code exec/apply} of one action, from the request to COMPLETED, everything on disk. */
final class CommandBench {
    private static final int CALLERS = 64;
    private static final int FEW_CALLERS = 8;
    private static final int COMMITS = 0;
    private static final int COMPLETED = 2;
    private static final int FAILED = 3;

    private final Bench bench;
    private final Servers servers;
    private final Table table;
    private final double seconds;

    CommandBench(Bench bench, Servers servers, Table table, boolean quick) {
        this.bench = bench;
        this.servers = servers;
        this.table = table;
        this.seconds = quick ? 3 : 10;
    }

    void run() throws Exception {
        byte[][] requests = new byte[500][];
        for (int i = 0; i < requests.length; i++) {
            int light = i / BenchHomes.GATEWAYS * 2 * BenchHomes.GATEWAYS + i % BenchHomes.GATEWAYS;
            requests[i] = servers.post(
                    0,
                    "/exec/apply",
                    "{\"label\":\"bench\",\"actions\":[{\"deviceURL\":\"" + BenchHomes.deviceUrl(0, light)
                            + "\",\"commands\":[{\"name\":\"setIntensity\",\"parameters\":[" + i % 101 + "]}]}]}");
        }
        Load.Requests next = (c, t) -> requests[(int) ((c * 7 + t) % requests.length)];
        try (Wire wire = servers.open(servers.ours)) {
            if (wire.send(requests[0]) != 200) {
                throw new IllegalStateException("exec/apply: " + wire.text());
            }
            servers.teach("/exec/apply", wire.body());
        }
        bench.compare("exec/apply accepted, durable, " + CALLERS + " callers", CALLERS, next, "moonshot 10,000/s");
        throughToCompleted(next, FEW_CALLERS);
        throughToCompleted(next, CALLERS);
        paced(next);
        toEvent();
        table.figure("4 KiB written and synced by itself (this disk, one thread)", syncs() + "/s", "");
    }

    private void throughToCompleted(Load.Requests next, int callers) throws Exception {
        List<Wire> wires = servers.open(servers.ours, callers);
        awaitQuiet();
        long bytes = servers.ours.writtenBytes();
        double cpu = servers.ours.cpuSeconds();
        long[] before = servers.count();
        long start = System.nanoTime();
        Load.Result accepted = Load.run(wires, next, seconds);
        long[] end = servers.count();
        awaitQuiet();
        double took = (System.nanoTime() - start) / 1e9;
        long[] after = servers.count();
        Servers.close(wires);
        long completed = after[COMPLETED] - before[COMPLETED];
        table.figure(
                "exec/apply through to COMPLETED, " + callers + " callers for " + (int) seconds + " s",
                Table.number(completed / took) + "/s (accepted " + Table.number(accepted.perSecond()) + "/s, refused "
                        + accepted.other() + ", failed " + (after[FAILED] - before[FAILED]) + ")",
                callers == CALLERS ? "≥ 7,000/s" : "");
        table.figure(
                "– commits meanwhile",
                Table.number((end[COMMITS] - before[COMMITS]) / accepted.seconds()) + "/s, "
                        + Table.number((double) completed / (after[COMMITS] - before[COMMITS])) + " commands each",
                "");
        table.figure(
                "– server's processor time for each command",
                Table.number((servers.ours.cpuSeconds() - cpu) / Math.max(1, completed) * 1e6) + " µs",
                callers == CALLERS ? "≤ 130 µs" : "≤ 250 µs");
        table.figure(
                "– written to the disk for each command",
                Table.number((servers.ours.writtenBytes() - bytes) / 1024.0 / Math.max(1, completed)) + " KiB",
                "≤ 4 KiB");
        table.figure(
                "– answered within",
                "p50 " + Bench.ms(accepted.percentileMs(50)) + ", p99 " + Bench.ms(accepted.percentileMs(99)),
                "");
    }

    /** Waits until nothing more is completed: every accepted command has ended. */
    private void awaitQuiet() throws Exception {
        long[] last = servers.count();
        try (Wire wire = servers.open(servers.ours)) {
            for (int same = 0; same < 2; ) {
                wire.send(servers.get("/exec/current"));
                long[] now = servers.count();
                same = wire.text().equals("[]") && now[COMPLETED] == last[COMPLETED] ? same + 1 : 0;
                last = now;
            }
        }
    }

    private void paced(Load.Requests next) throws Exception {
        List<Wire> wires = servers.open(servers.ours, CALLERS);
        servers.ours.ask("arrivals");
        Map<String, Long> sent = new ConcurrentHashMap<>();
        Load.Result result = Load.run(wires, next, seconds, CALLERS * 1_000_000_000L / 500, (wire, from, to) -> {
            String text = wire.text();
            sent.put(text.substring(text.indexOf(":\"") + 2, text.lastIndexOf('"')), from);
        });
        awaitQuiet();
        Path file = servers.folder.resolve("arrivals");
        servers.ours.ask("write-arrivals " + file);
        Map<String, Long> arrived = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            arrived.put(words[0], Long.parseLong(words[1]));
        }
        List<Long> nanos = new ArrayList<>();
        sent.forEach((execution, from) -> nanos.add(arrived.get(execution) - from));
        long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
        Servers.close(wires);
        table.figure(
                "from request to driver at " + Table.number(result.perSecond()) + " commands/s",
                "p50 " + Bench.ms(Load.percentileMs(sorted, 50)) + ", p99 " + Bench.ms(Load.percentileMs(sorted, 99)),
                "p99 ≤ 5 ms at 500/s");
    }

    /** One command at a time, and a client that fetches once a millisecond until the end of the execution is told. */
    private void toEvent() throws Exception {
        List<Long> nanos = new ArrayList<>();
        CountDownLatch never = new CountDownLatch(1);
        try (Wire wire = servers.open(servers.ours)) {
            byte[] fetch = servers.post(
                    0, "/events/" + ListenerBench.register(servers, wire, servers.tokens[0]) + "/fetch", "");
            for (int i = 0; i < 50 * seconds; i++) {
                byte[] apply = servers.post(
                        0,
                        "/exec/apply",
                        "{\"actions\":[{\"deviceURL\":\"" + BenchHomes.deviceUrl(0, 0)
                                + "\",\"commands\":[{\"name\":\"setIntensity\",\"parameters\":[" + i % 101 + "]}]}]}");
                long sent = System.nanoTime();
                wire.send(apply);
                for (wire.send(fetch); !wire.text().contains("\"newState\":\"COMPLETED\""); wire.send(fetch)) {
                    never.await(1, TimeUnit.MILLISECONDS);
                }
                nanos.add(System.nanoTime() - sent);
            }
        }
        long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
        table.figure(
                "from a command to the event of its end, for a client that fetches each millisecond",
                "p50 " + Bench.ms(Load.percentileMs(sorted, 50)) + ", p99 " + Bench.ms(Load.percentileMs(sorted, 99)),
                "p50 ≤ 5 ms");
    }

    private String syncs() throws Exception {
        ByteBuffer page = ByteBuffer.allocateDirect(4096);
        long start = System.nanoTime();
        int count = 0;
        try (FileChannel file = FileChannel.open(
                servers.folder.resolve("syncs"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (; System.nanoTime() - start < 1_000_000_000L; count++) {
                file.write(page.clear(), count % 256 * 4096L);
                file.force(false);
            }
        }
        return Table.number(count);
    }
}
