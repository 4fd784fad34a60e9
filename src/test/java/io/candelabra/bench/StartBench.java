package io.candelabra.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        this.rounds = quick ? 2 : 3;
        this.idleSeconds = quick ? 10 : 60;
    }

    void run() throws Exception {
        Path launcher = launcher();
        if (!Files.isExecutable(launcher)) {
            System.out.println("start: skipped, no launcher at " + launcher.toAbsolutePath());
            return;
        }
        double[][] fresh = new double[2][rounds];
        double[][] again = new double[2][rounds];
        for (int round = 0; round < rounds; round++) {
            Path data = folder.resolve("start" + round);
            start(launcher, data, 0).into(fresh, round);
            start(launcher, data, 0).into(again, round);
        }
        table.figure("demo, first start to ready", seconds(fresh), "≤ 3 s");
        table.figure("demo, later starts to ready", seconds(again), "≤ 3 s, ≤ 1.5 s with an AOT cache");
        double mib = start(launcher, folder.resolve("idle"), idleSeconds).mib();
        table.figure(
                "demo, memory held " + idleSeconds + " s after its first start",
                Table.number(mib) + " MiB",
                "≤ 200 MiB");
    }

    /** The program as a user starts it, built if it was not; a file that is not executable does not count. */
    static Path launcher() throws IOException, InterruptedException {
        Path launcher = Path.of(System.getProperty("candelabra.root", ""), "candelabra");
        if (Files.isExecutable(launcher)) {
            new ProcessBuilder(launcher.toString(), "--version")
                    .inheritIO()
                    .start()
                    .waitFor();
        }
        return launcher;
    }

    private static String seconds(double[][] runs) {
        return Table.number(Table.median(runs[0])) + " s (processor " + Table.number(Table.median(runs[1])) + " s)";
    }

    record Started(double seconds, double cpuSeconds, double mib) {
        void into(double[][] runs, int round) {
            runs[0][round] = seconds;
            runs[1][round] = cpuSeconds;
        }
    }

    /** How long it took until it was ready, and what the process holds so long after that. */
    static Started start(Path launcher, Path data, int idleSeconds, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "demo", "--data", data.toString()));
        command.addAll(List.of("--https", "0", "--leap", "0", "--pairing", "0"));
        command.addAll(List.of(more));
        long begun = System.nanoTime();
        Process demo = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line == null || !line.startsWith("ready"); line = out.readLine()) {
                if (line == null) {
                    throw new IOException("the demo ended before it was ready");
                }
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            double cpuSeconds =
                    demo.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
            demo.waitFor(idleSeconds, TimeUnit.SECONDS);
            return new Started(seconds, cpuSeconds, Child.rssMib(demo.pid()));
        } finally {
            demo.destroy();
            demo.waitFor();
        }
    }
}
