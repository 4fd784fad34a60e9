package io.candelabra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void nothingFromTheFieldSteersTheScreen() {
        StringWriter told = new StringWriter();
        PrintWriter out = new PrintWriter(told);
        Map<String, Object> row = Map.of("label", "\u001b[2Jgone\r\u202eback", "ids", List.of("a\nb"));
        Table.print(List.of(row), List.of("label", "ids"), out);
        Table.print(row, out);
        assertThat(told.toString().lines()).hasSize(4);
        assertThat(told.toString())
                .contains("\\u{1b}[2Jgone\\u{d}\\u{202e}back", "a\\u{a}b")
                .doesNotContain("\u001b", "\r", "\u202e");
    }
}
