package io.candelabra.bench;

import io.candelabra.Candelabra;
import io.candelabra.Outside;
import io.candelabra.Settings;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The server that is measured: {@link Candelabra} as it always is, on its file, with homes of {@link BenchHomes} and a
 * field of {@link InstantDriver}s. Lines tell it the moves of the field, and it answers with the events that became
 * durable.
 */
final class BenchServer {
    private final InstantDriver.Orders orders = new InstantDriver.Orders();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong states = new AtomicLong();

    private BenchServer() {}

    /** @param args data folder, number of homes to lay, devices in each; {@code quiet} where the field says nothing by itself */
    public static void main(String[] args) throws Exception {
        BenchServer server = new BenchServer();
        server.orders.speaks = args.length < 4 || !args[3].equals("quiet");
        server.run(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    private void run(Path data, int homes, int devices) throws Exception {
        InstantSource wall = InstantSource.system();
        Settings settings = Settings.demo(data).onFreePorts().withLamps(0).limited(Settings.Limits.OFF);
        try (Candelabra server =
                Candelabra.start(settings, Outside.machine(), simulated -> gateway -> new InstantDriver(orders))) {
            server.sites().whenOpened((site, register, settled) -> register.accept(this::durable));
            if (homes > 0) {
                new BenchHomes(server.sites(), server.accounts(), wall.millis()).lay(homes, devices);
            }
            System.out.println("= " + server.httpsPort());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println("= " + obey(server, line.split(" ")));
            }
        }
    }

    private void durable(List<LoggedEvent> written) {
        commits.incrementAndGet();
        events.addAndGet(written.size());
        for (LoggedEvent logged : written) {
            switch (logged.event()) {
                case SiteEvent.StatesChanged changed ->
                    changed.changes().forEach(c -> states.addAndGet(c.states().size()));
                case SiteEvent.ExecutionMoved moved when moved.to() == Phase.COMPLETED -> completed.incrementAndGet();
                case SiteEvent.ExecutionMoved moved when moved.to() == Phase.FAILED -> failed.incrementAndGet();
                default -> {
                    // of no interest here
                }
            }
        }
    }

    private String obey(Candelabra server, String[] words) throws Exception {
        return switch (words[0]) {
            case "count" -> commits + " " + events + " " + completed + " " + failed + " " + states;
            case "sent" -> orders.sent.toString();
            case "report" -> {
                orders.reportsPerSecond = Double.parseDouble(words[1]) / BenchHomes.GATEWAYS;
                orders.order++;
                yield "done";
            }
            case "keys" -> keys(server.accounts(), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "arrivals" -> {
                orders.watchArrivals();
                yield "done";
            }
            case "write-arrivals" -> writeArrivals(Path.of(words[1]));
            case "gc" -> {
                System.gc();
                yield "done";
            }
            default -> throw new IllegalArgumentException("no such order: " + words[0]);
        };
    }

    /** Tokens of a home's owner for the local face. */
    private static String keys(Accounts accounts, int home, int count) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> issued = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                issued.add(threads.submit(
                        () -> accounts.issueKey("bench", BenchHomes.OWNER, "overkiz", "bench" + home, Map.of())
                                .secret()));
            }
            List<String> secrets = new ArrayList<>();
            for (Future<String> one : issued) {
                secrets.add(one.get());
            }
            return String.join(" ", secrets);
        }
    }

    private String writeArrivals(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        orders.arrivals.forEach((execution, nanos) -> lines.add(execution + " " + nanos));
        orders.arrivals = Map.of();
        Files.write(file, lines);
        return "done";
    }
}
