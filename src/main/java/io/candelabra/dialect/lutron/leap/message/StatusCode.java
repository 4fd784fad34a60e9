package io.candelabra.dialect.lutron.leap.message;

/** The status codes that are used; the word has no space. */
public enum StatusCode {
    OK("200 OK"),
    CREATED("201 Created"),
    NO_CONTENT("204 NoContent"),
    BAD_REQUEST("400 BadRequest"),
    UNAUTHORIZED("401 Unauthorized"),
    FORBIDDEN("403 Forbidden"),
    NOT_FOUND("404 NotFound"),
    METHOD_NOT_ALLOWED("405 MethodNotAllowed"),
    INTERNAL_SERVER_ERROR("500 InternalServerError"),
    SERVICE_UNAVAILABLE("503 ServiceUnavailable");

    private final String text;

    StatusCode(String text) {
        this.text = text;
    }

    /** As it stands in a message, such as {@code 204 NoContent}. */
    public String text() {
        return text;
    }

    public int number() {
        return Integer.parseInt(text.substring(0, 3));
    }
}
