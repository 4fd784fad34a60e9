package io.candelabra.dialect.sustainder.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal in this dialect's words. The document names no errors; these have the form that clients of such servers
 * know: {@code detail}, and for a wrong body the fields with the fault of each.
 */
public final class SustainderFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;
    private final transient Map<String, List<String>> fields;

    public SustainderFault(int status, String detail) {
        this(status, detail, Map.of());
    }

    private SustainderFault(int status, String detail, Map<String, List<String>> fields) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.fields = new LinkedHashMap<>(fields);
    }

    /** A field of the body (or a parameter of the query) is missing or wrong. */
    public static SustainderFault field(String field, String why) {
        return new SustainderFault(400, field + ": " + why, Map.of(field, List.of(why)));
    }

    /** A thing that does not exist, or is not this caller's: both read alike. */
    public static SustainderFault notFound() {
        return new SustainderFault(404, "Not found.");
    }

    /** An application that does not exist, or is not this caller's: both read alike. */
    public static SustainderFault noApplication() {
        return new SustainderFault(403, "You do not have permission to perform this action for this application.");
    }

    public static SustainderFault notAuthenticated() {
        return new SustainderFault(401, "Authentication credentials were not provided.");
    }

    public static SustainderFault wrongCredentials() {
        return new SustainderFault(401, "Unable to log in with provided credentials.");
    }

    public int status() {
        return status;
    }

    public String detail() {
        return detail;
    }

    /** The faults, by field. */
    public Map<String, List<String>> fields() {
        return fields;
    }
}
