package io.candelabra.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candelabra.wire.json.Sample.Box;
import io.candelabra.wire.json.Sample.Circle;
import io.candelabra.wire.json.Sample.Colour;
import io.candelabra.wire.json.Sample.Drawing;
import io.candelabra.wire.json.Sample.Group;
import io.candelabra.wire.json.Sample.Kept;
import io.candelabra.wire.json.Sample.Mixed;
import io.candelabra.wire.json.Sample.Percent;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void recordsKeepTheirOrderAndLeaveNullsOut() {
        Map<String, Object> free = new LinkedHashMap<>();
        free.put("z", null);
        free.put("a", List.of(1, "x"));
        Mixed mixed = new Mixed(
                1, 1L << 40, 0.5, true, null, null, Colour.GREEN, Optional.empty(), free, Arrays.asList(1, null));
        assertThat(Json.text(mixed))
                .isEqualTo("{\"small\":1,\"large\":1099511627776,\"real\":0.5,\"yes\":true,\"colour\":\"GREEN\","
                        + "\"free\":{\"z\":null,\"a\":[1,\"x\"]},\"numbers\":[1,null]}");
    }

    @Test
    void recordsComeBackAsTheyWere() {
        Mixed mixed = new Mixed(
                -1, Long.MIN_VALUE, 1e-9, false, "ü\n", 7, Colour.RED, Optional.of("p"), Map.of("k", 5L), List.of(3));
        assertThat(Json.read(Json.write(mixed), Mixed.class)).isEqualTo(mixed);
    }

    @Test
    void anEmptyOptionalComesBackEmpty() {
        byte[] text = bytes(
                "{\"small\":1,\"large\":1,\"real\":1,\"yes\":true,\"colour\":\"RED\",\"free\":{},\"numbers\":[]}");
        assertThat(Json.read(text, Mixed.class).perhaps()).isEmpty();
        assertThat(Json.read(text, Mixed.class).text()).isNull();
    }

    @Test
    void treesKeepWholeAndRealNumbersApart() {
        Object tree = Json.tree(bytes("{\"b\":1,\"a\":[1.0,1e2,-0,123456789012345678901234567890,true,null,\"x\"]}"));
        assertThat(tree).isInstanceOf(LinkedHashMap.class);
        List<Object> expected =
                new ArrayList<>(List.of(1.0, 100.0, 0L, new BigInteger("123456789012345678901234567890"), true));
        expected.add(null);
        expected.add("x");
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("b", 1L);
        all.put("a", expected);
        assertThat(tree).isEqualTo(all);
        assertThat(((Map<?, ?>) tree).keySet().iterator().next()).isEqualTo("b");
        assertThat(Json.tree(bytes("null"))).isNull();
    }

    @Test
    void aPartOfATreeIsTakenOnAsARecord() {
        Map<?, ?> tree = (Map<?, ?>) Json.tree(bytes("{\"p\":{\"value\":30}}"));
        assertThat(Json.convert(tree.get("p"), Percent.class)).isEqualTo(new Percent(30));
    }

    @Test
    void rawTextIsKeptAndWrittenVerbatim() {
        Kept kept = Json.read(
                bytes("{\"name\":\"n\",\"definition\": {\"a\" : [1.10, 1e3 , null],\"b\":\"\\u00fc\"} }"), Kept.class);
        assertThat(kept.definition().text()).isEqualTo("{\"a\":[1.10,1e3,null],\"b\":\"ü\"}");
        assertThat(Json.text(new Kept("n", new RawJson("[ 1 ]")))).isEqualTo("{\"name\":\"n\",\"definition\":[ 1 ]}");
        assertThat(Json.read(bytes("{\"name\":\"n\",\"definition\":null}"), Kept.class)
                        .definition())
                .isEqualTo(new RawJson("null"));
    }

    @Test
    void sealedRecordsAreToldByTheirFields() {
        Drawing drawing = new Drawing(List.of(new Circle(1), new Box(2, 3)));
        byte[] text = Json.write(drawing);
        assertThat(new String(text, UTF_8)).isEqualTo("{\"shapes\":[{\"radius\":1.0},{\"width\":2.0,\"height\":3.0}]}");
        assertThat(Json.read(text, Drawing.class)).isEqualTo(drawing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "nul",
                "[1] [2]",
                "[1]x",
                "{\"a\":1,\"a\":2}",
                "01",
                "NaN",
                "+1",
                "\"\t\"",
                "\"\\x\"",
                "// x\n1",
                "[1",
                "\"open"
            })
    void whatIsNotJsonIsMalformed(String text) {
        JsonException problem = catchThrowableOfType(JsonException.class, () -> Json.tree(bytes(text)));
        assertThat(problem.kind()).isEqualTo(JsonException.Kind.MALFORMED);
        assertThat(problem.getMessage()).doesNotContain("jackson", "Exception", "java");
    }

    @Test
    void aFaultSaysItsPlace() {
        assertThatThrownBy(() -> Json.tree(bytes("{\n  \"a\": ?\n}")))
                .isInstanceOfSatisfying(JsonException.class, problem -> {
                    assertThat(problem.line()).isEqualTo(2);
                    assertThat(problem.column()).isBetween(8, 9);
                    assertThat(problem.getMessage()).startsWith("not JSON at line 2, column ");
                });
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        assertThatThrownBy(() -> Json.tree(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOfSatisfying(JsonException.class, problem -> assertThat(problem.kind())
                        .isEqualTo(JsonException.Kind.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "small|\"1\"",
                "small|1.0",
                "small|1.5",
                "small|true",
                "small|null",
                "small|[1]",
                "small|3000000000",
                "large|\"1\"",
                "real|\"1\"",
                "real|true",
                "yes|1",
                "yes|\"true\"",
                "yes|null",
                "text|1",
                "text|true",
                "text|1.5",
                "text|{}",
                "boxed|\"\"",
                "boxed|\"7\"",
                "colour|0",
                "colour|\"red\"",
                "colour|\"\"",
                "colour|\"not this\"",
                "free|[]",
                "free|\"\"",
                "numbers|1",
                "numbers|\"\"",
                "numbers|{}",
                "perhaps|1"
            })
    void nothingIsTakenForSomethingElse(String fieldAndValue) {
        String field = fieldAndValue.substring(0, fieldAndValue.indexOf('|'));
        Map<String, Object> good = new LinkedHashMap<>();
        good.put("small", 1);
        good.put("large", 1);
        good.put("real", 1);
        good.put("yes", true);
        good.put("colour", "RED");
        good.put("free", Map.of());
        good.put("numbers", List.of());
        assertThat(Json.read(Json.write(good), Mixed.class).small()).isEqualTo(1);
        good.put(field, new RawJson(fieldAndValue.substring(field.length() + 1)));
        JsonException problem =
                catchThrowableOfType(JsonException.class, () -> Json.read(Json.write(good), Mixed.class));
        assertThat(problem).as("refused").isNotNull();
        assertThat(problem.kind()).isEqualTo(JsonException.Kind.MISMATCH);
        assertThat(problem.path()).isEqualTo("$." + field);
        assertThat(problem.getMessage()).endsWith(" at $." + field).doesNotContain("java", "Sample");
    }

    @Test
    void aMismatchSaysItsPath() {
        assertThatThrownBy(() -> Json.read(
                        bytes("{\"actions\":[{\"deviceURL\":\"x\",\"commands\":[{\"name\":\"a\"},{\"name\":5}]}]}"),
                        Group.class))
                .isInstanceOf(JsonException.class)
                .hasMessage("expected text at $.actions[0].commands[1].name");
        assertThatThrownBy(() -> Json.read(bytes("{\"value\":101}"), Percent.class))
                .hasMessage("a percentage is 0 to 100 at $");
        assertThatThrownBy(() -> Json.read(bytes("{}"), Percent.class)).hasMessage("expected an integer at $.value");
        assertThatThrownBy(() -> Json.read(bytes("null"), Percent.class)).hasMessageContaining("null");
    }

    @Test
    void unknownFieldsAreIgnoredUnlessAskedFor() {
        byte[] text = bytes("{\"value\":1,\"more\":{\"x\":[1]}}");
        assertThat(Json.read(text, Percent.class)).isEqualTo(new Percent(1));
        assertThatThrownBy(() -> Json.strict().read(text, Percent.class)).hasMessage("unknown field at $.more");
    }

    @Test
    void depthAndLengthAreBounded() {
        assertKind("[".repeat(101) + "]".repeat(101), JsonException.Kind.TOO_DEEP);
        assertThat(Json.tree(bytes("[".repeat(100) + "]".repeat(100)))).isNotNull();
        assertKind("{\"a\":".repeat(100_000), JsonException.Kind.TOO_DEEP);
        assertKind("\"" + "x".repeat((1 << 20) + 1) + "\"", JsonException.Kind.TOO_LARGE);
        assertKind("1".repeat(2_000), JsonException.Kind.TOO_LARGE);
        JsonCodec tiny = Json.limited(new JsonLimits(2, 5, 20));
        assertThat(tiny.tree(bytes("[[\"abcde\"]]"))).isNotNull();
        assertThatThrownBy(() -> tiny.tree(bytes("[[[]]]"))).hasMessage("nested deeper than 2");
        assertThatThrownBy(() -> tiny.tree(bytes("[1,2,3,4,5,6,7,8,9,10,11]")))
                .hasMessage("the document is longer than 20 bytes");
    }

    @Test
    void unknownFieldsAreBoundedToo() {
        assertThatThrownBy(() -> Json.read(bytes("{\"value\":1,\"more\":" + "[".repeat(200)), Percent.class))
                .isInstanceOfSatisfying(JsonException.class, problem -> assertThat(problem.kind())
                        .isEqualTo(JsonException.Kind.TOO_DEEP));
    }

    @Test
    void timesAndNumbersThatAreNoneAreNotWritten() {
        for (Object value : List.of(Instant.EPOCH, Duration.ZERO, Double.NaN, Double.POSITIVE_INFINITY, Float.NaN)) {
            assertThatThrownBy(() -> Json.write(Map.of("k", value)))
                    .as(value.toString())
                    .isInstanceOf(JsonException.class);
        }
    }

    private static void assertKind(String text, JsonException.Kind kind) {
        assertThatThrownBy(() -> Json.tree(bytes(text)))
                .isInstanceOfSatisfying(JsonException.class, problem -> assertThat(problem.kind())
                        .isEqualTo(kind));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
