package io.candelabra.dialect.overkiz.spelling;

import io.candelabra.model.Execution;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import org.jspecify.annotations.Nullable;

/** The words for executions: their phase, their kind, and their source. */
public final class OverkizPlans {
    /** Among a plan's vendor texts: the id of the delayed trigger that started it. */
    public static final String TRIGGER = "overkiz.trigger";
    /** Among a plan's vendor texts: it is there where the client said that a person's location started the execution. */
    public static final String GEOLOCATED = "overkiz.geolocated";

    private OverkizPlans() {}

    /** True where a person's location started it; null elsewhere, so that it is left out. */
    public static @Nullable Boolean geolocated(Plan plan) {
        return plan.vendor().containsKey(GEOLOCATED) ? true : null;
    }

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

    /** The source of an execution, in the form {@code mobile:pc} that clients know. */
    public static String source(Execution execution) {
        return execution.cause().dialect().equals("clock")
                ? "server"
                : "mobile:" + execution.cause().dialect();
    }
}
