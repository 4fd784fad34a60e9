package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.view.View;
import io.candelabra.dialect.api.Admission;
import io.candelabra.dialect.api.Bindings;
import io.candelabra.dialect.api.Depiction;
import io.candelabra.dialect.api.Dialect;
import io.candelabra.dialect.api.Entrance;
import io.candelabra.dialect.api.Ground;
import io.candelabra.dialect.api.Orders;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.LeapDepiction;
import io.candelabra.dialect.lutron.leap.feed.OccupancyNews;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.model.Device;
import io.candelabra.model.WayIn;
import io.candelabra.ops.Description;
import io.candelabra.ops.Description.Told;
import io.candelabra.ops.WordTable;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.Route;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts the face together: messages in an envelope at one address, and the same resources each at its own. */
public final class QuantumFace implements Dialect {
    /** The name of this dialect in bindings, device keys and causes. */
    public static final String DIALECT = "quantum";

    /** The kind of vendors' API keys among the keys. */
    public static final String API_KEYS = "quantum-api";

    public static final String PREFIX = "/api/v1";

    static final String API_KEY = "apiKey";
    static final String DEVICE_KEY = "deviceKey";

    /** By two keys: that of the vendor, and that of the server. */
    public static final Entrance ENTRANCE = Entrance.of(DIALECT, WayIn.KEYS)
            .showing(WayIn.KEYS, new Entrance.Secret(DEVICE_KEY, false), new Entrance.Secret(API_KEY, true))
            .declaring(QuantumWebhook.DECLARED);

    private final Face face;
    private final Orders orders;
    private final Admission admission;
    private final Supplier<byte[]> description;
    private final Leap leap;
    private final Bindings bindings;

    /**
     * @param trying whether every client may set the webhook over HTTPS: in the demo, the person who tries it has also
     * installed it
     */
    public QuantumFace(Ground ground, Leap leap, boolean trying) {
        OccupancyNews news = new OccupancyNews(leap.types());
        QuantumWebhook webhook = new QuantumWebhook(
                ground.sites(), news, ground.webhooks(), ground.sender(), ground.vault(), ground.random());
        this.orders = new QuantumOrders(ground, webhook);
        List<RouteSet> routes = new ArrayList<>();
        routes.add(new QuantumRoutes(leap));
        routes.add(new ResourceRoutes(leap));
        if (trying) {
            routes.add(new WebhookRoutes(ground.accounts(), webhook));
        }
        this.face = new Face(DIALECT, PREFIX, routes, new QuantumKeys(ground.accounts()), new QuantumErrors());
        this.leap = leap;
        this.bindings = new Bindings(ground.accounts(), DIALECT);
        this.admission = new QuantumAdmission(bindings);
        this.description = Description.onceAsked(this::described);
        ground.webhooks().tellBy(new QuantumPushes(news));
    }

    @Override
    public Entrance entrance() {
        return ENTRANCE;
    }

    @Override
    public Admission admission() {
        return admission;
    }

    @Override
    public Optional<Orders> orders() {
        return Optional.of(orders);
    }

    @Override
    public List<Face> faces() {
        return List.of(face);
    }

    @Override
    public Map<String, String> addresses() {
        return Map.of(DIALECT, PREFIX + "/leap");
    }

    @Override
    public Optional<byte[]> description() {
        return Optional.of(description.get());
    }

    private Description described() {
        Map<String, Told> words = new HashMap<>();
        WordTable.read(QuantumFace.class, "quantum-words.tsv")
                .forEach((id, row) -> words.put(id, Told.inShort(row.get(1))));
        Description api = new Description("Lutron Quantum over HTTPS, as Candelabra speaks it")
                .server("/", "this server")
                .proofs(Map.of(
                        "deviceKey",
                        Map.of("type", "apiKey", "in", "header", "name", "Authorization"),
                        API_KEY,
                        Map.of("type", "apiKey", "in", "header", "name", "ApiKey")))
                .errors("application/json", QuantumBodies.Problem.class)
                .words(words, Map.of("id", "number of the thing, as its href tells"))
                .bodies(QuantumBodies.ALL);
        for (Route route : face.routeTable()) {
            api.route(route, PREFIX + route.path(), false, true);
        }
        return api;
    }

    @Override
    public Depiction depict(View view, Device device, String authority) {
        return new LeapDepiction(
                        leap,
                        Envelope.QUANTUM,
                        bindings,
                        (address, reply) -> Depiction.of("GET " + PREFIX + "/leap" + address, Json.text(reply.body())))
                .of(view, device);
    }
}
