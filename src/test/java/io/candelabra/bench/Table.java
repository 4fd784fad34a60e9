package io.candelabra.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The figures of a run, one row each, as they are printed at its end. */
final class Table {
    private final List<String> rows = new ArrayList<>();

    Table() {
        rows.add("| what | Candelabra | bare server | ratio | aim |");
        rows.add("|---|---|---|---|---|");
    }

    /** A figure that has an equal at the bare server. */
    void compared(String what, double[] ours, double[] bare, String unit, String aim) {
        double ratio = median(ours) / median(bare);
        row(
                what,
                number(median(ours)) + unit,
                number(median(bare)) + unit,
                String.format(Locale.ROOT, "%.2f", ratio),
                aim);
    }

    /** A figure of its own. */
    void figure(String what, String value, String aim) {
        row(what, value, "", "", aim);
    }

    private void row(String what, String ours, String bare, String ratio, String aim) {
        String row = "| " + String.join(" | ", what, ours, bare, ratio, aim) + " |";
        System.out.println(row);
        rows.add(row);
    }

    void print() {
        System.out.println();
        rows.forEach(System.out::println);
    }

    static double median(double[] runs) {
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** A number as it is read easily: no more digits than it deserves. */
    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
