package io.candelabra.driver.knx;

import io.candelabra.driver.api.CannotServe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plan of an installation: its group addresses, each once, in their order. */
record KnxTable(List<KnxRow> rows) {
    /** So many addresses a gateway has at most. */
    static final int MOST = 10_000;
    /** So many characters a name has at most. */
    static final int LONGEST_NAME = 150;

    private static final int FIELDS = 8;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    KnxTable {
        rows = List.copyOf(rows);
    }

    /**
     * The same with devices formed and functions guessed. It is done once, when the plan is handed in: a version of the program that guesses better takes no
     * device apart.
     */
    KnxTable formed() {
        List<KnxRow> formed = new ArrayList<>();
        for (KnxGrouping.Formed device : KnxGrouping.form(this)) {
            KnxAddress main = device.main().address();
            device.rows().forEach((role, row) -> formed.add(row.in(role, device.label(), main)));
        }
        formed.sort(Comparator.comparing(KnxRow::address));
        return new KnxTable(formed);
    }

    /** As it is stored: a line for each address, of fields between tabs. */
    String text() {
        return rows.stream()
                .map(row -> String.join(
                        "\t",
                        row.address().toString(),
                        row.name(),
                        row.datapoint().toString(),
                        row.function(),
                        row.device(),
                        row.area(),
                        (row.read() ? "r" : "") + (row.write() ? "w" : ""),
                        row.main().toString()))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Reads what was stored.
     *
     * @throws CannotServe where it is not what this version stores
     */
    static KnxTable stored(String text) {
        List<KnxRow> rows = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] fields = line.split("\t", -1);
            if (fields.length != FIELDS) {
                throw unreadable();
            }
            rows.add(new KnxRow(
                    KnxAddress.parse(fields[0]).orElseThrow(KnxTable::unreadable),
                    fields[1],
                    KnxDatapoint.parse(fields[2]).orElseThrow(KnxTable::unreadable),
                    KnxRole.named(fields[3]).orElseThrow(KnxTable::unreadable).word(),
                    fields[4],
                    fields[5],
                    fields[6].contains("r"),
                    fields[6].contains("w"),
                    KnxAddress.parse(fields[7]).orElseThrow(KnxTable::unreadable)));
        }
        return new KnxTable(rows);
    }

    private static CannotServe unreadable() {
        return new CannotServe("the stored table cannot be read: hand its file in again");
    }

    /** A name as it is kept: in one line, without blanks at its ends. */
    static String clean(String name) {
        return CONTROL.matcher(name).replaceAll(" ").strip();
    }
}
