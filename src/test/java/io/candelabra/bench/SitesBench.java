package io.candelabra.bench;

import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Many sites in one server: how long it takes to open them all, what they hold, and what a command costs that goes to one of
 * them each time, beside commands that all go to the same.
 */
final class SitesBench {
    private static final int CALLERS = 64;
    private static final int ASKED = 100;
    private static final double WARMING_SECONDS = 6;

    private final Table table;
    private final Path folder;
    private final boolean quick;
    private final List<String> options;

    SitesBench(Table table, Path folder, boolean quick, List<String> options) {
        this.table = table;
        this.folder = folder;
        this.quick = quick;
        this.options = options;
    }

    void run() throws Exception {
        for (int sites : quick ? new int[] {100} : new int[] {1, 100, 1_000}) {
            measure(sites, 20, Servers.JAVA, sites == 1_000 ? "≤ 3 s, ≤ 300 MiB" : "", sites > 1 ? "+ 10 %" : "");
        }
    }

    /** A million devices, a thousand in each site. */
    void million() throws Exception {
        List<String> java = new ArrayList<>(Servers.JAVA);
        java.replaceAll(option -> option.startsWith("-Xmx") ? "-Xmx6g" : option);
        measure(1_000, 1_000, java, "≤ 20 s, ≤ 6,144 MiB", "");
    }

    private void measure(int sites, int devices, List<String> java, String startAim, String spreadAim)
            throws Exception {
        Path data = folder.resolve("sites" + sites + "x" + devices);
        List<String> all = new ArrayList<>(java);
        all.addAll(options);
        String devicesEach = Integer.toString(devices);
        String[] tokens = new String[Math.min(sites, ASKED)];
        try (Child first = Child.start(all, BenchServer.class, data.toString(), "" + sites, devicesEach, "quiet")) {
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = first.ask("keys " + i + " 1");
            }
        }
        long before = System.nanoTime();
        try (Child server = Child.start(all, BenchServer.class, data.toString(), "0", "0", "quiet")) {
            double took = (System.nanoTime() - before) / 1e9;
            double cpu = server.cpuSeconds();
            server.ask("gc");
            table.figure(
                    Table.number(sites) + " sites of " + Table.number(devices)
                            + " devices: later start to ready, memory",
                    String.format(Locale.ROOT, "%.1f s (processor %.1f s), ", took, cpu) + Table.number(server.pssMib())
                            + " MiB",
                    startAim);
            SSLContext tls = CertificateAuthority.open(data, List.of(), new SecureRandom(), InstantSource.system())
                    .clientContext();
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                wires.add(new Wire(tls, Integer.parseInt(server.first())));
            }
            commands(server, wires, tokens, sites, spreadAim);
            Servers.close(wires);
        }
    }

    private void commands(Child server, List<Wire> wires, String[] tokens, int sites, String aim) throws Exception {
        byte[][] one = requests(tokens, 1);
        byte[][] spread = requests(tokens, tokens.length);
        cost(server, wires, one, WARMING_SECONDS);
        cost(server, wires, spread, WARMING_SECONDS);
        int rounds = quick ? 3 : 5;
        double[] ofOne = new double[rounds];
        double[] ofMany = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ofOne[round] = cost(server, wires, one, 2);
            ofMany[round] = cost(server, wires, spread, 2);
        }
        double more = Table.median(ofMany) / Table.median(ofOne) - 1;
        table.figure(
                "– processor time for a command through to COMPLETED: to one of them, to " + tokens.length + " in turn",
                Table.number(Table.median(ofOne)) + " µs, " + Table.number(Table.median(ofMany)) + " µs"
                        + (sites == 1 ? "" : String.format(Locale.ROOT, " (%+.0f %%)", 100 * more)),
                aim);
    }

    private static byte[][] requests(String[] tokens, int homes) {
        byte[][] requests = new byte[1_000][];
        for (int i = 0; i < requests.length; i++) {
            int home = i % homes;
            // of twenty devices the first ten are lights
            String body =
                    "{\"label\":\"bench\",\"actions\":[{\"deviceURL\":\"" + BenchHomes.deviceUrl(home, i / homes % 10)
                            + "\",\"commands\":[{\"name\":\"setIntensity\",\"parameters\":[" + i % 101 + "]}]}]}";
            requests[i] = Wire.request("POST", Servers.FACE + "/exec/apply", tokens[home], body);
        }
        return requests;
    }

    /** Processor time for each command, in µs, until the last one has come to its driver, which ends it at once. */
    private static double cost(Child server, List<Wire> wires, byte[][] requests, double seconds) throws Exception {
        double cpu = server.cpuSeconds();
        long before = sent(server);
        Load.Result accepted = Load.run(wires, (c, t) -> requests[(int) ((c * 7 + t) % requests.length)], seconds);
        if (accepted.other() > 0) {
            System.out.println("sites: " + accepted.other() + " other answers");
        }
        CountDownLatch never = new CountDownLatch(1);
        for (int look = 0; look < 200 && sent(server) - before < accepted.good(); look++) {
            never.await(20, TimeUnit.MILLISECONDS);
        }
        return (server.cpuSeconds() - cpu) / Math.max(1, sent(server) - before) * 1e6;
    }

    private static long sent(Child server) throws IOException {
        return Long.parseLong(server.ask("sent"));
    }
}
