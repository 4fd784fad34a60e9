package io.candelabra.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo as a user starts it, by the launcher: how soon it is ready, and what it holds when nothing happens. */
final class StartBench {
    private final Table table;
    private final Path folder;
    private final int rounds;
    private final int idleSeconds;

    StartBench(Table table, Path folder, boolean quick) {
        this.table = table;
        this.folder = folder;
        this.rounds = quick ? 2 : 5;
        this.idleSeconds = quick ? 10 : 60;
    }

    void run() throws Exception {
        Path launcher = Path.of(System.getProperty("candelabra.root", ""), "candelabra");
        if (!Files.isExecutable(launcher)) {
            System.out.println("start: skipped, no launcher at " + launcher.toAbsolutePath());
            return;
        }
        // builds what is not built
        new ProcessBuilder(launcher.toString(), "--version").inheritIO().start().waitFor();
        double[] fresh = new double[rounds];
        double[] again = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Path data = folder.resolve("start" + round);
            fresh[round] = start(launcher, data, 0);
            again[round] = start(launcher, data, 0);
        }
        table.figure(
                "demo, start to ready", "first start " + seconds(fresh) + ", later ones " + seconds(again), "≤ 3 s");
        double mib = start(launcher, folder.resolve("start0"), idleSeconds);
        table.figure("demo, memory held after " + idleSeconds + " s idle", Table.number(mib) + " MiB", "≤ 200 MiB");
    }

    private static String seconds(double[] runs) {
        return Table.number(Table.median(runs)) + " s";
    }

    /** Seconds until ready; with an idle time, the MiB that the process holds after it. */
    private static double start(Path launcher, Path data, int idleSeconds) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process demo = new ProcessBuilder(List.of(
                        launcher.toString(),
                        "demo",
                        "--data",
                        data.toString(),
                        "--https",
                        "0",
                        "--leap",
                        "0",
                        "--pairing",
                        "0"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line == null || !line.startsWith("ready"); line = out.readLine()) {
                if (line == null) {
                    throw new IOException("the demo ended before it was ready");
                }
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (idleSeconds == 0) {
                return seconds;
            }
            demo.waitFor(idleSeconds, TimeUnit.SECONDS);
            return Child.rssMib(demo.pid());
        } finally {
            demo.destroy();
            demo.waitFor();
        }
    }
}
