package io.candelabra.dialect.overkiz.conditiongroups;

import io.candelabra.dialect.overkiz.conditiongroups.ConditionGroup.Controllable;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a condition group holds. It fails when a device does not meet a condition, and also when it cannot be told:
 * a device that cannot be reached, or lacks the state, is a failed one.
 *
 * @param evaluationStatus SUCCESS or FAILED
 * @param evaluationTime ms since 1970
 * @param failedDevices URLs of devices of which it cannot be told
 * @param invalidatingDevices URLs of devices that do not meet a condition
 * @param ignoredControllables names of types of which the setup has no device
 */
public record EvaluationDocument(
        String evaluationStatus,
        long evaluationTime,
        List<String> failedDevices,
        List<String> invalidatingDevices,
        List<String> ignoredControllables) {

    static EvaluationDocument of(ConditionGroup group, List<Device> devices, long nowMs) {
        List<String> failed = new ArrayList<>();
        List<String> invalidating = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (ConditionGroup.Condition condition :
                group.conditions() == null ? List.<ConditionGroup.Condition>of() : group.conditions()) {
            Controllable about = condition == null ? null : condition.controllable();
            if (about != null) {
                hold(about, devices, failed, invalidating, ignored);
            }
        }
        boolean holds = failed.isEmpty() && invalidating.isEmpty();
        return new EvaluationDocument(holds ? "SUCCESS" : "FAILED", nowMs, failed, invalidating, ignored);
    }

    private static void hold(
            Controllable about,
            List<Device> devices,
            List<String> failed,
            List<String> invalidating,
            List<String> ignored) {
        for (String name : about.controllableNames() == null ? List.<String>of() : about.controllableNames()) {
            List<Device> ofType = devices.stream()
                    .filter(d -> SiteType.plainName(d.type()).equals(name))
                    .toList();
            if (ofType.isEmpty()) {
                add(ignored, name);
            }
            for (Device device : ofType) {
                String state = String.valueOf(about.stateName());
                if (!device.available() || !device.states().has(state)) {
                    add(failed, device.id().value());
                } else if (!stands(device.states().value(state), about)) {
                    add(invalidating, device.id().value());
                }
            }
        }
    }

    private static void add(List<String> list, String what) {
        if (!list.contains(what)) {
            list.add(what);
        }
    }

    private static boolean stands(Value is, Controllable about) {
        String wanted = String.valueOf(about.value());
        double number = is.asNumber();
        double bound = Value.of(wanted).asNumber();
        boolean numbers = !Double.isNaN(number) && !Double.isNaN(bound);
        int order = numbers ? Double.compare(number, bound) : is.asText().compareTo(wanted);
        return switch (about.relation()) {
            case EQUALS -> order == 0;
            case NOTEQUALS -> order != 0;
            case GREATERTHAN -> numbers && order > 0;
            case GREATERTHANOREQUAL -> numbers && order >= 0;
            case LOWERTHAN -> numbers && order < 0;
            case LOWERTHANOREQUAL -> numbers && order <= 0;
        };
    }
}
