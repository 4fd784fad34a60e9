package io.candelabra.dialect.overkiz.spelling;

import io.candelabra.model.Failure;

/** The dialect's failure types: a name, and the number that clients look at. Only 102 marks a device as lost. */
public enum OverkizFailures {
    NO_FAILURE(0),
    ERROR_WHILE_EXECUTING(12),
    ACTUATORNOANSWER(102),
    CMDUNKNOWN(105),
    CMDCANCELLED(106),
    BAD_PARAM(115),
    NONEXEC_BLOCKED_BY_HAZARD(153),
    PRIORITY_LOCK__USER(168),
    ANOTHER_COMMAND_IS_RUNNING(180),
    COMMAND_INTERRUPTED(185),
    NONEXEC_BATTERY_LEVEL(402),
    TIMED_OUT(10001),
    SERVER_FAILURE(10004),
    PEER_DOWN(10005);

    private final int code;

    OverkizFailures(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static OverkizFailures of(Failure failure) {
        return switch (failure) {
            case NONE -> NO_FAILURE;
            case CANCELLED -> CMDCANCELLED;
            case SUPERSEDED -> COMMAND_INTERRUPTED;
            case NO_ANSWER -> ACTUATORNOANSWER;
            case GATEWAY_DOWN -> PEER_DOWN;
            case OUTCOME_UNKNOWN -> SERVER_FAILURE;
            case UNKNOWN_COMMAND -> CMDUNKNOWN;
            case BAD_PARAMETER -> BAD_PARAM;
            case BUSY -> ANOTHER_COMMAND_IS_RUNNING;
            case BLOCKED -> NONEXEC_BLOCKED_BY_HAZARD;
            case LOCKED -> PRIORITY_LOCK__USER;
            case LOW_BATTERY -> NONEXEC_BATTERY_LEVEL;
            case TIMED_OUT -> TIMED_OUT;
            case OTHER -> ERROR_WHILE_EXECUTING;
        };
    }
}
