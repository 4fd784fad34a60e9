package io.candelabra.dialect.overkiz.words;

import io.candelabra.model.Execution;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;

/** How executions are told: the words for their phase, their kind, and what started them. */
public final class OverkizPlans {
    /** Among a plan's vendor parts: the id of the delayed trigger that it was started by. */
    public static final String TRIGGER = "overkiz.trigger";
    /** Among a plan's vendor parts: there where the client said that it was started by where somebody is. */
    public static final String GEOLOCATED = "overkiz.geolocated";

    private OverkizPlans() {}

    public static String state(Phase phase) {
        return switch (phase) {
            case WAITING -> "NOT_TRANSMITTED";
            case SENT -> "TRANSMITTED";
            case RUNNING -> "IN_PROGRESS";
            case COMPLETED -> "COMPLETED";
            case FAILED -> "FAILED";
        };
    }

    public static String type(Plan.Kind kind) {
        return switch (kind) {
            case MANUAL, TRIGGER -> "Immediate execution";
            case DELAYED -> "Delayed execution";
            case SCHEDULE -> "Weekly planning";
        };
    }

    public static String subType(Plan.Kind kind) {
        return switch (kind) {
            case MANUAL -> "MANUAL_CONTROL";
            case DELAYED, SCHEDULE -> "TIME_TRIGGER";
            case TRIGGER -> "DISCRETE_TRIGGER";
        };
    }

    /** The number that events carry for the type. */
    public static int typeCode(Plan.Kind kind) {
        return switch (kind) {
            case MANUAL, TRIGGER -> 1;
            case DELAYED -> 2;
            case SCHEDULE -> 3;
        };
    }

    /** The number that events carry for the sub-type. */
    public static int subTypeCode(Plan.Kind kind) {
        return switch (kind) {
            case MANUAL -> 1;
            case DELAYED, SCHEDULE -> 2;
            case TRIGGER -> 3;
        };
    }

    /** What asked for it, in the form {@code mobile:pc} that clients know. */
    public static String source(Execution execution) {
        return execution.cause().dialect().equals("clock")
                ? "server"
                : "mobile:" + execution.cause().dialect();
    }
}
