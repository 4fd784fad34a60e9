package io.candelabra.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The marks on components of records say what is written. */
class RecordFieldsTest {

    record Thing(
            String first, @Nullable Long second, @Spread Map<String, Object> further, String last, List<Thing> below) {}

    private static String text(Map<String, Object> further) {
        return Json.text(new Thing("one", null, further, "four", List.of()));
    }

    @Test
    void furtherFieldsStandAtThePlaceOfTheMap() {
        Map<String, Object> further = new LinkedHashMap<>();
        further.put("more", List.of(1, 2));
        further.put("nothing", null);
        assertThat(text(further))
                .isEqualTo("{\"first\":\"one\",\"more\":[1,2],\"nothing\":null,\"last\":\"four\",\"below\":[]}");
        assertThat(text(Map.of())).isEqualTo("{\"first\":\"one\",\"last\":\"four\",\"below\":[]}");
    }

    @Test
    void aFurtherFieldStandsInPlaceOfAComponentBeforeTheMap() {
        assertThat(text(Map.of("first", 1))).isEqualTo("{\"first\":1,\"last\":\"four\",\"below\":[]}");
        assertThat(text(Map.of("second", "two")))
                .isEqualTo("{\"first\":\"one\",\"second\":\"two\",\"last\":\"four\",\"below\":[]}");
    }

    @Test
    void aComponentBehindTheMapStaysWhatItIs() {
        assertThat(text(Map.of("last", 4))).isEqualTo("{\"first\":\"one\",\"last\":\"four\",\"below\":[]}");
    }

    @Test
    void recordsInsideAreSpreadToo() {
        Thing inner = new Thing("a", null, Map.of("x", true), "b", List.of());
        assertThat(Json.text(new Thing("one", 2L, Map.of(), "four", List.of(inner))))
                .isEqualTo("{\"first\":\"one\",\"second\":2,\"last\":\"four\","
                        + "\"below\":[{\"first\":\"a\",\"x\":true,\"last\":\"b\",\"below\":[]}]}");
    }

    @Test
    void whatIsReadHasTheComponentsAlone() {
        Thing read =
                Json.read("{\"first\":\"one\",\"more\":1,\"last\":\"four\",\"below\":[]}".getBytes(UTF_8), Thing.class);
        assertThat(read.first()).isEqualTo("one");
        assertThat(read.last()).isEqualTo("four");
    }

    record Box(
            String name,
            @EvenNull @Nullable Long end,
            @Nullable Integer size,
            @Spread Map<String, Object> further,
            @LeftOut Set<String> absent) {}

    @Test
    void aComponentThatIsLeftOutIsNotWrittenUnlessAFurtherFieldIsThere() {
        assertThat(Json.text(new Box("one", 2L, 3, Map.of(), Set.of())))
                .isEqualTo("{\"name\":\"one\",\"end\":2,\"size\":3}");
        assertThat(Json.text(new Box("one", 2L, 3, Map.of(), Set.of("name", "end"))))
                .isEqualTo("{\"size\":3}");
        assertThat(Json.text(new Box("one", 2L, 3, Map.of("name", "two"), Set.of("name", "end"))))
                .isEqualTo("{\"name\":\"two\",\"size\":3}");
    }

    @Test
    void aNullIsWrittenWhereTheComponentSaysSo() {
        assertThat(Json.text(new Box("one", null, null, Map.of(), Set.of())))
                .isEqualTo("{\"name\":\"one\",\"end\":null}");
        assertThat(Json.text(new Box("one", null, null, Map.of(), Set.of("end"))))
                .isEqualTo("{\"name\":\"one\"}");
    }

    record Step(int number, @Nullable String name, List<Integer> parts) {}

    @Test
    void aRecordIsMadeAnewWithAnotherComponent() {
        assertThat(Json.with(new Step(1, null, List.of(2)), "name", "first"))
                .isEqualTo(new Step(1, "first", List.of(2)));
    }
}
