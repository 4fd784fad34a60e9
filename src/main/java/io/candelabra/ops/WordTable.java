package io.candelabra.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table of words beside a class, as text with tabs and a heading: the first column is the key. */
public final class WordTable {
    private WordTable() {}

    /**
     * The rows by their key, in the order of the table; a row is as long as its heading.
     *
     * @throws IllegalStateException if there is no such table, a row is of another length, or a key comes twice
     */
    public static Map<String, List<String>> read(Class<?> beside, String name) {
        List<String> lines;
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not among the resources");
            }
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        int columns = lines.getFirst().split("\t", -1).length;
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> row = Arrays.asList(line.split("\t", -1));
            if (row.size() != columns || rows.put(row.getFirst(), row) != null) {
                throw new IllegalStateException(name + " has a row that cannot be: " + line);
            }
        }
        return rows;
    }
}
