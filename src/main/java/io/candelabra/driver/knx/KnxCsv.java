package io.candelabra.driver.knx;

import io.candelabra.driver.api.BadDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of group addresses: lines of fields between semicolons, commas or tabs, with a head that names the columns. The planning tool's own export of group
 * addresses is such a table as well.
 */
final class KnxCsv {
    /** The planning tool's word for an address whose values devices seal. */
    static final String SEALED = "on";

    private static final int LONGEST_FIELD = 10_000;
    private static final int MOST_LINES = 50_000;

    /** The columns, by the words that may head them. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("address", "address"),
            Map.entry("group address", "address"),
            Map.entry("name", "name"),
            Map.entry("group name", "name"),
            Map.entry("dpt", "dpt"),
            Map.entry("datapointtype", "dpt"),
            Map.entry("function", "function"),
            Map.entry("device", "device"),
            Map.entry("area", "area"),
            Map.entry("room", "area"),
            Map.entry("flags", "flags"),
            Map.entry("security", "security"));
    /** What the planning tool exports besides, and nobody needs here. */
    private static final Set<String> PASSED_BY = Set.of("central", "unfiltered", "description", "");

    private record Line(int number, List<String> fields) {}

    private final List<Line> lines;
    private final Map<String, Integer> columns = new HashMap<>();
    /** The names of ranges, by how the addresses in them begin, such as {@code 1/4/}. */
    private final Map<String, String> ranges = new HashMap<>();

    private KnxCsv(String text) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.lines = lines(bare, separator(bare));
    }

    /** @throws BadDocument with the line and the reason */
    static KnxTable read(String text) {
        KnxCsv csv = new KnxCsv(text);
        if (csv.lines.isEmpty()) {
            throw new BadDocument("holds nothing");
        }
        csv.head(csv.lines.getFirst());
        csv.ranges();
        List<KnxRow> rows = new ArrayList<>();
        Map<KnxAddress, Integer> taken = new HashMap<>();
        for (Line line : csv.lines.subList(1, csv.lines.size())) {
            Optional<KnxRow> row = csv.row(line);
            row.ifPresent(one -> {
                @Nullable Integer before = taken.putIfAbsent(one.address(), line.number());
                if (before != null) {
                    throw wrong(line, "the address " + one.address() + " stands in line " + before + " already");
                }
                rows.add(one);
            });
        }
        if (rows.isEmpty()) {
            throw new BadDocument("has no line with a group address");
        }
        if (rows.size() > KnxTable.MOST) {
            throw new BadDocument("has " + rows.size() + " group addresses; a gateway has at most " + KnxTable.MOST);
        }
        return new KnxTable(rows.stream()
                .sorted((one, other) -> one.address().compareTo(other.address()))
                .toList());
    }

    private static BadDocument wrong(Line line, String why) {
        return new BadDocument("line " + line.number() + ": " + why);
    }

    /** The one that occurs most in the first line. */
    private static char separator(String text) {
        int end = text.indexOf('\n');
        String head = end < 0 ? text : text.substring(0, end);
        char best = ';';
        long most = 0;
        for (char one : new char[] {';', ',', '\t'}) {
            long count = head.chars().filter(letter -> letter == one).count();
            if (count > most) {
                best = one;
                most = count;
            }
        }
        return best;
    }

    private static List<Line> lines(String text, char separator) {
        List<Line> lines = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int number = 1;
        int start = 1;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            char letter = end ? '\n' : text.charAt(i);
            if (quoted && !end) {
                if (letter == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append(letter);
                    i++;
                } else if (letter == '"') {
                    quoted = false;
                } else {
                    field.append(letter);
                }
            } else if (quoted) {
                throw new BadDocument("line " + start + ": a quotation mark is not closed");
            } else if (letter == separator || letter == '\n') {
                fields.add(KnxTable.clean(field.toString()));
                field.setLength(0);
                if (letter == '\n') {
                    lines.add(new Line(start, List.copyOf(fields)));
                    fields.clear();
                    start = number + 1;
                }
            } else if (letter == '"' && field.toString().isBlank()) {
                quoted = true;
            } else {
                field.append(letter);
            }
            number += letter == '\n' ? 1 : 0;
            if (field.length() > LONGEST_FIELD) {
                throw new BadDocument("line " + start + ": a field has more than " + LONGEST_FIELD + " characters");
            }
            if (lines.size() > MOST_LINES) {
                throw new BadDocument("has more than " + MOST_LINES + " lines");
            }
        }
        lines.removeIf(line -> line.fields().stream().allMatch(String::isEmpty));
        return lines;
    }

    private void head(Line head) {
        for (int i = 0; i < head.fields().size(); i++) {
            String word = head.fields().get(i).toLowerCase(Locale.ROOT);
            @Nullable String column = COLUMNS.get(word);
            if (column == null && !PASSED_BY.contains(word)) {
                throw wrong(
                        head,
                        "there is no column " + head.fields().get(i) + "; there are "
                                + String.join(", ", new TreeSet<>(COLUMNS.values())));
            }
            if (column != null && columns.putIfAbsent(column, i) != null) {
                throw wrong(head, "two columns are the " + column);
            }
        }
        for (String needed : List.of("address", "name")) {
            if (!columns.containsKey(needed)) {
                throw wrong(head, "the first line names the columns, and has no " + needed);
            }
        }
    }

    private String field(Line line, String column) {
        @Nullable Integer at = columns.get(column);
        return at == null || at >= line.fields().size() ? "" : line.fields().get(at);
    }

    /** A range may stand behind its addresses, so all are read first. */
    private void ranges() {
        for (Line line : lines.subList(1, lines.size())) {
            String address = field(line, "address");
            if (address.endsWith("-")) {
                ranges.put(address.substring(0, address.indexOf('-')), field(line, "name"));
            }
        }
    }

    private String rangesOf(KnxAddress address) {
        String[] parts = address.toString().split("/", -1);
        return ranges.getOrDefault(parts[0] + "/", "") + "\n"
                + ranges.getOrDefault(parts[0] + "/" + (parts.length > 1 ? parts[1] : "") + "/", "");
    }

    /** Empty for a range of addresses, which the planning tool exports as well. */
    private Optional<KnxRow> row(Line line) {
        String address = field(line, "address");
        if (address.endsWith("-")) {
            return Optional.empty();
        }
        KnxAddress at = KnxAddress.parse(address)
                .orElseThrow(() -> wrong(line, "\"" + shortened(address) + "\" is no group address such as 1/2/3"));
        String dpt = field(line, "dpt");
        KnxDatapoint datapoint = KnxDatapoint.parse(dpt)
                .orElseThrow(() -> wrong(line, "\"" + shortened(dpt) + "\" is no datapoint type such as 1.001"));
        String function = field(line, "function");
        @Nullable KnxRole role = null;
        if (!function.isEmpty()) {
            role = KnxRole.named(function)
                    .orElseThrow(
                            () -> wrong(line, "\"" + shortened(function) + "\" is no function; the guide lists them"));
            if (datapoint.equals(KnxDatapoint.UNKNOWN)) {
                datapoint = role.usual().orElse(datapoint);
            }
            if (!role.fits(datapoint)) {
                throw wrong(
                        line,
                        "the function " + role.word() + " has a datapoint type that begins with " + role.mains()
                                + (dpt.isEmpty() ? ", and none stands here" : ", and not " + datapoint));
            }
        }
        String flags = field(line, "flags").toLowerCase(Locale.ROOT);
        if (!flags.matches("[rw]{0,2}")) {
            throw wrong(line, "the flags are r, w or rw");
        }
        String name = named(line, "name", at.toString());
        if (role == null) {
            role = KnxWords.ofRange(name, rangesOf(at), datapoint).orElse(null);
        }
        boolean status = role == null ? KnxWords.isToldByRange(name, rangesOf(at), datapoint) : role.isStatus();
        // what devices seal among themselves is neither read nor believed from outside
        boolean sealed = field(line, "security").equalsIgnoreCase(SEALED);
        return Optional.of(new KnxRow(
                at,
                name,
                datapoint,
                role == null ? "" : role.word(),
                named(line, "device", ""),
                named(line, "area", ""),
                !sealed && (flags.isEmpty() || flags.contains("r")),
                !sealed && (flags.isEmpty() ? !status : flags.contains("w")),
                at));
    }

    private String named(Line line, String column, String otherwise) {
        String name = field(line, column);
        if (name.length() > KnxTable.LONGEST_NAME) {
            throw wrong(line, "the " + column + " has more than " + KnxTable.LONGEST_NAME + " characters");
        }
        return name.isEmpty() ? otherwise : name;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
