package io.candelabra.driver.simulator;

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

    private final Field field;
    private final Steps steps;
    private final Map<DeviceId, Step.Ref> busy = new HashMap<>();
    private final Map<DeviceId, Deque<Waiting>> queues = new HashMap<>();

    OneWayRadio(Field field, Steps steps) {
        this.field = field;
        this.steps = steps;
    }

    void send(Step step, CommandType command) {
        if (command.name().equals("stop")) {
            Step.Ref blocked = busy.remove(step.device());
            if (blocked != null) {
                steps.completed(blocked);
            }
            begin(step, command);
        } else if (busy.containsKey(step.device())) {
            queues.computeIfAbsent(step.device(), id -> new ArrayDeque<>()).add(new Waiting(step, command));
        } else {
            begin(step, command);
        }
    }

    private void begin(Step step, CommandType command) {
        busy.put(step.device(), step.ref());
        field.after(Radio.delayMs(step.device().protocol()), () -> steps.running(step.ref()));
        long blockedMs = blockingSeconds(command, step.command()) * 1_000;
        field.after(Radio.delayMs(step.device().protocol()) + blockedMs, () -> {
            steps.completed(step.ref());
            release(step.device(), step.ref());
        });
    }

    private void release(DeviceId device, Step.Ref step) {
        if (!step.equals(busy.get(device))) {
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
        for (Map.Entry<DeviceId, Step.Ref> entry : Map.copyOf(busy).entrySet()) {
            if (entry.getValue().equals(step)) {
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
