package io.candelabra.intake;

import io.candelabra.model.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parts of a file that an import had to change, make up or leave out, so that nobody is surprised.
 *
 * @param lines ids that were re-numbered or generated
 * @param leftOut the parts that did not come in, from the top of the file to its end
 */
public record ImportReport(List<Line> lines, List<LeftOut> leftOut) {
    private static final int MOST_TOLD = 50;

    public ImportReport {
        lines = List.copyOf(lines);
        // a report that was kept before things were left out has no such list
        leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
    }

    /** Nothing was changed. */
    public static final ImportReport EMPTY = new ImportReport(List.of(), List.of());

    /**
     * Something that did not come in.
     *
     * @param place where in the file, such as {@code $.devices[3].definition}
     * @param why the fault there, one sentence; empty of those whose places are not listed
     * @param times how many that were
     */
    public record LeftOut(String place, String why, int times) {}

    /** The omissions, a line each; empty if all came in. */
    public String leftOutLines() {
        StringBuilder told = new StringBuilder();
        leftOut.stream().limit(MOST_TOLD).forEach(left -> told.append("left out: ")
                .append(Label.shown(left.place()))
                .append(": ")
                .append(Label.shown(left.why()))
                .append(System.lineSeparator()));
        int more = leftOut.stream().skip(MOST_TOLD).mapToInt(LeftOut::times).sum();
        if (more > 0) {
            told.append("left out: ").append(more).append(" more").append(System.lineSeparator());
        }
        return told.toString();
    }

    /**
     * One change.
     *
     * @param what the kind of id, such as {@code gateway id} or {@code device oid}
     * @param where what carries it
     * @param was what stood in the file; empty where there was none
     * @param is the id now
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
        String format = "%-" + width[0] + "s  %-" + width[1] + "s  %-" + Math.max(1, width[2]) + "s  %s";
        all.forEach(line -> table.append(Label.shown(
                        String.format(Locale.ROOT, format, line.what(), line.where(), line.was(), line.is())))
                .append(System.lineSeparator()));
        return table.toString();
    }
}
