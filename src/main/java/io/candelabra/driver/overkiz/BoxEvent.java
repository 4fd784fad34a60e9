package io.candelabra.driver.overkiz;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.wire.json.ToldJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event of a box. One of a name that is not known here is passed by: the box may be newer than we are.
 *
 * @param gone takes the devices that the box says are gone
 */
record BoxEvent(
        Map<String, @Nullable Object> event, BoxSetup setup, BoxSteps open, Set<DeviceId> gone, DriverContext lane) {

    /** Tells it; whether the setup has to be read again for it. */
    boolean tell() {
        switch (ToldJson.text(event, "name")) {
            case "DeviceStateChangedEvent" -> states();
            case "DeviceAvailableEvent" -> available(true);
            case "DeviceUnavailableEvent" -> available(false);
            case "ExecutionStateChangedEvent" -> execution();
            case "DeviceRemovedEvent" -> device().ifPresent(this::removed);
            case "DeviceCreatedEvent", "DeviceUpdatedEvent", "DeviceDefinitionUpdatedEvent" -> {
                return true;
            }
            default -> {}
        }
        return false;
    }

    private void removed(DeviceId device) {
        gone.add(device);
        lane.report(new Report.DeviceGone(device));
    }

    private Optional<DeviceId> device() {
        return setup.addresses().id(ToldJson.text(event, "deviceURL"));
    }

    private void states() {
        List<State> states = BoxJson.states(event, "deviceStates");
        Optional<DeviceId> device = device();
        if (device.isPresent() && !states.isEmpty()) {
            setup.now(device.get(), states);
            lane.report(new Report.StatesSeen(device.get(), states, open.of(device.get())));
        }
    }

    private void available(boolean available) {
        device().ifPresent(device -> {
            setup.now(device, available);
            lane.report(new Report.AvailabilitySeen(device, available));
        });
    }

    private void execution() {
        String id = ToldJson.text(event, "execId");
        switch (ToldJson.text(event, "newState")) {
            case "IN_PROGRESS" ->
                open.get(id).ifPresent(step -> lane.report(new Report.StepSeen(step, Phase.RUNNING, Failure.NONE)));
            case "COMPLETED" -> end(id, Failure.NONE);
            case "FAILED" -> end(id, failure());
            default -> {}
        }
    }

    private void end(String execution, Failure failure) {
        Optional<Step.Ref> ended = open.remove(execution);
        ended.ifPresent(step -> lane.report(Report.StepSeen.ended(step, failure)));
    }

    /** The words of boxes, as far as they mean something here. */
    private Failure failure() {
        String told = ToldJson.text(event, "failureType");
        if (told.isEmpty()) {
            told = ToldJson.objects(event, "failedCommands").stream()
                    .map(command -> ToldJson.text(command, "failureType"))
                    .findFirst()
                    .orElse("");
        }
        return switch (told) {
            case "NONEXEC_OTHER", "" -> Failure.OTHER;
            case "CMDCANCELLED", "EXEC_CANCELLED" -> Failure.CANCELLED;
            case "NO_FAILURE" -> Failure.OTHER;
            case "NOSTATE", "DEVICE_NOT_RESPONDING", "PEER_DOWN", "TIMEOUT", "NONEXEC_TIMEOUT" -> Failure.NO_ANSWER;
            case "PRIORITY_LOCK", "LOCKED", "BLOCKED_BY_HAZARD_SENSOR", "NONEXEC_LOCKED_BY_HAZARD" -> Failure.LOCKED;
            case "BATTERY_LEVEL", "LOW_BATTERY", "OUT_OF_BATTERY" -> Failure.LOW_BATTERY;
            case "NONEXEC_BLOCKED", "BLOCKED" -> Failure.BLOCKED;
            case "BUSY", "EXEC_QUEUE_FULL" -> Failure.BUSY;
            case "CMDUNKNOWN", "UNKNOWN_COMMAND", "UNSUPPORTED_COMMAND" -> Failure.UNKNOWN_COMMAND;
            case "BAD_PARAM", "INVALID_PARAMETERS", "WRONG_PARAMETERS" -> Failure.BAD_PARAMETER;
            default -> Failure.OTHER;
        };
    }
}
