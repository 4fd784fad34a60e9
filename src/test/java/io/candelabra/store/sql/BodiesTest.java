package io.candelabra.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Execution;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.wire.json.JsonException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bodies in the rows, byte by byte: files that exist depend on them. */
class BodiesTest {
    private static final ExecutionId EXECUTION = new ExecutionId("e1");

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.US_ASCII);
    }

    private static LoggedEvent logged(SiteEvent event) {
        return new LoggedEvent(HandStepped.SITE, 7, 8, new Cause("overkiz", "me", "r"), event);
    }

    private static byte[] block(LoggedEvent event) {
        try (Packing packing = new Packing()) {
            return Block.of(List.of(event), packing).getFirst().body();
        }
    }

    @Test
    void manyEventsArePackedAndReadAsTheyWere() {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            events.add(new LoggedEvent(
                    HandStepped.SITE,
                    100 + i,
                    8 + i,
                    new Cause("overkiz", "me", "r" + i / 3),
                    new SiteEvent.StepMoved(
                            new Step.Ref(new ExecutionId("e" + i), 0),
                            HandStepped.lampId(i),
                            Phase.SENT,
                            Failure.NONE)));
        }
        try (Packing packing = new Packing()) {
            List<Block> blocks = Block.of(events, packing);
            assertThat(blocks).hasSizeGreaterThan(2);
            assertThat(blocks.stream().flatMap(block -> block.events(HandStepped.SITE).stream()))
                    .containsExactlyElementsOf(events);
            int stored = blocks.stream().mapToInt(block -> block.body().length).sum();
            int plain = blocks.stream()
                    .mapToInt(block -> Packing.unpack(block.body()).length)
                    .sum();
            assertThat(stored).isLessThan(plain / 6);
            byte[] torn = Arrays.copyOf(blocks.getFirst().body(), 100);
            assertThatThrownBy(() -> new Block(7, 8, torn).events(HandStepped.SITE))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot be unpacked");
        }
    }

    @Test
    void whatPackingDoesNotMakeSmallerStaysAsItIs() {
        byte[] random = new byte[4_096];
        new Random(7).nextBytes(random);
        try (Packing packing = new Packing()) {
            assertThat(packing.pack(random)).isSameAs(random);
            byte[] small = "[]".getBytes(StandardCharsets.US_ASCII);
            assertThat(packing.pack(small)).isSameAs(small);
            assertThat(Packing.unpack(small)).isSameAs(small);
        }
    }

    @Test
    void theHotOnesAreShort() {
        assertThat(text(block(logged(new SiteEvent.StepMoved(
                        new Step.Ref(EXECUTION, 0), HandStepped.lampId(1), Phase.SENT, Failure.NONE)))))
                .isEqualTo(
                        "[{\"cause\":[\"overkiz\",\"me\",\"r\"],\"event\":{\"@\":\"stepMoved\",\"step\":{\"execution\":\"e1\"},"
                                + "\"device\":\"io://1234-5678-9012/1\",\"phase\":\"SENT\",\"failure\":\"NONE\"}}]");
        assertThat(text(block(logged(new SiteEvent.StatesChanged(List.of(new SiteEvent.DeviceStates(
                        HandStepped.lampId(1), List.of(State.of("core:LevelState", 42L), State.of("x", "é")))))))))
                .isEqualTo(
                        "[{\"cause\":[\"overkiz\",\"me\",\"r\"],\"event\":{\"@\":\"statesChanged\",\"changes\":[{\"device\":"
                                + "\"io://1234-5678-9012/1\",\"states\":[[\"core:LevelState\",1,42],[\"x\",3,\"\\u00E9\"]]}]}}]");
        assertThat(text(RowBodies.of(States.of(State.of("a", 1.0), State.of("b", true)))))
                .isEqualTo("{\"all\":[[\"a\",2,1.0],[\"b\",6,true]]}");
    }

    @Test
    void whatIsMissingIsEmpty() {
        Device device = (Device) RowBodies.row(
                Table.DEVICE,
                "{\"id\":\"io://1234-5678-9012/1\",\"type\":\"t\",\"states\":{}}".getBytes(StandardCharsets.UTF_8));
        assertThat(device)
                .isEqualTo(new Device(
                        HandStepped.lampId(1),
                        "t",
                        "",
                        "",
                        false,
                        false,
                        States.NONE,
                        List.of(),
                        Map.of(),
                        Map.of(),
                        0,
                        0));
        assertThatThrownBy(() -> RowBodies.row(Table.DEVICE, "{\"id\":42}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("$.id");
    }

    /** A missing field that may be missing is empty then; another missing field is damage, and never null. */
    @Test
    void whatHasAShapeOfItsOwnIsThereOrMayBeMissing() {
        String old = "{\"id\":\"j\",\"kind\":\"refresh\",\"open\":[\"g\"],\"phase\":\"RUNNING\",\"startedMs\":7}";
        Job job = (Job) RowBodies.row(Table.JOB, old.getBytes(StandardCharsets.US_ASCII));
        assertThat(job.device()).isEmpty();
        assertThat(job.cause()).isEmpty();
        assertThat(job.asked()).isEmpty();
        assertThat(job.told()).isEmpty();
        assertThat(text(RowBodies.of(job))).isEqualTo(old);
        for (String broken : List.of("{\"type\":\"t\"}", "{\"id\":null,\"type\":\"t\"}")) {
            assertThatThrownBy(() -> RowBodies.row(Table.DEVICE, broken.getBytes(StandardCharsets.US_ASCII)))
                    .isInstanceOf(JsonException.class);
        }
    }

    /** A type of a device with everything that a type can have; it is stored with imported homes. */
    @Test
    void aTypeComesBackAsItWas() {
        DeviceType type = new DeviceType(
                "t",
                "ACTUATOR",
                "Light",
                "Dimmer",
                false,
                List.of("a"),
                List.of(),
                List.of(new DeviceType.CommandType(
                        "set",
                        List.of(
                                new DeviceType.Parameter("p", State.Kind.FLOAT, Double.NaN, -0.0, List.of(), true),
                                new DeviceType.Parameter(
                                        "q", State.Kind.FLOAT, 0.0, Double.POSITIVE_INFINITY, List.of("x"), false)),
                        List.of(new DeviceType.Effect(
                                "s", DeviceType.Effect.Source.FIXED, Value.NOTHING, 0, DeviceType.Effect.Pace.JUMP)),
                        DeviceType.Repeat.NEVER)),
                List.of(
                        new DeviceType.StateType("s", DeviceType.StateType.Shape.CONTINUOUS, List.of(), true),
                        new DeviceType.StateType(
                                "t",
                                DeviceType.StateType.Shape.DATA,
                                State.Kind.INTEGER,
                                -1.5,
                                Double.NEGATIVE_INFINITY,
                                List.of(),
                                false,
                                true)),
                List.of(new DeviceType.Property("n", "")),
                List.of(
                        new DeviceType.TraitType("Level", "t", "s", -1, 100, List.of(), List.of()),
                        new DeviceType.TraitType("OnOff", "s", "", 1, 0, List.of("on", "auto"), List.of("off"))));
        Resource.SiteType stored = new Resource.SiteType(type, "{}");
        assertThat(RowBodies.row(Table.RESOURCE, RowBodies.of(stored))).isEqualTo(stored);
    }

    /** On disk null and empty are the same, so no component of what is stored may be null. */
    @Test
    void nothingThatIsStoredMayBeNull() {
        Map<Type, String> seen = new HashMap<>();
        Deque<Class<?>> left = new ArrayDeque<>(List.of(
                SiteEvent.class,
                Cause.class,
                Resource.class,
                Device.class,
                Gateway.class,
                Execution.class,
                Step.class,
                Job.class,
                HistoryItem.class));
        Set<String> nullable = new TreeSet<>();
        while (!left.isEmpty()) {
            Class<?> type = left.pop();
            if (!type.getName().startsWith("io.candelabra.") || seen.putIfAbsent(type, "") != null) {
                continue;
            }
            if (type.isSealed()) {
                left.addAll(List.of(type.getPermittedSubclasses()));
            }
            if (type.isRecord()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    AnnotatedType annotated = component.getAnnotatedType();
                    if (annotated.isAnnotationPresent(Nullable.class)) {
                        nullable.add(type.getSimpleName() + "." + component.getName());
                    }
                    left.add(component.getType());
                    if (component.getGenericType() instanceof ParameterizedType parameterized) {
                        for (Type argument : parameterized.getActualTypeArguments()) {
                            if (argument instanceof Class<?> known) {
                                left.add(known);
                            }
                        }
                    }
                }
            }
        }
        assertThat(nullable).isEmpty();
        assertThat(seen.keySet()).contains(DeviceCommand.class, Value.Real.class);
    }
}
