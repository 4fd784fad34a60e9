package io.candelabra;

import io.candelabra.dialect.lutron.quantum.QuantumBodies;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.overkiz.OverkizBodies;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.ops.Description;
import io.candelabra.ops.OpenApi;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The descriptions of the HTTP dialects: made from the live routes when somebody first asks, or written by hand, as the one
 * of the lamps.
 */
final class Descriptions {
    private static final String VERSION = "1";

    private final Map<String, Supplier<Description>> makers;
    private final Map<String, byte[]> made = new ConcurrentHashMap<>();

    Descriptions(List<Face> overkiz, Face quantum) {
        this.makers = Map.of("overkiz", () -> overkiz(overkiz), "quantum", () -> quantum(quantum));
    }

    /** The description of a dialect, as JSON; empty where there is no such dialect. */
    Optional<byte[]> of(String dialect) {
        Supplier<Description> maker = makers.get(dialect);
        return maker == null
                ? OpenApi.read(dialect)
                : Optional.of(made.computeIfAbsent(dialect, name -> maker.get().write(VERSION)));
    }

    /** Both faces have the same routes; the cloud's are read. */
    private static Description overkiz(List<Face> faces) {
        Description api = new Description("Overkiz end-user API, as Candelabra speaks it")
                .server(OverkizFace.CLOUD_PREFIX, "cloud face: cookie or token")
                .server(OverkizFace.LOCAL_PREFIX, "local face: token alone")
                .proof("cookie", Map.of("type", "apiKey", "in", "cookie", "name", "JSESSIONID"))
                .proof("token", Map.of("type", "http", "scheme", "bearer"))
                .errors("application/json", OverkizBodies.Error.class)
                .bodies(OverkizBodies.ALL);
        for (Route route : faces.getFirst().routeTable()) {
            api.route(route, route.path(), OverkizFace.isOpen(route), OverkizFace.isBuilt(route));
        }
        return api;
    }

    private static Description quantum(Face face) {
        Description api = new Description("Lutron Quantum over HTTPS, as Candelabra speaks it")
                .server("/", "this server")
                .proofs(Map.of(
                        "deviceKey", Map.of("type", "apiKey", "in", "header", "name", "Authorization"),
                        "apiKey", Map.of("type", "apiKey", "in", "header", "name", "ApiKey")))
                .errors("application/json", QuantumBodies.Problem.class)
                .bodies(QuantumBodies.ALL);
        for (Route route : face.routeTable()) {
            api.route(route, QuantumFace.PREFIX + route.path(), false, true);
        }
        return api;
    }
}
