package io.candelabra.wire.http;

/**
 * Takes the routes of a {@link RouteSet}. A path starts with a slash and is relative to the face's prefix; a segment is
 * a literal word or a variable in braces: {@code /setup/devices/{deviceURL}/states}. Where several paths fit a request,
 * literal words win over variables, segment by segment from the left; one that has the method wins over one that does
 * not. The same method and shape twice is refused at start.
 */
public interface Routes {

    Routes route(Method method, String path, Handler handler);

    default Routes get(String path, Handler handler) {
        return route(Method.GET, path, handler);
    }

    default Routes post(String path, Handler handler) {
        return route(Method.POST, path, handler);
    }

    default Routes put(String path, Handler handler) {
        return route(Method.PUT, path, handler);
    }

    default Routes delete(String path, Handler handler) {
        return route(Method.DELETE, path, handler);
    }

    default Routes patch(String path, Handler handler) {
        return route(Method.PATCH, path, handler);
    }
}
