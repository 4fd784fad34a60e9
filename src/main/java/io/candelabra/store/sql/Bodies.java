package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.StateType;
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
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonCodec;
import io.candelabra.wire.json.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the {@code body} columns: JSON, one document per row. Records are objects with field names, so that a file
 * can be read with any tool and a later version can tell what is missing; only what occurs in nearly every row is shorter:
 * ids are texts, parameters and states of a type are arrays of their parts, a state is {@code ["core:ClosureState",1,42]} (name, code of the kind, value), a cause is
 * {@code ["overkiz","somebody","request"]}.
 *
 * <p>A value is kept as what it is: {@code 42} is whole, {@code 42.0} is real; a tree stands as its text in an array of one,
 * a number that JSON does not know as its name in an array of two.
 */
final class Bodies {

    /** What is kept of an event besides its place and time. */
    record Entry(Cause cause, SiteEvent event) {}

    private static final JsonCodec CODEC = Json.forStorage(List.of(
            Shape.text(DeviceId.class, DeviceId::value, DeviceId::new),
            Shape.text(GatewayId.class, GatewayId::value, GatewayId::new),
            Shape.text(ExecutionId.class, ExecutionId::value, ExecutionId::new),
            Shape.text(SiteId.class, SiteId::value, SiteId::new),
            new Shape<>(Value.class, Bodies::tree, Bodies::value),
            new Shape<>(State.class, Bodies::tree, Bodies::state),
            new Shape<>(Cause.class, c -> List.of(c.dialect(), c.who(), c.request()), Bodies::cause),
            new Shape<>(Parameter.class, Bodies::tree, Bodies::parameter),
            new Shape<>(StateType.class, Bodies::tree, Bodies::stateType)));

    private Bodies() {}

    static byte[] of(LoggedEvent event) {
        return CODEC.write(new Entry(event.cause(), event.event()));
    }

    static byte[] of(Object rowOrItem) {
        return CODEC.write(rowOrItem);
    }

    static LoggedEvent event(SiteId site, long seq, long atMs, byte[] body) {
        Entry entry = CODEC.read(body, Entry.class);
        return new LoggedEvent(site, seq, atMs, entry.cause(), entry.event());
    }

    static Object row(Table table, byte[] body) {
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

    private static List<Object> tree(State state) {
        Object value = tree(state.value());
        Integer kind = state.kind().code();
        return value == null ? List.of(state.name(), kind) : List.of(state.name(), kind, value);
    }

    private static State state(@Nullable Object tree) {
        List<?> parts = (List<?>) present(tree);
        return new State(
                (String) present(parts.get(0)),
                State.Kind.ofCode(((Long) present(parts.get(1))).intValue()),
                parts.size() < 3 ? Value.NOTHING : value(parts.get(2)));
    }

    private static @Nullable Object tree(Value value) {
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
            case String text -> Value.of(text);
            case Long whole -> Value.of(whole.longValue());
            case Double real -> Value.of(real.doubleValue());
            case Boolean flag -> Value.of(flag.booleanValue());
            case List<?> list when list.size() == 1 -> new Value.Tree((String) present(list.getFirst()));
            case List<?> list when list.size() == 2 -> Value.of(Double.parseDouble((String) present(list.getLast())));
            default -> throw new IllegalArgumentException("no value");
        };
    }

    private static List<Object> tree(Parameter parameter) {
        return List.of(
                parameter.name(),
                parameter.kind().name(),
                bound(parameter.min()),
                bound(parameter.max()),
                parameter.values(),
                parameter.optional());
    }

    private static Parameter parameter(@Nullable Object tree) {
        List<?> parts = (List<?>) present(tree);
        return new Parameter(
                (String) present(parts.get(0)),
                State.Kind.valueOf((String) present(parts.get(1))),
                bound(parts.get(2)),
                bound(parts.get(3)),
                texts(parts.get(4)),
                (Boolean) present(parts.get(5)));
    }

    private static List<Object> tree(StateType type) {
        return List.of(
                type.name(),
                type.shape().name(),
                type.kind().name(),
                bound(type.min()),
                bound(type.max()),
                type.values(),
                type.eventBased());
    }

    private static StateType stateType(@Nullable Object tree) {
        List<?> parts = (List<?>) present(tree);
        return new StateType(
                (String) present(parts.get(0)),
                StateType.Shape.valueOf((String) present(parts.get(1))),
                State.Kind.valueOf((String) present(parts.get(2))),
                bound(parts.get(3)),
                bound(parts.get(4)),
                texts(parts.get(5)),
                (Boolean) present(parts.get(6)));
    }

    /** A bound is often open, which is no number in JSON: then its name stands there. */
    private static Object bound(double bound) {
        return Double.isFinite(bound) ? bound : Double.toString(bound);
    }

    private static double bound(@Nullable Object tree) {
        return tree instanceof Double number ? number : Double.parseDouble((String) present(tree));
    }

    private static List<String> texts(@Nullable Object tree) {
        return ((List<?>) present(tree))
                .stream().map(text -> (String) present(text)).toList();
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
