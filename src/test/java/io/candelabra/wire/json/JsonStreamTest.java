package io.candelabra.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStreamTest {

    private static List<String> all(InputStream in) throws IOException {
        JsonStream stream = new JsonStream(in, 1000, 10);
        List<String> values = new ArrayList<>();
        for (Optional<byte[]> value = stream.next(); value.isPresent(); value = stream.next()) {
            values.add(new String(value.get(), UTF_8));
        }
        return values;
    }

    private static InputStream of(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Test
    void valuesNeedNothingBetweenThem() throws IOException {
        assertThat(all(of("{\"a\":1}{\"b\":[{}]}\r\n\n [1] \"x\"\"y\" 12 true null{}\t")))
                .containsExactly("{\"a\":1}", "{\"b\":[{}]}", "[1]", "\"x\"", "\"y\"", "12", "true", "null", "{}");
        assertThat(all(of(""))).isEmpty();
        assertThat(all(of(" \r\n"))).isEmpty();
    }

    @Test
    void bracketsAndQuotesInsideTextDoNotCount() throws IOException {
        assertThat(all(of("{\"}\\\"]\\\\\":\"{[\"}{}"))).containsExactly("{\"}\\\"]\\\\\":\"{[\"}", "{}");
    }

    @Test
    void bytesMayComeOneByOne() throws IOException {
        InputStream slow = new InputStream() {
            private final InputStream whole = of("{\"ü\":\"€\"}\n{\"b\":2}");

            @Override
            public int read() throws IOException {
                return whole.read();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return whole.read(into, from, Math.min(1, length));
            }
        };
        assertThat(all(slow)).containsExactly("{\"ü\":\"€\"}", "{\"b\":2}");
    }

    @Test
    void anObjectIsHandedOutBeforeAnythingFollows() throws IOException {
        try (PipedInputStream in = new PipedInputStream();
                PipedOutputStream out = new PipedOutputStream(in)) {
            out.write("{\"CommuniqueType\":\"ReadRequest\"}".getBytes(UTF_8));
            // nothing more is written, and the stream stays open: next() may not ask for more
            assertThat(new JsonStream(in, 1000, 10).nextTree()).contains(Map.of("CommuniqueType", "ReadRequest"));
        }
    }

    @Test
    void aValueIsBoundedWhileItComes() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                Arrays.fill(into, from, from + length, (byte) 'x');
                return length;
            }
        };
        assertThatThrownBy(() -> new JsonStream(endless, 1 << 16, 10).next())
                .isInstanceOfSatisfying(JsonException.class, problem -> assertThat(problem.kind())
                        .isEqualTo(JsonException.Kind.TOO_LARGE));
        String fits = "\"" + "y".repeat(998) + "\"";
        assertThat(all(of(fits + fits))).containsExactly(fits, fits);
        assertThatThrownBy(() -> all(of("\"" + "y".repeat(999) + "\""))).isInstanceOf(JsonException.class);
    }

    @Test
    void depthIsBounded() throws IOException {
        assertThat(all(of("[".repeat(10) + "]".repeat(10)))).hasSize(1);
        assertThatThrownBy(() -> all(of("[".repeat(11))))
                .isInstanceOfSatisfying(JsonException.class, problem -> assertThat(problem.kind())
                        .isEqualTo(JsonException.Kind.TOO_DEEP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "[1,2", "\"open", "\"open\\", "]", "}", ",", ":1"})
    void brokenStreamsAreMalformed(String text) {
        assertThatThrownBy(() -> all(of(text)))
                .isInstanceOfSatisfying(JsonException.class, problem -> assertThat(problem.kind())
                        .isEqualTo(JsonException.Kind.MALFORMED));
    }
}
