package io.candelabra.bench;

import io.candelabra.Candelabra;
import io.candelabra.Outside;
import io.candelabra.Settings;
import io.candelabra.core.access.Caller;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Sites;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.model.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The demo with its office, whose field is of {@link OfficeDriver}s; it tells how many executions were completed. */
final class OfficeServer {
    /** Two processors share the office's loads. */
    private static final double SHARE = 0.5;

    private final OfficeDriver.Orders orders = new OfficeDriver.Orders();
    private long completed;
    private long failed;
    private long read;
    private volatile boolean ended;

    private OfficeServer() {}

    /** @param args data folder */
    public static void main(String[] args) throws Exception {
        new OfficeServer().run(Path.of(args[0]));
    }

    private void run(Path data) throws Exception {
        Settings settings = Settings.demo(data).onFreePorts().withLamps(0).limited(Settings.Limits.OFF);
        try (Candelabra server = Candelabra.start(
                settings, Outside.machine(), simulated -> gateway -> new OfficeDriver(orders, SHARE))) {
            Sites sites = server.sites();
            read = sites.state(Caller.CORE, DemoInstallation.OFFICE).seq();
            Thread follower = Thread.ofPlatform().daemon().name("follower").start(() -> follow(sites));
            System.out.println("= there");
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println("= " + obey(line.split(" ")));
            }
            ended = true;
            follower.join();
        }
    }

    private void follow(Sites sites) {
        try {
            while (!ended) {
                sites.awaitAfter(DemoInstallation.OFFICE, read, Duration.ofMillis(200));
                Sites.Page page = sites.read(Caller.CORE, DemoInstallation.OFFICE, read, 2_000);
                synchronized (this) {
                    for (LoggedEvent logged : page.events()) {
                        if (logged.event() instanceof SiteEvent.ExecutionMoved moved) {
                            completed += moved.to() == Phase.COMPLETED ? 1 : 0;
                            failed += moved.to() == Phase.FAILED ? 1 : 0;
                        }
                    }
                    read = page.upTo();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private String obey(String[] words) throws IOException {
        return switch (words[0]) {
            case "count" -> {
                synchronized (this) {
                    yield completed + " " + failed + " " + orders.next.get();
                }
            }
            case "report" -> {
                orders.perSecond = Double.parseDouble(words[1]);
                yield "done";
            }
            case "write-reports" -> {
                List<String> lines = new ArrayList<>();
                for (int level = 0; level < OfficeDriver.LEVELS; level++) {
                    lines.add(Long.toString(orders.nanos.get(level)));
                }
                Files.write(Path.of(words[1]), lines);
                yield "done";
            }
            default -> throw new IllegalArgumentException("no such order: " + words[0]);
        };
    }
}
