package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Execution;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Stored;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Fields;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonCodec;
import io.candelabra.wire.json.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts in the {@code body} columns: JSON, one document per row; in the log, one per {@link Block}. Records are
 * objects with field names, so that a file can be read with any tool and a later version can tell what is missing; only
 * what occurs in nearly every row is shorter: ids are texts, a state is {@code ["core:ClosureState",1,42]} (name, code
 * of the kind, value), a cause is {@code ["overkiz","somebody","request"]}, the subject of an alert
 * {@code ["gateway","1234-5678-9012"]} (versions before wrote the text alone, also that of a device or of the site).
 * The record of a family stands first, by its {@link Stored} name, as {@code "@"}.
 *
 * <p>A value is kept as what it is: {@code 42} is whole, {@code 42.0} is real; a tree stands as its text in an array of
 * one, a number that JSON does not know as its name in an array of two.
 */
final class RowBodies {

    private static final List<Shape<?>> SHAPES = List.of(
            Shape.text(DeviceId.class, DeviceId::value, DeviceId::new),
            Shape.text(GatewayId.class, GatewayId::value, GatewayId::new),
            Shape.text(ExecutionId.class, ExecutionId::value, ExecutionId::new),
            Shape.text(SiteId.class, SiteId::value, SiteId::new),
            new Shape<>(Value.class, RowBodies::tree, RowBodies::value),
            new Shape<>(State.class, RowBodies::tree, RowBodies::state),
            new Shape<>(Alert.Subject.class, RowBodies::tree, RowBodies::subject),
            new Shape<>(Cause.class, c -> List.of(c.dialect(), c.who(), c.request()), RowBodies::cause));

    private static final JsonCodec CODEC = codec(HotBodies.ALL);

    /** Names of states: as they stand in the program where they do, so that they are found at a glance. */
    private static final Alike<String> NAMES = new Alike<>(1 << 12, String::intern);

    /** Texts, and states whole: devices of a kind mostly have the same. */
    private static final Alike<String> TEXTS = new Alike<>(1 << 14);

    private static final Alike<State> STATES = new Alike<>(1 << 15);

    /** Words for the subjects of alerts. */
    private static final String DEVICE = "device";

    private static final String GATEWAY = "gateway";
    private static final String SITE = "site";

    private RowBodies() {}

    /** @param byHand the records that are written by hand; what is written is the same with and without them */
    static JsonCodec codec(List<Fields<?>> byHand) {
        return Json.forStorage(
                SHAPES,
                byHand,
                // a type with a shape needs no name
                kind -> Value.class.isAssignableFrom(kind) || Alert.Subject.class.isAssignableFrom(kind)
                        ? kind.getSimpleName()
                        : Stored.Name.of(kind));
    }

    static byte[] of(Object rowItemOrLine) {
        return CODEC.write(rowItemOrLine);
    }

    static Block.Single single(byte[] body) {
        return CODEC.read(body, Block.Single.class);
    }

    static List<Block.Line> lines(byte[] body) {
        return CODEC.readList(body, Block.Line.class);
    }

    static Object row(Table table, byte[] body) {
        Object byHand = HotRows.row(table, body);
        return byHand != null ? byHand : byLibrary(table, body);
    }

    /** The same as the library reads it. */
    static Object byLibrary(Table table, byte[] body) {
        return CODEC.read(body, type(table));
    }

    static <H extends HistoryItem> H item(Class<H> kind, byte[] body) {
        return CODEC.read(body, kind);
    }

    private static Class<?> type(Table table) {
        return switch (table) {
            case DEVICE -> Device.class;
            case STATES -> States.class;
            case GATEWAY -> Gateway.class;
            case RESOURCE -> Resource.class;
            case EXECUTION -> Execution.class;
            case STEP -> Step.class;
            case ALERT -> Alert.class;
            case JOB -> Job.class;
        };
    }

    static List<Object> tree(State state) {
        Object value = tree(state.value());
        Integer kind = state.kind().code();
        return value == null ? List.of(state.name(), kind) : List.of(state.name(), kind, value);
    }

    private static State state(@Nullable Object tree) {
        List<?> parts = (List<?>) present(tree);
        return state(
                (String) present(parts.get(0)),
                (Long) present(parts.get(1)),
                parts.size() < 3 ? Value.NOTHING : value(parts.get(2)));
    }

    /** One object for equal ones, with a name that is found at a glance. */
    static State state(String name, long code, Value value) {
        return STATES.one(new State(NAMES.one(name), State.Kind.ofCode((int) code), value));
    }

    static Value value(String text) {
        return Value.of(TEXTS.one(text));
    }

    static @Nullable Object tree(Value value) {
        return switch (value) {
            case Value.Nothing ignored -> null;
            case Value.Text text -> text.text();
            case Value.Whole whole -> whole.number();
            case Value.Real real when Double.isFinite(real.number()) -> real.number();
            case Value.Real real -> List.of("real", Double.toString(real.number()));
            case Value.Flag flag -> flag.on();
            case Value.Tree json -> List.of(json.json());
        };
    }

    private static Value value(@Nullable Object tree) {
        return switch (tree) {
            case null -> Value.NOTHING;
            case String text -> value(text);
            case Long whole -> Value.of(whole.longValue());
            case Double real -> Value.of(real.doubleValue());
            case Boolean flag -> Value.of(flag.booleanValue());
            case List<?> list when list.size() == 1 -> new Value.Tree((String) present(list.getFirst()));
            case List<?> list when list.size() == 2 -> Value.of(Double.parseDouble((String) present(list.getLast())));
            default -> throw new IllegalArgumentException("no value");
        };
    }

    private static List<String> tree(Alert.Subject subject) {
        String kind =
                switch (subject) {
                    case Alert.OfDevice ignored -> DEVICE;
                    case Alert.OfGateway ignored -> GATEWAY;
                    case Alert.OfSite ignored -> SITE;
                };
        return List.of(kind, subject.text());
    }

    private static Alert.Subject subject(@Nullable Object tree) {
        return switch (tree) {
            case null -> Alert.Subject.of("");
            case String text -> Alert.Subject.stored(text);
            case List<?> parts
            when parts.size() == 2 -> {
                String text = (String) present(parts.getLast());
                yield switch ((String) present(parts.getFirst())) {
                    case DEVICE -> Alert.Subject.of(new DeviceId(text));
                    case GATEWAY -> Alert.Subject.of(new GatewayId(text));
                    case SITE -> Alert.Subject.of(text);
                    default -> throw new IllegalArgumentException("no subject of an alert");
                };
            }
            default -> throw new IllegalArgumentException("no subject of an alert");
        };
    }

    private static Cause cause(@Nullable Object tree) {
        List<?> parts = (List<?>) present(tree);
        return new Cause(
                (String) present(parts.get(0)), (String) present(parts.get(1)), (String) present(parts.get(2)));
    }

    private static Object present(@Nullable Object part) {
        if (part == null) {
            throw new IllegalArgumentException("a part is missing");
        }
        return part;
    }
}
