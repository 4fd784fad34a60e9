package io.candelabra.cli;

import io.candelabra.model.Label;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows for people. */
final class Table {
    /** Columns whose values are never shown a second time. */
    private static final Set<String> SECRETS = Set.of("password", "token", "apiKey", "deviceKey", "oneTimePassword");

    private Table() {}

    static void print(List<Map<String, Object>> rows, List<String> wanted, PrintWriter out) {
        if (rows.isEmpty()) {
            out.println("none");
            return;
        }
        List<String> columns = wanted.isEmpty() ? List.copyOf(rows.getFirst().keySet()) : wanted;
        List<Map<String, String>> lines = new ArrayList<>();
        Map<String, String> head = new LinkedHashMap<>();
        columns.forEach(column -> head.put(column, spaced(column).toUpperCase(Locale.ROOT)));
        lines.add(head);
        for (Map<String, Object> row : rows) {
            Map<String, String> line = new LinkedHashMap<>();
            columns.forEach(column -> line.put(column, shown(row.getOrDefault(column, ""))));
            lines.add(line);
        }
        Map<String, Integer> widths = new LinkedHashMap<>();
        columns.forEach(column -> widths.put(
                column,
                lines.stream()
                        .mapToInt(l -> l.getOrDefault(column, "").length())
                        .max()
                        .orElse(0)));
        for (Map<String, String> line : lines) {
            out.println(columns.stream()
                    .map(column -> pad(line.getOrDefault(column, ""), widths.getOrDefault(column, 0)))
                    .collect(Collectors.joining("  "))
                    .stripTrailing());
        }
    }

    static void print(Map<String, Object> row, PrintWriter out) {
        int width = row.keySet().stream()
                .mapToInt(key -> spaced(key).length())
                .max()
                .orElse(0);
        row.forEach((key, value) -> out.println(pad(spaced(key), width) + "  " + shown(value)));
        if (row.keySet().stream().anyMatch(SECRETS::contains)) {
            out.println("Save these secrets now; they cannot be shown again.");
        }
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** {@code powerLicence} becomes {@code power licence}. */
    private static String spaced(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /** Ids and labels come from the field as well: what would steer the screen is spelled out. */
    private static String shown(Object value) {
        return Label.shown(text(value));
    }

    private static String text(Object value) {
        return switch (value) {
            case Boolean yes -> yes ? "yes" : "no";
            case List<?> list ->
                list.isEmpty() ? "none" : list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                map.isEmpty()
                        ? "none"
                        : map.entrySet().stream()
                                .map(entry -> entry.getKey() + " = " + entry.getValue())
                                .collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
