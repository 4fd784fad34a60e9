package io.candelabra.bench;

import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * The language of Vive over TLS, on the office of the demo: commands from ten connections, each through to its durable answer,
 * beside a server that sends the same bytes back and does nothing; then what loads report, heard by ten subscribers.
 */
final class LeapBench {
    /** As many as a hub takes. */
    private static final int CONNECTIONS = 10;

    private static final int IN_FLIGHT = 16;
    private static final double WARMING_SECONDS = 4;
    private static final int REPORTS_PER_SECOND = 1_000;
    private static final Pattern LOGIN = Pattern.compile(
            "\"vive\":\\{[^}]*\"leap\":([0-9]+)[^}]*\"username\":\"([^\"]*)\",\"password\":\"([^\"]*)\"");
    private static final Pattern DIMMED =
            Pattern.compile("\"href\":\"/zone/([0-9]+)\",[^{}]*\"ControlType\":\"Dimmed\"");

    private final Table table;
    private final Path data;
    private final boolean quick;
    private final List<String> options;

    LeapBench(Table table, Path folder, boolean quick, List<String> options) {
        this.table = table;
        this.data = folder.resolve("office");
        this.quick = quick;
        this.options = options;
    }

    void run() throws Exception {
        List<String> java = new ArrayList<>(Servers.JAVA);
        java.addAll(options);
        try (Child ours = Child.start(java, OfficeServer.class, data.toString());
                Child bare = Child.start(Servers.JAVA, BareLines.class, data.toString())) {
            SSLContext tls = CertificateAuthority.open(data, List.of(), new SecureRandom(), InstantSource.system())
                    .clientContext();
            Matcher login = LOGIN.matcher(Files.readString(data.resolve("demo.json")));
            if (!login.find()) {
                throw new IOException("demo.json does not say how to come in");
            }
            List<Line> lines = new ArrayList<>();
            List<Line> toBare = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Line line = new Line(tls, Integer.parseInt(login.group(1)));
                line.ask(Line.request(
                        "UpdateRequest",
                        "/login",
                        "{\"Login\":{\"ContextType\":\"Application\",\"LoginId\":\"" + login.group(2)
                                + "\",\"Password\":\"" + login.group(3) + "\"}}"));
                lines.add(line);
                toBare.add(new Line(tls, Integer.parseInt(bare.first())));
            }
            List<Integer> zones = zones(lines.getFirst());
            Path answer = data.resolve("answer");
            Files.write(answer, lines.getFirst().ask(Line.goToLevel(zones.getFirst(), 42)));
            bare.ask("answer " + answer);
            commands(ours, bare, lines, toBare, zones, 1);
            commands(ours, bare, lines, toBare, zones, IN_FLIGHT);
            completed(ours, lines, zones);
            paced(lines, zones);
            toEvent(lines, zones);
            reports(ours, lines);
            for (Line line : lines) {
                line.close();
            }
            for (Line line : toBare) {
                line.close();
            }
        }
    }

    private static List<Integer> zones(Line line) throws IOException {
        String all = new String(line.ask(Line.request("ReadRequest", "/zone", "")), StandardCharsets.UTF_8);
        List<Integer> zones = new ArrayList<>();
        Matcher zone = DIMMED.matcher(all);
        while (zone.find()) {
            zones.add(Integer.parseInt(zone.group(1)));
        }
        if (zones.isEmpty()) {
            throw new IOException("there is no dimmed zone in " + all);
        }
        return zones;
    }

    // ---- commands ----

    private void commands(
            Child ours, Child bare, List<Line> lines, List<Line> toBare, List<Integer> zones, int inFlight)
            throws Exception {
        int rounds = quick ? 3 : 5;
        double seconds = quick ? 1 : 2;
        double[][] perSecond = new double[2][rounds];
        double[][] cpuMicros = new double[2][rounds];
        double[][] p99 = new double[2][rounds];
        flood(lines, zones, inFlight, WARMING_SECONDS, 0);
        flood(toBare, zones, inFlight, WARMING_SECONDS / 2, 0);
        for (int round = 0; round < rounds; round++) {
            for (int which = 0; which < 2; which++) {
                Child server = which == 0 ? ours : bare;
                double cpu = server.cpuSeconds();
                Load.Result result = flood(which == 0 ? lines : toBare, zones, inFlight, seconds, 0);
                perSecond[which][round] = result.perSecond();
                cpuMicros[which][round] = (server.cpuSeconds() - cpu) / Math.max(1, result.good()) * 1e6;
                p99[which][round] = result.percentileMs(99);
                if (result.other() > 0) {
                    System.out.println("LEAP: " + result.other() + " other answers");
                }
            }
        }
        String what =
                "GoToLevel answered, durable, " + CONNECTIONS + " connections, " + inFlight + " in flight on each";
        table.compared(what, perSecond[0], perSecond[1], "/s", "");
        table.compared("– p99", p99[0], p99[1], " ms", "");
        table.compared("– server's processor time for each", cpuMicros[0], cpuMicros[1], " µs", "");
    }

    private void completed(Child ours, List<Line> lines, List<Integer> zones) throws Exception {
        double seconds = quick ? 3 : 60;
        long[] before = numbers(ours.ask("count"));
        long start = System.nanoTime();
        Load.Result answered = flood(lines, zones, IN_FLIGHT, seconds, 0);
        long[] after = numbers(ours.ask("count"));
        for (int look = 0; look < 100 && after[0] + after[1] - before[0] - before[1] < answered.good(); look++) {
            Thread.currentThread().join(50);
            after = numbers(ours.ask("count"));
        }
        double took = (System.nanoTime() - start) / 1e9;
        table.figure(
                "GoToLevel through to COMPLETED for " + (int) seconds + " s",
                Table.number((after[0] - before[0]) / took) + "/s (answered " + Table.number(answered.perSecond())
                        + "/s, refused " + answered.other() + ", overtaken by a later one " + (after[1] - before[1])
                        + ")",
                "≥ 2,000/s");
    }

    private void paced(List<Line> lines, List<Integer> zones) throws Exception {
        Load.Result result = flood(lines, zones, 1, quick ? 3 : 20, CONNECTIONS * 1_000_000_000L / 500);
        table.figure(
                "GoToLevel at " + Table.number(result.perSecond()) + "/s, from request to durable answer",
                "p50 " + Bench.ms(result.percentileMs(50)) + ", p99 " + Bench.ms(result.percentileMs(99)),
                "p99 ≤ 10 ms at 500/s");
    }

    /** One command at a time, and when another connection hears of the level. */
    private void toEvent(List<Line> lines, List<Integer> zones) throws Exception {
        Line asks = lines.getFirst();
        Line hears = lines.get(1);
        hears.ask(Line.request("SubscribeRequest", "/zone/" + zones.getFirst() + "/status", ""));
        long[] nanos = new long[quick ? 200 : 1_000];
        for (int i = 0; i < nanos.length; i++) {
            int level = 1 + i % 99;
            long sent = System.nanoTime();
            asks.send(Line.goToLevel(zones.getFirst(), level));
            for (Matcher told = LEVEL.matcher("");
                    !told.find() || Math.round(Double.parseDouble(told.group(1))) != level; ) {
                told = LEVEL.matcher(new String(hears.next(), StandardCharsets.UTF_8));
            }
            nanos[i] = System.nanoTime() - sent;
            asks.next();
        }
        hears.ask(Line.request("UnsubscribeRequest", "/zone/" + zones.getFirst() + "/status", ""));
        Arrays.sort(nanos);
        table.figure(
                "from GoToLevel to another connection that hears of the level",
                "p50 " + Bench.ms(Load.percentileMs(nanos, 50)) + ", p99 " + Bench.ms(Load.percentileMs(nanos, 99)),
                "p50 ≤ 2.5 ms");
    }

    /** Every connection keeps so many requests in flight; of what is sent, all is answered before this returns. */
    private static Load.Result flood(List<Line> lines, List<Integer> zones, int inFlight, double seconds, long pace)
            throws Exception {
        AtomicLong other = new AtomicLong();
        ConcurrentLinkedQueue<long[]> times = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < lines.size(); i++) {
            int caller = i;
            callers.add(Thread.ofPlatform().start(() -> {
                try {
                    times.add(converse(lines.get(caller), caller, zones, inFlight, start, seconds, pace, other));
                } catch (IOException lost) {
                    throw new java.io.UncheckedIOException(lost);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Load.Result(all.length, other.get(), took, all);
    }

    private static long[] converse(
            Line line,
            int caller,
            List<Integer> zones,
            int inFlight,
            long start,
            double seconds,
            long pace,
            AtomicLong other)
            throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = start + (long) (seconds * 1e9);
        long due = start + pace * caller / CONNECTIONS;
        long[] sent = new long[inFlight];
        long[] nanos = new long[1024];
        int count = 0;
        long turn = 0;
        for (long answered = 0; answered < turn || System.nanoTime() < end; ) {
            while (turn - answered < inFlight && System.nanoTime() < end) {
                if (pace > 0) {
                    never.await(due - System.nanoTime(), TimeUnit.NANOSECONDS);
                    due += pace;
                }
                sent[(int) (turn % inFlight)] = System.nanoTime();
                line.send(Line.goToLevel(
                        zones.get((int) ((caller + turn * CONNECTIONS) % zones.size())), (int) (turn * 7 % 101)));
                turn++;
            }
            if (answered == turn) {
                break;
            }
            byte[] answer = line.next();
            long took = System.nanoTime() - sent[(int) (answered % inFlight)];
            answered++;
            if (Line.good(answer)) {
                nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
                nanos[count++] = took;
            } else {
                other.incrementAndGet();
            }
        }
        return Arrays.copyOf(nanos, count);
    }

    // ---- reports ----

    private void reports(Child ours, List<Line> lines) throws Exception {
        double seconds = quick ? 5 : 9;
        for (Line line : lines) {
            line.ask(Line.request("SubscribeRequest", "/zone/status", ""));
        }
        hear(ours, lines, 3);
        double cpu = ours.cpuSeconds();
        long before = numbers(ours.ask("count"))[2];
        Heard heard = hear(ours, lines, seconds);
        long reported = numbers(ours.ask("count"))[2] - before;
        table.figure(
                "from report to subscriber, " + CONNECTIONS + " subscribers at " + Table.number(reported / seconds)
                        + " reports/s",
                "p50 " + Bench.ms(Load.percentileMs(heard.nanos(), 50)) + ", p99 "
                        + Bench.ms(Load.percentileMs(heard.nanos(), 99)) + " (" + Table.number(heard.told() / seconds)
                        + " told/s; of two levels within one commit the later is told)",
                "p99 ≤ 50 ms");
        table.figure(
                "– server's processor time for each message",
                Table.number((ours.cpuSeconds() - cpu) / Math.max(1, heard.told()) * 1e6) + " µs",
                "");
    }

    private record Heard(long told, long[] nanos) {}

    /** Lets loads report for a while, and notes when each subscriber hears of each level. */
    private Heard hear(Child ours, List<Line> lines, double seconds) throws Exception {
        long[][] arrived = new long[lines.size()][OfficeDriver.LEVELS];
        List<Thread> readers = new ArrayList<>();
        ours.ask("report " + REPORTS_PER_SECOND);
        for (int i = 0; i < lines.size(); i++) {
            int reader = i;
            readers.add(Thread.ofPlatform().start(() -> listen(lines.get(reader), arrived[reader])));
        }
        Thread.currentThread().join((long) (seconds * 1_000));
        ours.ask("report 0");
        Thread.currentThread().join(500);
        // an answer that is no push ends each reader
        for (Line line : lines) {
            line.send(Line.request("ReadRequest", "/server/1/status/ping", ""));
        }
        for (Thread reader : readers) {
            reader.join();
        }
        Path file = data.resolve("reports");
        ours.ask("write-reports " + file);
        long[] reported =
                Files.readAllLines(file).stream().mapToLong(Long::parseLong).toArray();
        long told = 0;
        long[] nanos = new long[lines.size() * OfficeDriver.LEVELS];
        for (long[] subscriber : arrived) {
            for (int level = 0; level < subscriber.length; level++) {
                if (subscriber[level] > 0 && reported[level] > 0) {
                    nanos[(int) told++] = subscriber[level] - reported[level];
                }
            }
        }
        long[] sorted = Arrays.copyOf(nanos, (int) told);
        Arrays.sort(sorted);
        return new Heard(told, sorted);
    }

    private static final Pattern LEVEL = Pattern.compile("\"Level\":([0-9.]+)");

    private static void listen(Line line, long[] arrived) {
        try {
            while (true) {
                String message = new String(line.next(), StandardCharsets.UTF_8);
                long now = System.nanoTime();
                if (message.contains("/server/1/status/ping")) {
                    return;
                }
                Matcher level = LEVEL.matcher(message);
                while (level.find()) {
                    arrived[(int) Math.round(Double.parseDouble(level.group(1)) * 100)] = now;
                }
            }
        } catch (IOException lost) {
            throw new java.io.UncheckedIOException(lost);
        }
    }

    private static long[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    }
}
