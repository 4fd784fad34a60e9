package io.candelabra.dialect.overkiz.spelling;

import org.jspecify.annotations.Nullable;

/**
 * An error in the dialect's exact words. Handlers let the core's refusal fly where there is one; this is for what only
 * the dialect knows. Clients compare code and text literally, so each text that a client was seen to depend on has a
 * method of its own here.
 */
public final class OverkizFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String text;

    public OverkizFault(int status, String code, @Nullable String text) {
        super(status + " " + code + ": " + text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    public int status() {
        return status;
    }

    /** The {@code errorCode}. */
    public String code() {
        return code;
    }

    /** The {@code error}; null is written as null. */
    public @Nullable String text() {
        return text;
    }

    // ---- proof ----

    /** No proof, or a wrong one: clients of either face know it by these words and come in again. */
    public static OverkizFault notAuthenticated(boolean local) {
        return new OverkizFault(401, "RESOURCE_ACCESS_DENIED", local ? "Not authenticated." : "Not authenticated");
    }

    public static OverkizFault badCredentials() {
        return new OverkizFault(401, "AUTHENTICATION_ERROR", "Bad credentials");
    }

    public static OverkizFault tooManyLogins(String userId) {
        return new OverkizFault(
                401, "AUTHENTICATION_ERROR", "Too many requests, try again later : login with " + userId);
    }

    /** A page of another site asks with a cookie of this one. */
    public static OverkizFault otherSite() {
        return new OverkizFault(403, "RESOURCE_ACCESS_DENIED", "Requests of other sites are not allowed.");
    }

    /** Only for the local face, where a request without any token comes in. */
    public static OverkizFault missingToken() {
        return new OverkizFault(401, "RESOURCE_ACCESS_DENIED", "Missing authorization token.");
    }

    public static OverkizFault cookieAndToken() {
        return unspecified("Cannot use JSESSIONID and bearer token in same request");
    }

    public static OverkizFault banned() {
        return unspecified("Too many attempts with an invalid token, temporarily banned.");
    }

    /** A token of a letter that is unknown, used, over, or somebody else's: one answer for all. */
    public static OverkizFault wornToken() {
        return invalid("Invalid token : it is not valid, was used, or is over");
    }

    // ---- limits ----

    public static OverkizFault quota() {
        return new OverkizFault(429, "QUOTA_EXCEEDED", "Too many requests, try again later");
    }

    // ---- the request ----

    /** 400 UNSPECIFIED_ERROR: most refusals of the vendor's server come under it. */
    public static OverkizFault unspecified(@Nullable String text) {
        return new OverkizFault(400, "UNSPECIFIED_ERROR", text);
    }

    /** A field, a path segment or a query parameter has a value that it cannot have. */
    public static OverkizFault invalid(String text) {
        return new OverkizFault(400, "INVALID_FIELD_VALUE", text);
    }

    /** A field that has to be there is not; {@code what} reads like "Malformed action group". */
    public static OverkizFault missing(String what) {
        return new OverkizFault(400, "MISSING_PARAMETERS", "Malformed \"" + what + "\". (missing parameter)");
    }

    /** There is no such thing, or none in this setup; {@code kind} reads like "place". */
    public static OverkizFault noSuch(String kind, String id) {
        return new OverkizFault(404, "NO_SUCH_RESSOURCE", "No such " + kind + " : " + id);
    }

    public static OverkizFault noSuchDevice(String deviceUrl) {
        return new OverkizFault(400, "NO_SUCH_DEVICE", "No such device : \"" + deviceUrl + "\"");
    }

    public static OverkizFault noSuchCommand(String command) {
        return unsupported("No such command : " + command);
    }

    public static OverkizFault noSuchActionGroup(String oid) {
        return new OverkizFault(404, "NO_SUCH_ACTION_GROUP", "No such action group : " + oid);
    }

    /** A gateway that is not there, or that is someone else's: one answer for both. */
    public static OverkizFault noSuchGateway(String gatewayId, String setupOid) {
        return new OverkizFault(
                403,
                "RESOURCE_ACCESS_DENIED",
                "Security exception : Gateway #" + gatewayId + " does not belong to setup " + setupOid);
    }

    public static OverkizFault unsupported(String text) {
        return new OverkizFault(400, "UNSUPPORTED_OPERATION", text);
    }

    public static OverkizFault denied(String text) {
        return new OverkizFault(403, "RESOURCE_ACCESS_DENIED", text);
    }
}
