package io.candelabra.model;

/**
 * One command of an execution on its way to one device.
 *
 * @param execution the execution that it belongs to
 * @param index its place among all steps of the execution, from 0
 * @param action index of its action in the plan
 * @param rank its place among the commands of the action, from 0
 * @param notBeforeMs site time before which it is not sent; 0 for at once
 * @param place number of the log entry that made it ready, or that sent it; 0 while it is held back
 */
public record Step(
        ExecutionId execution,
        int index,
        int action,
        int rank,
        DeviceId device,
        DeviceCommand command,
        DeviceType.Repeat repeat,
        boolean urgent,
        Phase phase,
        Failure failure,
        long notBeforeMs,
        long place) {

    public Step at(Phase next, Failure why, long newPlace) {
        return new Step(
                execution, index, action, rank, device, command, repeat, urgent, next, why, notBeforeMs, newPlace);
    }

    public Step notBefore(long siteTimeMs) {
        return new Step(
                execution, index, action, rank, device, command, repeat, urgent, phase, failure, siteTimeMs, place);
    }

    /** Not ready: the step before it is not done, or its time has not come. */
    public boolean held() {
        return phase == Phase.WAITING && place == 0;
    }

    /** On its way or being carried out. */
    public boolean inFlight() {
        return phase == Phase.SENT || phase == Phase.RUNNING;
    }

    public Ref ref() {
        return new Ref(execution, index);
    }

    /** Points at a step. */
    public record Ref(ExecutionId execution, int index) {}
}
