package io.candelabra.driver.overkiz;

import io.candelabra.model.DeviceId;
import io.candelabra.model.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The steps that the box is at, by the ids of its executions. Taking one out is what ends it, so it ends once. */
final class BoxSteps {
    private record Open(Step.Ref step, DeviceId device) {}

    private final Map<String, Open> steps = new LinkedHashMap<>();

    void put(String execution, Step step) {
        steps.put(execution, new Open(step.ref(), step.device()));
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    Optional<Step.Ref> get(String execution) {
        return Optional.ofNullable(steps.get(execution)).map(Open::step);
    }

    /** The one that ends now; empty where it has ended before, or is somebody else's. */
    Optional<Step.Ref> remove(String execution) {
        return Optional.ofNullable(steps.remove(execution)).map(Open::step);
    }

    /** The execution of a step that ends now. */
    Optional<String> remove(Step.Ref step) {
        Optional<String> execution = steps.entrySet().stream()
                .filter(open -> open.getValue().step().equals(step))
                .map(Map.Entry::getKey)
                .findFirst();
        execution.ifPresent(steps::remove);
        return execution;
    }

    /** The newest step of a device: what changes there is taken for its doing. */
    Optional<Step.Ref> of(DeviceId device) {
        Step.Ref newest = null;
        for (Open open : steps.values()) {
            newest = open.device().equals(device) ? open.step() : newest;
        }
        return Optional.ofNullable(newest);
    }
}
