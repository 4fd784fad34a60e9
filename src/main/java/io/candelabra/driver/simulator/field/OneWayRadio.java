package io.candelabra.driver.simulator.field;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Devices that hear and cannot tell. Since nobody knows when they are done, a command blocks its device for as long as its
 * last parameter says, in seconds; the next command waits until then. Only {@code stop} goes out at once: it would be of no
 * use after the way. States are never told.
 */
final class OneWayRadio {
    private static final long DEFAULT_SECONDS = 30;
    private static final long TILT_SECONDS = 15;

    private record Waiting(Step step, CommandType command) {}

    private record Busy(Step.Ref step, long untilMs) {}

    private final Field field;
    private final Steps steps;
    private final Map<DeviceId, Busy> busy = new HashMap<>();
    private final Map<DeviceId, Deque<Waiting>> queues = new HashMap<>();

    OneWayRadio(Field field, Steps steps) {
        this.field = field;
        this.steps = steps;
    }

    void send(Step step, CommandType command) {
        if (command.name().equals("stop")) {
            Busy blocked = busy.remove(step.device());
            if (blocked != null) {
                steps.completed(blocked.step());
            }
            begin(step, command);
            return;
        }
        Busy before = busy.get(step.device());
        if (before != null) {
            field.takesUntil(step.ref(), before.untilMs());
            queues.computeIfAbsent(step.device(), id -> new ArrayDeque<>()).add(new Waiting(step, command));
        } else {
            begin(step, command);
        }
    }

    private void begin(Step step, CommandType command) {
        long runsMs = field.nowMs() + Radio.delayMs(step.device().protocol());
        long endMs = runsMs + blockingSeconds(command, step.command()) * 1_000;
        busy.put(step.device(), new Busy(step.ref(), endMs));
        // those behind it wait as long
        field.takesUntil(step.ref(), endMs);
        queues.getOrDefault(step.device(), new ArrayDeque<>())
                .forEach(waiting -> field.takesUntil(waiting.step().ref(), endMs));
        field.at(runsMs, () -> steps.running(step.ref()));
        field.at(endMs, () -> {
            steps.completed(step.ref());
            release(step.device(), step.ref());
        });
    }

    private void release(DeviceId device, Step.Ref step) {
        Busy now = busy.get(device);
        if (now == null || !step.equals(now.step())) {
            return;
        }
        busy.remove(device);
        Deque<Waiting> queue = queues.getOrDefault(device, new ArrayDeque<>());
        Waiting next = queue.poll();
        while (next != null && !steps.wanted(next.step().ref())) {
            next = queue.poll();
        }
        if (queue.isEmpty()) {
            queues.remove(device);
        }
        if (next != null) {
            begin(next.step(), next.command());
        }
    }

    /** Nobody wants the step any more; if it blocks its device, the next one may go. */
    void cancel(Step.Ref step) {
        for (Map.Entry<DeviceId, Busy> entry : Map.copyOf(busy).entrySet()) {
            if (entry.getValue().step().equals(step)) {
                release(entry.getKey(), step);
            }
        }
    }

    /** The last parameter, where the type has an optional one in that place; 0 where it has none. */
    static long blockingSeconds(CommandType command, DeviceCommand given) {
        List<Parameter> parameters = command.parameters();
        int last = parameters.size() - 1;
        if (last < 0) {
            return 0;
        }
        boolean tilt = command.name().startsWith("tilt") || command.name().equals("moveOf");
        if (given.parameters().size() == parameters.size()
                && (parameters.get(last).optional() || tilt)) {
            double seconds = given.parameters().get(last).asNumber();
            return Double.isNaN(seconds) ? 0 : Math.round(seconds);
        }
        if (!parameters.get(last).optional()) {
            return 0;
        }
        return tilt ? TILT_SECONDS : DEFAULT_SECONDS;
    }
}
