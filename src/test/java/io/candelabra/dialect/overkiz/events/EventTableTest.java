package io.candelabra.dialect.overkiz.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.document.Protocol;
import io.candelabra.dialect.overkiz.events.EventTable.Moment;
import io.candelabra.dialect.overkiz.events.EventTable.Row;
import io.candelabra.dialect.overkiz.events.EventTable.To;
import io.candelabra.model.JobKind;
import io.candelabra.model.Resource;
import io.candelabra.model.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The table of events knows every kind of thing, and agrees with the table of operations. */
class EventTableTest {
    /** Events whose fields come from more than the thing that they are about. */
    private static final Set<String> WRITTEN_BY_HAND = Set.of(
            "DeviceStateChangedEvent",
            "ExecutionRegisteredEvent",
            "ExecutionStateChangedEvent",
            "GatewaySynchronizationEndedEvent",
            "GatewaySynchronizationStartedEvent",
            "GroupTriggeredEvent");

    /** Documented events that fit no line, and wait for the call that causes them. */
    private static final Set<String> TO_BE_WRITTEN_BY_HAND = Set.of(
            "DeviceDisabledEvent",
            "EnOceanBadDeviceStimulationEvent",
            "ExternalServiceURLEvent",
            "GatewayDownOptionsChangedEvent",
            "SetupTriggerCreationFailedEvent",
            "SetupTriggerModeChangeFailedEvent",
            "SetupTriggerModeChangedEvent",
            "SonosTopologyChangedEvent",
            "ZWaveExclusionInOtherNetworkEvent",
            "ZWaveNewClientSideAuthenticationDSKEvent");

    private static final List<Moment> OF_A_RESOURCE = List.of(Moment.CREATED, Moment.UPDATED, Moment.REMOVED);
    private static final List<Moment> OF_A_JOB = List.of(Moment.STARTED, Moment.COMPLETED, Moment.FAILED);

    @Test
    void everyResourceHasItsLines() {
        for (Class<?> kind : Resource.class.getPermittedSubclasses()) {
            assertHasLines(Stored.Name.of(kind), OF_A_RESOURCE);
        }
    }

    @Test
    void everythingThatThisDialectKeepsHasItsLines() {
        for (ExtraKind kind : ExtraKind.values()) {
            assertHasLines(kind.path(), OF_A_RESOURCE);
        }
    }

    @Test
    void everyJobHasItsLines() {
        for (JobKind kind : JobKind.ALL) {
            assertHasLines("job/" + kind.name(), OF_A_JOB);
        }
        EventTable.ROWS.stream()
                .map(Row::kind)
                .filter(kind -> kind.startsWith("job/"))
                .forEach(kind -> assertHasLines(kind, OF_A_JOB));
    }

    /** The lines of a job in one protocol stand beside those of the job in all others. */
    @Test
    void aJobMayHaveLinesForAProtocol() {
        List<String[]> kinds = EventTable.ROWS.stream()
                .map(row -> row.kind().split("/"))
                .filter(parts -> parts[0].equals("job") && parts.length > 2)
                .toList();
        assertThat(kinds).isNotEmpty().allSatisfy(parts -> {
            assertThat(JobKind.find(parts[1])).as(parts[1]).isPresent();
            assertThat(Protocol.ofPrefix(parts[2])).as(parts[2]).isPresent();
            assertThat(EventTable.ofJob(parts[1], parts[2], Moment.COMPLETED).kind())
                    .isEqualTo(String.join("/", parts));
            assertThat(EventTable.ofJob(parts[1], "", Moment.COMPLETED).kind()).isEqualTo("job/" + parts[1]);
        });
    }

    @Test
    void aJobThatIsCalledOffHasFailedUnlessTheTableSaysOtherwise() {
        assertThat(EventTable.ofJob("refresh", "io", Moment.CANCELLED).event())
                .isEqualTo("RefreshAllDevicesStatesFailedEvent");
        assertThat(EventTable.ofJob("pairing", "zwave", Moment.CANCELLED).event())
                .isEqualTo("ZWaveSetModeCompleteEvent");
    }

    private static void assertHasLines(String kind, List<Moment> moments) {
        moments.forEach(moment -> assertThatCode(() -> EventTable.row(kind, moment))
                .as("%s, %s", kind, moment)
                .doesNotThrowAnyException());
    }

    @Test
    void whatTheTableDoesNotKnowCannotBeTold() {
        assertThatThrownBy(() -> EventTable.row("overkiz/somethingNew", Moment.CREATED))
                .hasMessageContaining("overkiz/somethingNew, created");
        assertThatThrownBy(() -> EventTable.ofJob("strange", "io", Moment.FAILED))
                .hasMessageContaining("job/strange, failed");
    }

    @Test
    void whereNobodyIsToldTheReasonStands() {
        assertThat(EventTable.ROWS).allSatisfy(row -> {
            if (row.to() == To.NOBODY) {
                assertThat(row.why()).isNotBlank();
                assertThat(row.event()).isEmpty();
                assertThat(row.fields()).isEmpty();
            } else {
                assertThat(row.event()).endsWith("Event");
            }
        });
    }

    /** Names, fields and scope of an event are the same wherever it is told. */
    @Test
    void anEventIsTheSameWhereverItStands() {
        assertThat(EventTable.ROWS).allSatisfy(row -> assertThat(EventTable.ROWS.stream()
                        .filter(other -> !row.event().isEmpty() && other.event().equals(row.event())))
                .allSatisfy(other -> {
                    assertThat(other.fields()).isEqualTo(row.fields());
                    assertThat(other.to()).isEqualTo(row.to());
                    assertThat(other.framed()).isEqualTo(row.framed());
                }));
    }

    @Test
    void everyDocumentedEventStandsSomewhere() throws IOException {
        Set<String> inTheTable = EventTable.ROWS.stream()
                .map(Row::event)
                .filter(event -> !event.isEmpty())
                .collect(toSet());
        assertThat(inTheTable)
                .doesNotContainAnyElementsOf(WRITTEN_BY_HAND)
                .doesNotContainAnyElementsOf(TO_BE_WRITTEN_BY_HAND);
        List<CSVRecord> events = events();
        assertThat(events).hasSizeGreaterThan(138);
        for (CSVRecord event : events) {
            String name = event.get("id");
            boolean done = event.get("status").equals("done");
            boolean told = inTheTable.contains(name) || WRITTEN_BY_HAND.contains(name);
            boolean documented = event.get("section").equals("Documented events");
            assertThat(told || !done && (!documented || TO_BE_WRITTEN_BY_HAND.contains(name)))
                    .as(name)
                    .isTrue();
        }
        Set<String> known = events.stream().map(event -> event.get("id")).collect(toSet());
        assertThat(known).containsAll(inTheTable).containsAll(WRITTEN_BY_HAND).containsAll(TO_BE_WRITTEN_BY_HAND);
    }

    @Test
    void theScopeIsTheDocuments() throws IOException {
        Map<String, To> scopes = Map.of("setupOID and", To.SETUP, "gatewayId and", To.GATEWAY);
        for (CSVRecord event : events()) {
            String note = event.get("note");
            scopes.forEach((start, to) -> {
                if (note.startsWith(start)) {
                    assertThat(EventTable.ROWS.stream()
                                    .filter(row -> row.event().equals(event.get("id"))))
                            .as(event.get("id"))
                            .allSatisfy(row -> assertThat(row.to()).isEqualTo(to));
                }
            });
        }
    }

    /** A line of the table stands nowhere else. */
    @Test
    void onlyTheEventsThatAreWrittenByHandAreNamedInTheCode() throws IOException {
        Pattern name = Pattern.compile("\"([A-Z]\\w+Event)\"");
        Path sources = Path.of(System.getProperty("candelabra.root", ""))
                .toAbsolutePath()
                .resolve("src/main/java/io/candelabra/dialect/overkiz");
        Set<String> named = new HashSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                name.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group(1)));
            }
        }
        assertThat(named).isEqualTo(WRITTEN_BY_HAND);
    }

    private static List<CSVRecord> events() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream in = OverkizFace.class.getResourceAsStream("overkiz.csv");
                Reader reader = new InputStreamReader(in, UTF_8)) {
            return format.parse(reader).stream()
                    .filter(row -> row.get("kind").equals("event"))
                    .toList();
        }
    }
}
