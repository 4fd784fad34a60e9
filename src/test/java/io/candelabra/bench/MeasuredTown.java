package io.candelabra.bench;

import io.candelabra.Candelabra;
import io.candelabra.Outside;
import io.candelabra.Settings;
import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Sites;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The demo with its town, in a process that can be asked which events it stored: a thread follows the town's log like
 * any other reader, and notes for each event the number of lamps of which a subscriber must hear.
 */
final class MeasuredTown {
    /** The states that a status message tells: a change of any other is told to nobody. */
    private static final Pattern TOLD =
            Pattern.compile("candelabra:(Level[1-4]|LightingMode|MaxLevels|ErrorTypes|SeenAt)State"
                    + "|core:(LightIntensity|OnOff|ElectricPowerConsumption|ElectricEnergyConsumption)State");

    private record Stored(long seq, int lamps, long nanos) {}

    private final List<Stored> stored = new ArrayList<>();
    private long lampReports;
    private long states;
    private long read;
    private volatile boolean ended;

    private MeasuredTown() {}

    /** @param args data folder, number of lamps, speed of time */
    public static void main(String[] args) throws Exception {
        new MeasuredTown().run(Path.of(args[0]), Integer.parseInt(args[1]), Double.parseDouble(args[2]));
    }

    private void run(Path data, int lamps, double speed) throws Exception {
        Settings settings = Settings.demo(data)
                .onFreePorts()
                .playing(new Settings.Simulation(lamps, speed, 1))
                .limited(Settings.Limits.OFF);
        try (Candelabra server = Candelabra.start(settings, Outside.machine())) {
            Sites sites = server.sites();
            read = sites.state(Caller.CORE, DemoInstallation.TOWN).seq();
            Thread follower = Thread.ofPlatform().daemon().name("follower").start(() -> follow(sites));
            System.out.println("= " + server.httpsPort());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println("= " + obey(sites, line.split(" ")));
            }
            ended = true;
            follower.join();
        }
    }

    private void follow(Sites sites) {
        try {
            while (!ended) {
                sites.awaitAfter(DemoInstallation.TOWN, read, Duration.ofMillis(200));
                Sites.Page page = sites.read(Caller.CORE, DemoInstallation.TOWN, read, 1_000);
                if (page.gap()) {
                    throw new IllegalStateException("the follower came too late");
                }
                long now = System.nanoTime();
                synchronized (this) {
                    page.events().forEach(event -> count(event, now));
                    read = page.upTo();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(LoggedEvent logged, long nanos) {
        switch (logged.event()) {
            case SiteEvent.ResourcePut put when put.resource() instanceof Subscription -> stored.clear();
            case SiteEvent.AvailabilityChanged ignored -> stored.add(new Stored(logged.seq(), 1, nanos));
            case SiteEvent.StatesChanged changed -> {
                int lamps = 0;
                for (SiteEvent.DeviceStates lamp : changed.changes()) {
                    states += lamp.states().size();
                    lamps += lamp.states().stream().map(State::name).anyMatch(TOLD.asMatchPredicate()) ? 1 : 0;
                }
                lampReports += lamps;
                stored.add(new Stored(logged.seq(), lamps, nanos));
            }
            default -> {
                // nothing that lamps tell by themselves
            }
        }
    }

    private String obey(Sites sites, String[] words) throws Exception {
        return switch (words[0]) {
            case "count" -> {
                synchronized (this) {
                    yield lampReports + " " + states + " " + read;
                }
            }
            case "write" -> write(Path.of(words[1]));
            case "hear" -> hear(sites, Integer.parseInt(words[1]));
            case "gc" -> {
                System.gc();
                yield "done";
            }
            default -> throw new IllegalArgumentException("no such order: " + words[0]);
        };
    }

    /**
     * The contents of each event since the last subscription was made, one line each; answers the last event's number.
     */
    private synchronized String write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(stored.size());
        for (Stored one : stored) {
            lines.add(one.seq() + " " + one.lamps() + " " + one.nanos());
        }
        Files.write(file, lines);
        return Long.toString(read);
    }

    /** Hears of so many lamps one after the other, each through to the disk; the median in nanoseconds. */
    private static String hear(Sites sites, int reports) {
        List<Device> lamps = new ArrayList<>();
        sites.state(Caller.CORE, DemoInstallation.TOWN).devices().forEach(lamps::add);
        long[] nanos = new long[reports];
        for (int i = 0; i < reports; i++) {
            Device lamp = lamps.get((int) ((long) i * 7_919 % lamps.size()));
            Report report = new Report.StatesSeen(
                    lamp.id(), List.of(State.of("core:LuminanceState", (double) (System.nanoTime() / 1_000))));
            long from = System.nanoTime();
            sites.submit(Caller.CORE, DemoInstallation.TOWN, new Command.Hear(List.of(report)), Cause.FIELD);
            nanos[i] = System.nanoTime() - from;
        }
        Arrays.sort(nanos);
        return Long.toString(nanos[reports / 2]);
    }
}
