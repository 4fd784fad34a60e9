package io.candelabra.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same operations in towns of four sizes. The cost of an operation should not depend on the number of other things.
 */
final class GrowthBench {
    private static final int[] SIZES = {100, 1_000, 10_000, 100_000};
    private static final int SOME = 100;
    /** Slowly enough that the lamps of the smallest town, behind their one gateway, are never asked for more than they do. */
    private static final long CONTROL_NANOS = 50_000_000;

    private static final long CONTROL_SOME_NANOS = 500_000_000;

    private final Table table;
    private final Path folder;
    private final boolean quick;
    private final List<String> options;
    private final double[] one = new double[SIZES.length];
    private final double[] page = new double[SIZES.length];
    private final double[] control = new double[SIZES.length];
    private final double[] controlSome = new double[SIZES.length];
    private final double[] heard = new double[SIZES.length];

    GrowthBench(Table table, Path folder, boolean quick, List<String> options) {
        this.table = table;
        this.folder = folder;
        this.quick = quick;
        this.options = options;
    }

    void run() throws Exception {
        for (int i = 0; i < SIZES.length; i++) {
            // at the pace of life: a hundred reports a second in the largest, besides what is asked for
            try (Town town = new Town(folder.resolve("growth" + SIZES[i]), SIZES[i], 1, Town.java(100_000, options))) {
                measure(town, i);
            }
        }
        figure("one lamp read", one);
        figure("a list page, for each lamp on it", page);
        figure("direct control of one lamp, durable", control);
        figure("direct control of " + SOME + " lamps in one request, durable", controlSome);
        figure("one status report heard, durable", heard);
    }

    private void measure(Town town, int size) throws Exception {
        List<String> ids = town.lamps();
        int pages = Math.max(1, ids.size() / Town.PAGE);
        int onPage = Math.min(Town.PAGE, ids.size());
        one[size] = median(town, 0, (c, turn) -> town.get("/lcms/" + ids.get((int) (turn * 7_919 % ids.size()))));
        page[size] = median(town, 0, (c, turn) -> town.page(1 + (int) (turn * 37 % pages))) / onPage;
        control[size] = median(
                town,
                CONTROL_NANOS,
                (c, turn) -> town.control(List.of(ids.get((int) (turn * 7_919 % ids.size()))), (int) (turn % 100)));
        controlSome[size] = median(town, CONTROL_SOME_NANOS, (c, turn) -> {
            int from = (int) (turn * SOME % (ids.size() - SOME + 1));
            return town.control(ids.subList(from, from + SOME), (int) (turn % 100));
        });
        town.server.ask("hear 500");
        heard[size] = Double.parseDouble(town.server.ask("hear " + (quick ? 500 : 2_000))) / 1e3;
    }

    /** Microseconds of one caller's answers, the median, after as long a time for warming up. */
    private double median(Town town, long paceNanos, Load.Requests requests) throws Exception {
        double seconds = quick ? 4 : 10;
        try (Wire wire = town.open()) {
            Load.run(List.of(wire), requests, seconds, paceNanos, (w, sent, got) -> {});
            Load.Result result = Load.run(List.of(wire), requests, seconds, paceNanos, (w, sent, got) -> {});
            if (result.good() == 0) {
                throw new IOException("nothing was answered well, but " + result.other() + " times otherwise");
            }
            return result.percentileMs(50) * 1e3;
        }
    }

    private void figure(String what, double[] micros) {
        List<String> told = new ArrayList<>();
        for (double each : micros) {
            told.add(Table.number(each));
        }
        table.figure(
                what + ", in a town of 100, 1,000, 10,000, 100,000",
                String.join(", ", told) + " µs; slope " + String.format(Locale.ROOT, "%.2f", slope(micros)),
                "log-log slope ≤ 0.1");
    }

    /** By how much the logarithm of the cost grows with that of the size: the line of least squares. */
    static double slope(double[] cost) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < SIZES.length; i++) {
            meanX += Math.log(SIZES[i]) / SIZES.length;
            meanY += Math.log(cost[i]) / SIZES.length;
        }
        double above = 0;
        double below = 0;
        for (int i = 0; i < SIZES.length; i++) {
            double x = Math.log(SIZES[i]) - meanX;
            above += x * (Math.log(cost[i]) - meanY);
            below += x * x;
        }
        return above / below;
    }
}
