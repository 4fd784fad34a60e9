package io.candelabra.wire.http;

/**
 * One live route, as a row of the route table.
 *
 * @param face the face's name
 * @param method GET, POST, PUT, DELETE or PATCH
 * @param prefix the face's prefix; empty for the root
 * @param path the path as its class wrote it, relative to the prefix
 * @param owner the class that registered it
 */
public record Route(String face, Method method, String prefix, String path, Class<?> owner) {

    /** The whole path with its variables, such as {@code /api/setup/devices/{deviceURL}}. */
    public String fullPath() {
        return prefix + path;
    }
}
