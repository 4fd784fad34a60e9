package io.candelabra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A town under load. The lamps speak by themselves, as the simulator lets them, only that time runs so fast that there are
 * enough of them; every report is stored, and pushed to a subscriber over TLS. Meanwhile somebody leafs through the list, and
 * somebody moves a thousand lamps at once.
 */
final class TownBench {
    /** Each lamp tells something every quarter of an hour of its time. */
    private static final double REPORTS_PER_LAMP = 1 / 900.0;

    /** So many tell something in a second where no other number is asked for. */
    static final double REPORTS_PER_SECOND = 2_200;

    private static final int ORDER = 1_000;
    private static final long PAGE_NANOS = 50_000_000;
    private static final double WARMING_SECONDS = 10;

    private final Table table;
    private final Path folder;
    private final int lamps;
    private final double seconds;
    private final double reports;
    private final List<String> options;

    /** @param reports of lamps by themselves in a second: time runs as fast as that takes */
    TownBench(Table table, Path folder, int lamps, double seconds, double reports, List<String> options) {
        this.table = table;
        this.folder = folder;
        this.lamps = lamps;
        this.seconds = seconds;
        this.reports = reports;
        this.options = options;
    }

    void run() throws Exception {
        Path data = folder.resolve("town");
        starts(data);
        Path receiving = Files.createDirectories(folder.resolve("receiver"));
        double speed = reports / (lamps * REPORTS_PER_LAMP);
        List<String> java = new ArrayList<>(Town.java(lamps, options));
        System.out.println(
                "town: " + lamps + " lamps at speed " + Table.number(speed) + ", java " + String.join(" ", java));
        java.addAll(Receiver.trusted(receiving));
        try (Child receiver =
                        Child.start(List.of("-XX:+UseSerialGC", "-Xmx512m"), Receiver.class, receiving.toString());
                Town town = new Town(data, lamps, speed, java)) {
            load(town, receiver);
        }
    }

    private void starts(Path data) throws Exception {
        Path launcher = StartBench.launcher();
        if (!Files.isExecutable(launcher)) {
            System.out.println("town: starts skipped, no launcher at " + launcher.toAbsolutePath());
            return;
        }
        String[] more = {"--lamps", Integer.toString(lamps)};
        StartBench.Started first = StartBench.start(launcher, data, 10, more);
        StartBench.Started again = StartBench.start(launcher, data, 10, more);
        table.figure(Table.number(lamps) + " lamps, first start to ready", told(first), "≤ 10 s");
        table.figure("– later start to ready", told(again), "≤ 10 s");
        table.figure(
                "– memory held 10 s after that",
                Table.number(first.mib()) + " MiB, later " + Table.number(again.mib()) + " MiB",
                "≤ 2,048 MiB");
    }

    private static String told(StartBench.Started start) {
        return Table.number(start.seconds()) + " s (processor " + Table.number(start.cpuSeconds()) + " s)";
    }

    private void load(Town town, Child receiver) throws Exception {
        List<String> ids = town.lamps();
        List<byte[]> near = new ArrayList<>();
        List<byte[]> far = new ArrayList<>();
        int order = Math.min(ORDER, ids.size());
        for (int i = 0; i < 20; i++) {
            int from = (int) ((long) i * (ids.size() - order) / 20);
            near.add(town.control(ids.subList(from, from + order), 20 + 4 * i));
            List<String> scattered = new ArrayList<>();
            for (int k = 0; k < order; k++) {
                scattered.add(ids.get((int) (((long) k * ids.size() / order + i) % ids.size())));
            }
            far.add(town.control(scattered, 22 + 4 * i));
        }
        subscribe(town, receiver);
        offer(town, near, far, WARMING_SECONDS);
        long[] before = numbers(town.server.ask("count"));
        long[] taken = numbers(receiver.ask("count"));
        double cpu = town.server.cpuSeconds();
        long start = System.nanoTime();
        Figures figures = offer(town, near, far, seconds);
        double took = (System.nanoTime() - start) / 1e9;
        long[] after = numbers(town.server.ask("count"));
        long[] takenAfter = numbers(receiver.ask("count"));
        double used = (town.server.cpuSeconds() - cpu) / took;
        double mib = town.server.rssMib();
        table.figure(
                "status reports stored, and pushed to a subscriber over TLS, for " + Math.round(took) + " s",
                "stored " + Table.number((after[0] - before[0]) / took) + "/s, delivered "
                        + Table.number((takenAfter[0] - taken[0]) / took) + "/s (processor " + Table.number(used) + ")",
                "≥ 2,000/s for 600 s");
        account(town, receiver);
        table.figure(
                "– list page of " + Town.PAGE + " lamps meanwhile, " + 1_000_000_000 / PAGE_NANOS + "/s",
                told(figures.pages()),
                "");
        table.figure("– direct control of " + order + " neighbouring lamps in one request", told(figures.near()), "");
        table.figure("– direct control of " + order + " lamps all over the town", told(figures.far()), "");
        table.figure("– memory held after that", Table.number(mib) + " MiB", "≤ 2,048 MiB");
    }

    private static String told(Load.Result result) {
        return "p50 " + Bench.ms(result.percentileMs(50)) + ", p99 " + Bench.ms(result.percentileMs(99)) + " ("
                + result.good() + " asked" + (result.other() == 0 ? "" : ", " + result.other() + " refused") + ")";
    }

    private static void subscribe(Town town, Child receiver) throws IOException {
        try (Wire wire = town.open()) {
            int status = wire.send(town.post(
                    "/webhooks/status_push",
                    "{\"remote_url\":\"https://localhost:" + receiver.first()
                            + "/status\",\"auth_method\":\"BASIC\",\"username\":\"bench\","
                            + "\"password_or_token\":\"measured\",\"application_artkey\":35}"));
            if (status != 201) {
                throw new IOException("the subscription: " + status + " " + wire.text());
            }
        }
    }

    private record Figures(Load.Result pages, Load.Result near, Load.Result far) {}

    private Figures offer(Town town, List<byte[]> near, List<byte[]> far, double during) throws Exception {
        // about a hundred of each kind in ten minutes, and twenty in the shortest run
        long pace = (long) (Math.clamp(during / 100, 1, 5) * 1e9);
        int pages = Math.max(1, lamps / Town.PAGE);
        try (ExecutorService callers =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            Future<Load.Result> leafing = callers.submit(
                    asking(town, (c, turn) -> town.page(1 + (int) (turn * 37 % pages)), during, PAGE_NANOS));
            Future<Load.Result> moving =
                    callers.submit(asking(town, (c, turn) -> near.get((int) (turn % near.size())), during, 2 * pace));
            Future<Load.Result> scattering =
                    callers.submit(asking(town, (c, turn) -> far.get((int) (turn % far.size())), during, 2 * pace));
            return new Figures(leafing.get(), moving.get(), scattering.get());
        }
    }

    private static Callable<Load.Result> asking(Town town, Load.Requests requests, double during, long pace) {
        return () -> {
            try (Wire wire = town.open()) {
                return Load.run(List.of(wire), requests, during, pace, (w, sent, got) -> {});
            }
        };
    }

    /** Every event that was stored against every message that came. */
    private void account(Town town, Child receiver) throws Exception {
        Path there = folder.resolve("stored");
        Path here = folder.resolve("taken");
        town.server.ask("write " + there);
        Map<Long, long[]> stored = read(there);
        long expected = stored.values().stream().mapToLong(one -> one[0]).sum();
        Map<Long, long[]> came = Map.of();
        long delivered = -1;
        // what was stored last may still be on its way: a minute is more than enough
        for (int wait = 0; wait < 60 && delivered < expected; wait++) {
            Thread.currentThread().join(wait == 0 ? 1 : 1_000);
            receiver.ask("write " + here);
            came = read(here);
            delivered = 0;
            // others were stored while the subscription was being made
            for (Map.Entry<Long, long[]> one : came.entrySet()) {
                delivered += stored.containsKey(one.getKey()) ? one.getValue()[0] : 0;
            }
        }
        long lost = 0;
        long unasked = 0;
        List<Long> nanos = new ArrayList<>();
        for (Map.Entry<Long, long[]> one : stored.entrySet()) {
            long[] got = came.getOrDefault(one.getKey(), new long[2]);
            lost += Math.max(0, one.getValue()[0] - got[0]);
            unasked += Math.max(0, got[0] - one.getValue()[0]);
            if (got[0] > 0) {
                nanos.add(got[1] - one.getValue()[1]);
            }
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        long[] counts = numbers(receiver.ask("count"));
        table.figure(
                "– of " + Table.number(expected) + " stored",
                Table.number(delivered) + " delivered; " + lost + " lost, " + unasked + " unknown, " + counts[1]
                        + " twice, " + counts[2] + " out of a lamp's order",
                "0 lost, in order");
        table.figure(
                "– from stored to the last of an event's messages delivered",
                "p50 " + Bench.ms(Load.percentileMs(sorted, 50)) + ", p99 " + Bench.ms(Load.percentileMs(sorted, 99)),
                "");
    }

    private static Map<Long, long[]> read(Path file) throws IOException {
        Map<Long, long[]> lines = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            long[] words = numbers(line);
            lines.put(words[0], new long[] {words[1], words[2]});
        }
        return lines;
    }

    private static long[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    }
}
