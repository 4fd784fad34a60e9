package io.candelabra.dialect.overkiz.setup.devices;

import java.nio.charset.StandardCharsets;

/** Lines of fields with semicolons between them. A field that would be taken for more than one, or for a formula, stands in quotes. */
final class CsvText {
    private final StringBuilder text = new StringBuilder();

    CsvText(String... names) {
        line(names);
    }

    void line(String... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : ";").append(quoted(fields[i]));
        }
        text.append('\n');
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ';' || c == '"' || c < ' ')
                && (field.isEmpty() || "=+@".indexOf(field.charAt(0)) < 0);
        return plain
                ? field
                : "\"" + ("=+@".indexOf(field.charAt(0)) < 0 ? "" : "'") + field.replace("\"", "\"\"") + "\"";
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
