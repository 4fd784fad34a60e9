package io.candelabra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints how fast this server is beside a bare one, as a table. Every comparison is a number of short runs, ours and bare in
 * turn, of which the median counts; processor time for each request stands beside it, since that hardly depends on who else
 * uses the machine.
 *
 * <p>Named parts leave out the rest ({@code --only NAME,NAME} says the same); {@code --quick} makes everything shorter;
 * {@code --minutes} is how long the town is under load, {@code --lamps} how large it is, {@code --reports} how many of them
 * tell something each second; {@code --java OPTION} gives our server's Java a further option, such as a flight recording.
 */
public final class Bench {
    static final String USAGE = """
            Usage: ./candelabra bench [PART ...] [--quick] [--minutes N] [--lamps N] [--reports N] [--java OPTION]
            Parts: reads events commands reports listeners start town growth leap sites history; all of them where none is named.
            A million devices in a thousand sites are measured where the part million is named.""";

    private static final List<String> PARTS = List.of(
            "reads",
            "events",
            "commands",
            "reports",
            "listeners",
            "start",
            "town",
            "growth",
            "leap",
            "sites",
            "history");

    /** The code that Java has compiled by then is the code that it will run. */
    private static final double WARMING_SECONDS = 5;

    private final Servers servers;
    private final Table table;
    private final int rounds;
    private final double seconds;

    Bench(Servers servers, Table table, boolean quick) {
        this.servers = servers;
        this.table = table;
        this.rounds = quick ? 3 : 5;
        this.seconds = quick ? 1 : 2;
    }

    public static void main(String[] args) throws Exception {
        boolean quick = false;
        double minutes = 0;
        int lamps = 100_000;
        double reports = TownBench.REPORTS_PER_SECOND;
        List<String> only = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--quick")) {
                quick = true;
            } else if (args[i].equals("--only") && i + 1 < args.length) {
                only.addAll(List.of(args[++i].split(",")));
            } else if (args[i].equals("--minutes") && i + 1 < args.length) {
                minutes = Double.parseDouble(args[++i]);
            } else if (args[i].equals("--lamps") && i + 1 < args.length) {
                lamps = Integer.parseInt(args[++i]);
            } else if (args[i].equals("--reports") && i + 1 < args.length) {
                reports = Double.parseDouble(args[++i]);
            } else if (args[i].equals("--java") && i + 1 < args.length) {
                options.add(args[++i]);
            } else if (PARTS.contains(args[i]) || args[i].equals("million")) {
                only.add(args[i]);
            } else {
                System.out.println(USAGE);
                System.exit(args[i].equals("--help") || args[i].equals("-h") ? 0 : 2);
            }
        }
        double townSeconds = minutes > 0 ? minutes * 60 : quick ? 20 : 600;
        Table table = new Table();
        System.out.println("workload: " + Servers.HOMES + " homes of " + Servers.DEVICES + " devices, SQLite on "
                + System.getProperty("java.io.tmpdir") + ", TLS, keep-alive; java " + String.join(" ", Servers.JAVA));
        System.out.println("machine: " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("java.vm.version") + ", load " + load());
        Path folder = Files.createTempDirectory("candelabra-bench");
        try {
            if (wanted(only, "reads", "events", "commands", "reports")) {
                try (Servers servers = new Servers(folder.resolve("large"), Servers.JAVA, options)) {
                    Bench bench = new Bench(servers, table, quick);
                    if (wanted(only, "reads")) {
                        bench.reads();
                    }
                    if (wanted(only, "events")) {
                        bench.nothingNew();
                    }
                    if (wanted(only, "commands")) {
                        new CommandBench(bench, servers, table, quick).run();
                    }
                    if (wanted(only, "reports")) {
                        new ReportBench(servers, table, quick).run();
                    }
                }
            }
            if (wanted(only, "listeners")) {
                try (Servers servers = new Servers(folder.resolve("small"), Servers.SMALL_JAVA, options)) {
                    new ListenerBench(servers, table, quick).run();
                }
            }
            if (wanted(only, "start")) {
                new StartBench(table, folder, quick).run();
            }
            if (wanted(only, "town")) {
                new TownBench(table, folder, lamps, townSeconds, reports, options).run();
            }
            if (wanted(only, "growth")) {
                new GrowthBench(table, folder, quick, options).run();
            }
            if (wanted(only, "leap")) {
                new LeapBench(table, folder, quick, options).run();
            }
            if (wanted(only, "history")) {
                new HistoryBench(folder.resolve("history"), table, quick).run();
            }
            if (wanted(only, "sites")) {
                new SitesBench(table, folder, quick, options).run();
            }
            if (only.contains("million")) {
                new SitesBench(table, folder, quick, options).million();
            }
        } finally {
            delete(folder);
        }
        System.out.println("load at the end " + load());
        table.print();
    }

    private static boolean wanted(List<String> only, String... names) {
        return only.isEmpty() || Stream.of(names).anyMatch(only::contains);
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).strip() : "unknown";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void reads() throws Exception {
        servers.ours.ask("report 10"); // in each home one device in a hundred, each second
        try (Wire wire = servers.open(servers.ours)) {
            wire.send(servers.get("/setup/devices"));
            byte[] list = wire.body();
            servers.teach("/setup/devices", list);
            byte[][] states = new byte[100][];
            for (int i = 0; i < states.length; i++) {
                String path = "/setup/devices/"
                        + BenchHomes.deviceUrl(0, i).replace(":", "%3A").replace("/", "%2F") + "/states/core:"
                        + (BenchHomes.isLight(i) ? "LightIntensity" : "Name") + "State";
                states[i] = servers.get(path);
                if (wire.send(states[i]) == 200) {
                    servers.teach(path, wire.body());
                } else {
                    states[i] = states[0];
                }
            }
            byte[] all = servers.get("/setup/devices");
            compare("list of 1,000 devices (" + list.length / 1024 + " KiB), 4 callers", 4, (c, t) -> all, "≥ 0.70");
            compare("one state, 8 callers", 8, (c, t) -> states[(int) ((c * 13 + t) % states.length)], "≥ 0.70");
        }
        compressed();
        servers.ours.ask("report 0");
        unchanged();
    }

    /** The list as most clients ask for it. */
    private void compressed() throws Exception {
        byte[] request = Wire.with(servers.get("/setup/devices"), "Accept-Encoding: gzip");
        int bytes;
        try (Wire wire = servers.open(servers.ours)) {
            wire.send(request);
            bytes = wire.body().length;
            servers.teach("/setup/devices", wire.body());
        }
        compare(
                "– for a client that takes gzip (" + bytes / 1024 + " KiB), 4 callers",
                4,
                (c, t) -> request,
                "5,000/s");
    }

    /** The list for a client that has it. */
    private void unchanged() throws Exception {
        String tag;
        try (Wire wire = servers.open(servers.ours)) {
            wire.send(servers.get("/setup/devices"));
            tag = wire.header("ETag");
            servers.teach("/setup/devices", new byte[0]);
        }
        byte[] request = Wire.with(servers.get("/setup/devices"), "If-None-Match: " + tag);
        compare("– unchanged, for a client that has it, 8 callers", 8, (c, t) -> request, "20,000/s");
    }

    private void nothingNew() throws Exception {
        try (Wire wire = servers.open(servers.ours)) {
            String path = "/events/" + ListenerBench.register(servers, wire, servers.tokens[0]) + "/fetch";
            servers.teach(path, new byte[] {'[', ']'});
            byte[] fetch = servers.post(0, path, "");
            compare("events fetch, nothing new, 8 callers", 8, (c, t) -> fetch, "");
        }
    }

    /** Asks both servers the same in turn. */
    void compare(String what, int callers, Load.Requests requests, String aim) throws Exception {
        List<Wire> toOurs = servers.open(servers.ours, callers);
        List<Wire> toBare = servers.open(servers.bare, callers);
        double[][] perSecond = new double[2][rounds];
        double[][] cpuMicros = new double[2][rounds];
        Load.run(toOurs, requests, WARMING_SECONDS);
        Load.run(toBare, requests, WARMING_SECONDS);
        for (int round = 0; round < rounds; round++) {
            for (int which = 0; which < 2; which++) {
                Child server = which == 0 ? servers.ours : servers.bare;
                double before = server.cpuSeconds();
                Load.Result result = Load.run(which == 0 ? toOurs : toBare, requests, seconds);
                perSecond[which][round] = result.perSecond();
                cpuMicros[which][round] = (server.cpuSeconds() - before) / Math.max(1, result.good()) * 1e6;
                if (result.other() > 0) {
                    System.out.println(what + ": " + result.other() + " other answers");
                }
            }
        }
        Servers.close(toOurs);
        Servers.close(toBare);
        table.compared(what, perSecond[0], perSecond[1], "/s", aim);
        table.compared("– server's processor time for each", cpuMicros[0], cpuMicros[1], " µs", "");
    }

    static String ms(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }
}
