package io.candelabra.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.wire.json.Sample.Colour;
import io.candelabra.wire.json.Sample.Event;
import io.candelabra.wire.json.Sample.Holder;
import io.candelabra.wire.json.Sample.Job;
import io.candelabra.wire.json.Sample.JobEnded;
import io.candelabra.wire.json.Sample.JobStarted;
import io.candelabra.wire.json.Sample.Moved;
import io.candelabra.wire.json.Sample.Note;
import io.candelabra.wire.json.Sample.Nothing;
import io.candelabra.wire.json.Sample.Value;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StorageTest {

    private static final JsonCodec STORAGE = Json.forStorage();

    static List<Event> events() {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("number", new Value.Number(0.1));
        values.put("whole", new Value.Whole(Long.MAX_VALUE));
        values.put("text", new Value.Text(null));
        values.put("flag", Value.Flag.ON);
        values.put("none", null);
        return List.of(
                new Note("plain"),
                new Nothing(),
                new Moved("d", 30.0, null),
                new Moved("d", -0.5, new Moved("e", 1e300, new Nothing())),
                new JobStarted(1L << 53, values),
                new JobEnded(-1, List.of(new Value.Whole(3), new Value.Number(3)), Optional.of(new Value.Text("3"))),
                new JobEnded(0, List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsWrittenComesBackAsItWas(Event event) {
        assertThat(STORAGE.read(STORAGE.write(event), Event.class)).isEqualTo(event);
        assertThat(STORAGE.read(STORAGE.write(event, Event.class), Event.class)).isEqualTo(event);
    }

    @Test
    void theNameStandsFirstAsASimpleName() {
        assertThat(STORAGE.text(new Moved("d", 1, new Note("n"))))
                .isEqualTo(
                        "{\"@\":\"Moved\",\"device\":\"d\",\"position\":1.0,\"because\":{\"@\":\"Note\",\"text\":\"n\"}}");
        assertThat(STORAGE.text(new Nothing())).isEqualTo("{\"@\":\"Nothing\"}");
    }

    @Test
    void aHierarchyInsideAHierarchyIsReadFromEitherLevel() {
        byte[] text = STORAGE.write(new Nothing());
        assertThat(STORAGE.read(text, Job.class)).isEqualTo(new Nothing());
        assertThat(STORAGE.read(text, Nothing.class)).isEqualTo(new Nothing());
        assertThatThrownBy(() -> STORAGE.read(STORAGE.write(new Note("n")), Job.class))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void recordsListsAndMapsHoldThem() {
        Holder holder = new Holder(
                new Moved("a", 1, null),
                new Nothing(),
                List.of(new Note("x"), new JobEnded(1, List.of(Value.Flag.OFF), Optional.empty())),
                Map.of(Colour.RED, new Note("r"), Colour.GREEN, new Nothing()));
        assertThat(STORAGE.read(STORAGE.write(holder), Holder.class)).isEqualTo(holder);
        assertThat(STORAGE.readList(STORAGE.writeList(List.of(new Note("1"), new Nothing()), Event.class), Event.class))
                .containsExactly(new Note("1"), new Nothing());
    }

    @Test
    void timesKeepTheirNanoseconds() {
        Times times = new Times(
                Instant.ofEpochSecond(1_700_000_000L, 123_456_789),
                Duration.ofSeconds(3, 7),
                LocalTime.of(23, 59, 59, 1),
                LocalDate.of(2026, 2, 28),
                DayOfWeek.MONDAY,
                ZoneId.of("Europe/Amsterdam"));
        assertThat(STORAGE.read(STORAGE.write(times), Times.class)).isEqualTo(times);
    }

    record Times(Instant at, Duration took, LocalTime time, LocalDate date, DayOfWeek day, ZoneId zone) {}

    @Test
    void namesOfOtherClassesAreRefused() {
        for (String name : List.of("Holder", "java.lang.Runtime", "io.candelabra.wire.json.Sample$Note", "")) {
            assertThatThrownBy(() -> STORAGE.read(("{\"@\":\"" + name + "\"}").getBytes(UTF_8), Event.class))
                    .as(name)
                    .isInstanceOfSatisfying(JsonException.class, problem -> {
                        assertThat(problem.kind()).isEqualTo(JsonException.Kind.MISMATCH);
                        assertThat(problem.getMessage()).doesNotContain("jackson", "Sample");
                    });
        }
        assertThatThrownBy(() -> STORAGE.read("{\"text\":\"x\"}".getBytes(UTF_8), Event.class))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void aFieldThatNoRecordKnowsIsRefused() {
        assertThatThrownBy(() -> STORAGE.read("{\"@\":\"Note\",\"text\":\"x\",\"y\":1}".getBytes(UTF_8), Event.class))
                .isInstanceOf(JsonException.class);
    }
}
