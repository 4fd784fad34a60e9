package io.candelabra.dialect.api;

/**
 * One device as the clients of an API are given it.
 *
 * @param request how a client asks for it: a method with an address, or a message with one; empty where it is not shown
 * @param json the answer to that, as JSON; empty where it is not shown
 * @param absent why the API does not show the device, as a sentence; empty where it does
 */
public record Depiction(String request, String json, String absent) {

    public static Depiction of(String request, String json) {
        return new Depiction(request, json, "");
    }

    /** The API does not show the device. */
    public static Depiction none(String why) {
        return new Depiction("", "", why);
    }

    /** No client of the API is shown the site, or none this part of it. */
    public static Depiction notBound() {
        return none("This API shows no part of the site in which the device is.");
    }
}
