package io.candelabra.driver.leap;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Step;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps that the bridge is at, by the tags of their requests. Taking one out is what ends it, so it ends once. A step ends when the
 * bridge has said yes, and a status has told to what it led.
 */
final class BridgeSteps {
    private static final long ANSWER_MS = 10_000;
    /** How long a status may take after the fade, before it is asked for. */
    private static final long STATUS_MS = 1_000;

    /** How far a step is. */
    private enum Stage {
        /** It was sent. */
        ASKED,
        /** The bridge said yes, and a status shall tell what came of it. */
        TAKEN,
        /** None did, so it was asked for. */
        READ
    }

    /**
     * A step that has not ended.
     *
     * @param until site time, ms: when to go on where nothing came
     */
    private record Open(String tag, Step.Ref step, DeviceId device, BridgeOrder order, Stage stage, long until) {
        Open at(Stage next, long thenUntil) {
            return new Open(tag, step, device, order, next, thenUntil);
        }
    }

    private final DriverContext lane;
    private final BridgeTalk talk;
    private final Map<String, Open> steps = new LinkedHashMap<>();
    private long sent;

    BridgeSteps(DriverContext lane, BridgeTalk talk) {
        this.lane = lane;
        this.talk = talk;
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    void send(Step step, BridgeOrder order) throws IOException {
        String tag = "step-" + ++sent;
        talk.tell("Create", order.href() + "/commandprocessor", tag, Map.of("Command", order.command()));
        long now = lane.nowMs();
        steps.put(tag, new Open(tag, step.ref(), step.device(), order, Stage.ASKED, now + ANSWER_MS));
        lane.takesUntil(step.ref(), now + order.fadeMs() + STATUS_MS + 2 * ANSWER_MS);
    }

    /**
     * The newest step of a device that the bridge has taken: what changes there is its doing. What was told before its answer was not, since
     * bridges answer a command before they tell what came of it.
     */
    Optional<Step.Ref> of(DeviceId device) {
        List<Open> taken = taken(device);
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken.getLast().step());
    }

    private List<Open> taken(DeviceId device) {
        return steps.values().stream()
                .filter(open -> open.device().equals(device) && open.stage() != Stage.ASKED)
                .toList();
    }

    /** A message came that is no interim one, and may be the answer to a step. Called before what it says of devices is told. */
    void hear(BridgeMessage answer) {
        Open open = steps.get(answer.tag());
        if (open != null && answer.good() && open.stage() == Stage.ASKED) {
            long until = lane.nowMs() + open.order().fadeMs() + STATUS_MS;
            steps.put(open.tag(), open.at(Stage.TAKEN, until));
        }
    }

    /** A status of a device was told. */
    void told(DeviceId device) {
        taken(device).forEach(open -> end(open, Failure.NONE));
    }

    /** The same message, after what it says of devices was told. */
    void heard(BridgeMessage answer) {
        Open open = steps.get(answer.tag());
        if (open == null) {
            return;
        }
        if (!answer.good()) {
            end(open, failure(answer.status()));
        } else if (!open.order().level() || open.stage() == Stage.READ) {
            end(open, Failure.NONE);
        }
    }

    private static Failure failure(int status) {
        return switch (status) {
            case 400 -> Failure.BAD_PARAMETER;
            case 404, 504 -> Failure.NO_ANSWER;
            case 405 -> Failure.UNKNOWN_COMMAND;
            case 503 -> Failure.BUSY;
            default -> Failure.OTHER;
        };
    }

    private void end(Open open, Failure failure) {
        if (steps.remove(open.tag()) != null) {
            lane.report(Report.StepSeen.ended(open.step(), failure));
        }
    }

    /** Goes on with those of which nothing came in time. */
    void look() throws IOException {
        long now = lane.nowMs();
        List<Open> due =
                steps.values().stream().filter(open -> open.until() <= now).toList();
        for (Open open : due) {
            switch (open.stage()) {
                case ASKED, READ -> end(open, Failure.NO_ANSWER);
                case TAKEN -> {
                    steps.put(open.tag(), open.at(Stage.READ, now + ANSWER_MS));
                    talk.tell("Read", open.order().href() + "/status", open.tag(), Map.of());
                }
            }
        }
    }

    /** Ends a step without a word. What it was for; empty where it has ended before. */
    Optional<BridgeOrder> cancel(Step.Ref step) {
        Optional<Open> found =
                steps.values().stream().filter(open -> open.step().equals(step)).findFirst();
        found.ifPresent(open -> steps.remove(open.tag()));
        return found.map(Open::order);
    }
}
