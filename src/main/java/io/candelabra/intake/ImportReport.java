package io.candelabra.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an import had to change or make up, so that nobody is surprised: ids that were re-numbered or generated. */
public record ImportReport(List<Line> lines) {
    public ImportReport {
        lines = List.copyOf(lines);
    }

    /**
     * One change.
     *
     * @param what the kind of id, such as {@code gateway id} or {@code device oid}
     * @param where what carries it
     * @param was what stood in the file; empty where there was none
     * @param is what it is now
     */
    public record Line(String what, String where, String was, String is) {}

    /** The changes as a table in plain text; empty where nothing was changed. */
    public String table() {
        if (lines.isEmpty()) {
            return "";
        }
        List<Line> all = new ArrayList<>();
        all.add(new Line("what", "where", "was", "is"));
        all.addAll(lines);
        int[] width = new int[3];
        for (Line line : all) {
            width[0] = Math.max(width[0], line.what().length());
            width[1] = Math.max(width[1], line.where().length());
            width[2] = Math.max(width[2], line.was().length());
        }
        StringBuilder table = new StringBuilder();
        String format = "%-" + width[0] + "s  %-" + width[1] + "s  %-" + Math.max(1, width[2]) + "s  %s%n";
        all.forEach(line ->
                table.append(String.format(Locale.ROOT, format, line.what(), line.where(), line.was(), line.is())));
        return table.toString();
    }
}
