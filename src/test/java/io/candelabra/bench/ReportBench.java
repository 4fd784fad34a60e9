package io.candelabra.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The field's own reports: stored, and delivered to a listener of each home that asks every 10 ms. */
final class ReportBench {
    private static final int STATES = 4;
    private static final long POLL_NANOS = 10_000_000;
    private static final byte[] VALUE = "\"value\":".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST = 4_000_000;

    private final Servers servers;
    private final Table table;
    private final double seconds;

    ReportBench(Servers servers, Table table, boolean quick) {
        this.servers = servers;
        this.table = table;
        this.seconds = quick ? 3 : 8;
    }

    void run() throws Exception {
        offer(5_000, 2);
        offer(20_000, 2);
        Figures calm = offer(5_000, seconds);
        table.figure(
                "from report to listener at " + Table.number(calm.stored()) + " reports/s",
                "p50 " + Bench.ms(calm.percentileMs(50)) + ", p99 " + Bench.ms(calm.percentileMs(99)),
                "p99 ≤ 50 ms at 5,000/s");
        figure(20_000);
        figure(60_000);
    }

    private void figure(int offered) throws Exception {
        double cpu = servers.ours.cpuSeconds();
        Figures figures = offer(offered, seconds);
        table.figure(
                "state reports, " + Table.number(offered) + "/s offered",
                "stored " + Table.number(figures.stored()) + "/s, delivered " + Table.number(figures.delivered())
                        + "/s (processor " + Table.number((servers.ours.cpuSeconds() - cpu) / seconds) + ")",
                "≥ 20,000/s");
    }

    private record Figures(double stored, double delivered, long[] nanos) {
        double percentileMs(double percent) {
            return Load.percentileMs(nanos, percent);
        }
    }

    private Figures offer(int perSecond, double during) throws Exception {
        List<Wire> wires = servers.open(servers.ours, Servers.HOMES);
        byte[][] fetches = new byte[Servers.HOMES][];
        for (int home = 0; home < Servers.HOMES; home++) {
            String listener = ListenerBench.register(servers, wires.get(home), servers.tokens[home]);
            fetches[home] = servers.post(home, "/events/" + listener + "/fetch", "");
        }
        servers.ours.ask("report " + perSecond / Servers.HOMES);
        // the field begins within a quarter of a second
        awaitReports();
        long[] nanos = new long[MOST];
        AtomicLong delivered = new AtomicLong();
        long[] before = servers.count();
        long start = System.nanoTime();
        Load.run(wires, (caller, turn) -> fetches[caller], during, POLL_NANOS, (wire, from, to) -> {
            byte[] body = wire.body();
            for (int at = value(body, 0); at >= 0; at = value(body, at)) {
                int place = (int) delivered.getAndIncrement();
                if (place < MOST) {
                    nanos[place] = to - number(body, at) * 1_000;
                }
            }
        });
        long[] after = servers.count();
        double took = (System.nanoTime() - start) / 1e9;
        servers.ours.ask("report 0");
        awaitSilence();
        Servers.close(wires);
        long[] sorted = Arrays.copyOf(nanos, (int) Math.min(MOST, delivered.get()));
        Arrays.sort(sorted);
        return new Figures((after[STATES] - before[STATES]) / took, delivered.get() / took, sorted);
    }

    private void awaitReports() throws Exception {
        long before = servers.count()[STATES];
        while (servers.count()[STATES] == before) {
            Thread.currentThread().join(TimeUnit.MILLISECONDS.toMillis(300));
        }
    }

    private void awaitSilence() throws Exception {
        long last = -1;
        for (long now = servers.count()[STATES]; now != last; now = servers.count()[STATES]) {
            last = now;
            Thread.currentThread().join(TimeUnit.MILLISECONDS.toMillis(500));
        }
    }

    /** The place after the next "value":; -1 where there is none. */
    private static int value(byte[] body, int from) {
        for (int at = from; at + VALUE.length < body.length; at++) {
            if (body[at] == '"' && Arrays.equals(body, at, at + VALUE.length, VALUE, 0, VALUE.length)) {
                return at + VALUE.length;
            }
        }
        return -1;
    }

    private static long number(byte[] body, int from) {
        long number = 0;
        for (int at = from; body[at] >= '0' && body[at] <= '9'; at++) {
            number = number * 10 + body[at] - '0';
        }
        return number;
    }
}
