package io.candelabra.dialect.lutron.leap.device;

import io.candelabra.core.command.Command;
import io.candelabra.core.execution.Running;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.ButtonEvents;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.DeviceWord;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.Remote;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Plan;
import io.candelabra.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Buttons of remotes: listed, pressed, and heard. */
public final class ButtonRoutes implements LeapRouteSet {
    /** Marks the plan of a button that is held, so that the release finds it. */
    private static final String HOLD = "leap.hold";

    private static final long LONG_HOLD_AFTER_MS = 1_000;
    /** A button is held no longer than this; a forgotten one is let go. */
    private static final long LET_GO_AFTER_MS = 5_000;

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/button", this::read);
        routes.read("/button/{id}", this::readById);
        routes.only(Envelope.VIVE, Verb.CREATE, "/button/{id}/commandprocessor", this::createByIdCommandprocessor);
        routes.subscribe("/button/{id}/status/event", this::subscribeByIdStatusEvent);
    }

    /** 200 with a body even when there is none: a client stumbles over 204 here. */
    LeapReply read(LeapCall call) {
        return Topic.list("MultipleButtonDefinition", "Buttons", (now, changes) -> Remote.all(now).stream()
                        .flatMap(remote -> remote.buttons().stream())
                        .map(button -> definition(now, button))
                        .toList())
                .read(call.now(), call.url());
    }

    LeapReply readById(LeapCall call) {
        return LeapReply.ok("OneButtonDefinition", "Button", definition(call.now(), button(call)));
    }

    LeapReply subscribeByIdStatusEvent(LeapCall call) {
        Remote.Button button = button(call);
        return LeapReply.subscription(new ButtonEvents(button.remote().of().id(), button.number(), button.href()));
    }

    LeapReply createByIdCommandprocessor(LeapCall call) {
        Remote.Button button = button(call);
        Map<?, ?> command = call.request().object("Command");
        switch (LeapRequest.text(command, "CommandType", "Command/CommandType")) {
            case "PressAndRelease" -> start(call, button, Map.of(), at(0, "press", button), at(0, "release", button));
            case "PressAndHold" -> hold(call, button);
            case "Release" -> letGo(call, button);
            case "MultiTap" -> start(call, button, Map.of(), at(0, "multiTap", button));
            default -> throw LeapError.invalid("Command/CommandType", "is none that a button knows");
        }
        return LeapReply.noContent();
    }

    /** Press now, long hold after a moment, and let go at the latest after some seconds: all in one plan. */
    private static void hold(LeapCall call, Remote.Button button) {
        start(
                call,
                button,
                Map.of(HOLD, button.href()),
                at(0, "press", button),
                at(LONG_HOLD_AFTER_MS, "longHold", button),
                at(LET_GO_AFTER_MS, "release", button));
        call.session().holds(button.href(), () -> letGo(call, button));
    }

    /** Lets go of a button, also of one that another session holds. */
    private static void letGo(LeapCall call, Remote.Button button) {
        call.session().released(button.href());
        Optional<ExecutionId> held = call.now()
                .view()
                .executions()
                .map(Running::execution)
                .filter(execution ->
                        button.href().equals(execution.plan().vendor().get(HOLD)))
                .map(execution -> execution.id())
                .findFirst();
        held.ifPresent(id -> call.submit(new Command.CancelExecutions(Optional.of(id), Optional.empty())));
        start(call, button, Map.of(), at(0, "release", button));
    }

    private static DeviceCommand at(long delayMs, String name, Remote.Button button) {
        return new DeviceCommand(name, List.of(Value.of((long) button.number())), delayMs, 0, List.of());
    }

    private static void start(
            LeapCall call, Remote.Button button, Map<String, String> marks, DeviceCommand... commands) {
        Action action = new Action(button.remote().of().id(), List.of(commands));
        call.submit(
                new Command.StartExecution(new Plan("", "", Plan.Kind.MANUAL, false, false, List.of(action), marks)));
    }

    private static Remote.Button button(LeapCall call) {
        return Remote.button(call.now(), call.id()).orElseThrow(call::noSuch);
    }

    static LeapObject definition(LeapView now, Remote.Button button) {
        String name = button.remote().names().get(button.index());
        return LeapObject.at(button.href())
                .put(
                        "ButtonNumber",
                        DeviceWord.buttonNumber(
                                DeviceWord.of(now, button.remote().of()), button.index()))
                .put("Parent", LeapObject.ref(button.remote().groupHref()))
                .put("Name", "Button " + button.number())
                .put("Engraving", Map.of("Text", name))
                .put(
                        "ProgrammingModel",
                        Map.of(
                                "href",
                                "/programmingmodel/" + button.id(),
                                "ProgrammingModelType",
                                "SingleActionProgrammingModel"));
    }

    /** The push for something that was done to a button. */
    public static LeapReply event(ButtonEvents button, String word) {
        String event =
                switch (word) {
                    case "press" -> "Press";
                    case "release" -> "Release";
                    case "longHold" -> "LongHold";
                    case "multiTap" -> "MultiTap";
                    default -> word;
                };
        LeapObject status = new LeapObject()
                .put("Button", LeapObject.ref(button.href()))
                .put("ButtonEvent", Map.of("EventType", event));
        return LeapReply.ok("OneButtonStatusEvent", "ButtonStatus", status).as(Verb.UPDATE.response());
    }
}
