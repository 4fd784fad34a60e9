package io.candelabra.model;

/** Why a step or an execution failed. */
public enum Failure {
    NONE("nothing failed"),
    CANCELLED("somebody cancelled it"),
    SUPERSEDED("a later command to the same device took over"),
    NO_ANSWER("the device did not answer"),
    GATEWAY_DOWN("the gateway does not answer"),
    OUTCOME_UNKNOWN("it was sent before a restart, and must not be sent twice"),
    UNKNOWN_COMMAND("the device does not know the command"),
    BAD_PARAMETER("the device refused a parameter"),
    BUSY("the device is busy with something else"),
    BLOCKED("something is in the way: a hazard, an open door"),
    LOCKED("a lock of a higher priority keeps the command out"),
    LOW_BATTERY("the battery is too weak"),
    TIMED_OUT("it took longer than it may"),
    OTHER("the device failed for another reason");

    private final String sentence;

    Failure(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
