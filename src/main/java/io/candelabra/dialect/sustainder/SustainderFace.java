package io.candelabra.dialect.sustainder;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.Declared;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.api.Admission;
import io.candelabra.dialect.api.Bindings;
import io.candelabra.dialect.api.Depiction;
import io.candelabra.dialect.api.Dialect;
import io.candelabra.dialect.api.Entrance;
import io.candelabra.dialect.api.Ground;
import io.candelabra.dialect.sustainder.auth.AuthRoutes;
import io.candelabra.dialect.sustainder.auth.HostAuthRoutes;
import io.candelabra.dialect.sustainder.auth.SustainderAuth;
import io.candelabra.dialect.sustainder.auth.Tokens;
import io.candelabra.dialect.sustainder.dimmingschemes.DimmingSchemesRoutes;
import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.gateways.GatewaysRoutes;
import io.candelabra.dialect.sustainder.groups.GroupsRoutes;
import io.candelabra.dialect.sustainder.lamps.Coordinates;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lcms.FunctionsRoutes;
import io.candelabra.dialect.sustainder.lcms.LcmsRoutes;
import io.candelabra.dialect.sustainder.lcms.SettingsRoutes;
import io.candelabra.dialect.sustainder.nodes.NodesRoutes;
import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.dialect.sustainder.request.SustainderErrors;
import io.candelabra.dialect.sustainder.root.RootRoutes;
import io.candelabra.dialect.sustainder.sensors.SensorsRoutes;
import io.candelabra.dialect.sustainder.types.TypesRoutes;
import io.candelabra.dialect.sustainder.webhooks.DeliveriesRoutes;
import io.candelabra.dialect.sustainder.webhooks.SustainderPushes;
import io.candelabra.dialect.sustainder.webhooks.WebhooksRoutes;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.WayIn;
import io.candelabra.ops.OpenApi;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the face together: the API under {@code /v2}, and tokens at the host's root as well. */
public final class SustainderFace implements Dialect {
    /** How this dialect is called in bindings, subscriptions and causes. */
    public static final String DIALECT = SustainderAuth.DIALECT;

    /** The memory of a lamp's level needs no more rights than setting the lamp; a lamp is in one group at most. */
    public static final Declared DECLARED = new Declared(
            Map.of(
                    "sustainder/scheme", Verb.CONFIGURE,
                    "sustainder/scheme-counter", Verb.CONFIGURE,
                    "sustainder/group-counter", Verb.CONFIGURE,
                    "sustainder/own-level", Verb.CONTROL),
            Map.of(DIALECT, Verb.CONFIGURE),
            Map.of(Coordinates.OF_GATEWAY, Verb.CONFIGURE),
            Map.of("sustainder/scheme", DimmingSchemesRoutes::inUse),
            Set.of(DIALECT));

    private static final Duration TOKEN_LIFE = Duration.ofSeconds(300);
    private static final Duration TOKEN_REFRESHABLE = Duration.ofDays(7);

    private final List<Face> faces;

    /** By name and password, to an application that has a number; programs there set lamps up. */
    public static final Entrance ENTRANCE =
            Entrance.of(DIALECT, WayIn.LOGIN).usually(Verb.CONFIGURE).numbered("artkey");

    private final Admission admission;
    private final Lamps lamps;
    private final Bindings bindings;

    public SustainderFace(Ground ground) {
        Sites sites = ground.sites();
        Accounts accounts = ground.accounts();
        Tokens tokens =
                new Tokens(ground.vault().key("sustainder tokens"), TOKEN_LIFE, TOKEN_REFRESHABLE, ground.wall());
        this.lamps = new Lamps(sites);
        LampOrders orders = new LampOrders(sites);
        SettingsRoutes settings = new SettingsRoutes(lamps, orders);
        io.candelabra.dialect.sustainder.groups.SettingsRoutes groupSettings =
                new io.candelabra.dialect.sustainder.groups.SettingsRoutes(lamps, orders);
        AuthRoutes auth = new AuthRoutes(accounts, tokens, ground.mail());
        SustainderAuth proof = new SustainderAuth(accounts, tokens);
        SustainderErrors errors = new SustainderErrors();
        Face api = new Face(
                "sustainder",
                ApiRoot.PREFIX,
                List.of(
                        new RootRoutes(lamps, auth),
                        auth,
                        new LcmsRoutes(lamps),
                        new FunctionsRoutes(lamps, orders, settings),
                        settings,
                        new DimmingSchemesRoutes(sites, lamps),
                        new GroupsRoutes(sites, lamps),
                        new io.candelabra.dialect.sustainder.groups.FunctionsRoutes(lamps, orders, groupSettings),
                        groupSettings,
                        new NodesRoutes(sites, lamps),
                        new TypesRoutes(),
                        new GatewaysRoutes(lamps, ground.clock()),
                        new SensorsRoutes(lamps),
                        new WebhooksRoutes(sites, ground.vault(), ground.sender(), ground.random(), ground.wall()),
                        new DeliveriesRoutes(lamps, ground.webhooks(), ground.clock())),
                proof,
                errors);
        Face host =
                new Face("sustainder tokens", HostAuthRoutes.PREFIX, List.of(new HostAuthRoutes(auth)), proof, errors);
        this.faces = List.of(api, host);
        this.bindings = new Bindings(accounts, DIALECT);
        this.admission = new SustainderAdmission(bindings);
        ground.webhooks().tellBy(new SustainderPushes(lamps));
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
    public List<Face> faces() {
        return faces;
    }

    @Override
    public Map<String, String> addresses() {
        return Map.of(DIALECT, ApiRoot.PREFIX + "/");
    }

    /** It is written by hand. */
    @Override
    public Optional<byte[]> description() {
        return OpenApi.read(DIALECT);
    }

    @Override
    public Depiction depict(View view, Device device, String authority) {
        return bindings.showing(view, device)
                .flatMap(binding ->
                        SustainderAuth.application(binding, view.caller().within(binding.area())))
                .map(application -> depict(application, device, ApiRoot.at(authority)))
                .orElseGet(Depiction::notBound);
    }

    /** A light may get its number here, as it does when the first client looks. */
    private Depiction depict(Application application, Device device, String base) {
        Lamps.Shown shown = lamps.view(application);
        return shown.seen()
                .device(device.id())
                .filter(Lamp::isLamp)
                .map(lamp -> lamps.lamp(shown.seen(), lamp))
                .map(lamp -> Depiction.of(
                        "GET " + ApiRoot.PREFIX + "/lcms/" + lamp.lcmId(),
                        Json.text(LcmsRoutes.document(base, new Lamps.Found(shown, lamp))
                                .document())))
                .orElseGet(() -> Depiction.none("This API shows street lamps and other lights, and this is none."));
    }
}
