package io.candelabra.store.sql;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Execution;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Plan;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Stored;
import io.candelabra.model.Value;
import io.candelabra.wire.json.FieldWriter;
import io.candelabra.wire.json.Fields;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The records that each command and each report lead to, written by hand: that takes a third of the time. The text is the same
 * that the library makes of them, which a test holds for each; so a component that is added to a record is added here.
 */
final class HotBodies {
    static final List<Fields<?>> ALL = List.of(
            of(Block.Line.class, HotBodies::line),
            oneOf(
                    SiteEvent.StatesChanged.class,
                    (changed, out) -> out.objects("changes", changed.changes(), HotBodies::changes)),
            oneOf(SiteEvent.AvailabilityChanged.class, (changed, out) -> out.id(
                            "device", changed.device().value())
                    .flag("available", changed.available())),
            oneOf(SiteEvent.ExecutionStarted.class, (started, out) -> out.object(
                            "execution", started.execution(), HotBodies::execution)
                    .objects("steps", started.steps(), HotBodies::step)),
            oneOf(SiteEvent.StepMoved.class, (moved, out) -> out.object("step", moved.step(), HotBodies::reference)
                    .id("device", moved.device().value())
                    .word("phase", moved.phase())
                    .word("failure", moved.failure())),
            oneOf(SiteEvent.ExecutionMoved.class, (moved, out) -> out.id(
                            "execution", moved.execution().value())
                    .word("from", moved.from())
                    .word("to", moved.to())
                    .word("failure", moved.failure())
                    .objects("failed", moved.failed(), HotBodies::failed)),
            oneOf(HistoryItem.EndedExecution.class, (ended, out) -> out.object(
                            "execution", ended.execution(), HotBodies::execution)
                    .objects("steps", ended.steps(), HotBodies::step)),
            of(Execution.class, HotBodies::execution),
            of(Step.class, HotBodies::step),
            of(States.class, (states, out) -> out.values("all", states.all(), HotBodies::state)));

    private HotBodies() {}

    private static <T> Fields<T> of(Class<T> type, BiConsumer<T, FieldWriter> each) {
        return new Fields<>(type, "", each);
    }

    private static <T> Fields<T> oneOf(Class<T> type, BiConsumer<T, FieldWriter> each) {
        return new Fields<>(type, Stored.Name.of(type), each);
    }

    private static void line(Block.Line line, FieldWriter out) {
        out.number("after", line.after());
        line.cause().ifPresent(cause -> out.value("cause", cause, HotBodies::cause));
        out.oneOf("event", line.event());
    }

    private static void cause(Cause cause, FieldWriter out) {
        out.leaf(List.of(cause.dialect(), cause.who(), cause.request()));
    }

    private static void changes(SiteEvent.DeviceStates changed, FieldWriter out) {
        out.id("device", changed.device().value()).values("states", changed.states(), HotBodies::state);
    }

    private static void state(State state, FieldWriter out) {
        out.leaf(RowBodies.tree(state));
    }

    private static void reference(Step.Ref step, FieldWriter out) {
        out.id("execution", step.execution().value()).number("index", step.index());
    }

    private static void failed(SiteEvent.FailedStep step, FieldWriter out) {
        out.id("device", step.device().value()).number("rank", step.rank()).word("failure", step.failure());
    }

    private static void execution(Execution execution, FieldWriter out) {
        out.id("id", execution.id().value())
                .object("plan", execution.plan(), HotBodies::plan)
                .text("owner", execution.owner())
                .value("cause", execution.cause(), HotBodies::cause)
                .word("phase", execution.phase())
                .word("failure", execution.failure())
                .number("startedMs", execution.startedMs())
                .number("endedMs", execution.endedMs());
    }

    private static void plan(Plan plan, FieldWriter out) {
        out.text("label", plan.label())
                .text("scene", plan.scene())
                .word("kind", plan.kind())
                .flag("urgent", plan.urgent())
                .flag("hidden", plan.hidden())
                .objects("actions", plan.actions(), HotBodies::action)
                .other("vendor", plan.vendor());
    }

    private static void action(Action action, FieldWriter out) {
        out.id("device", action.device().value()).objects("commands", action.commands(), HotBodies::command);
    }

    private static void command(DeviceCommand command, FieldWriter out) {
        out.text("name", command.name())
                .values("parameters", command.parameters(), HotBodies::parameter)
                .number("delayMs", command.delayMs())
                .number("lockLevel", command.lockLevel())
                .other("sensitive", command.sensitive());
    }

    private static void parameter(Value value, FieldWriter out) {
        out.leaf(RowBodies.tree(value));
    }

    private static void step(Step step, FieldWriter out) {
        out.id("execution", step.execution().value())
                .number("index", step.index())
                .number("action", step.action())
                .number("rank", step.rank())
                .id("device", step.device().value())
                .object("command", step.command(), HotBodies::command)
                .word("repeat", step.repeat())
                .flag("urgent", step.urgent())
                .word("phase", step.phase())
                .word("failure", step.failure())
                .number("notBeforeMs", step.notBeforeMs())
                .number("place", step.place());
    }
}
