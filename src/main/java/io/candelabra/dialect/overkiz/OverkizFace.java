package io.candelabra.dialect.overkiz;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Founding;
import io.candelabra.core.history.Histories;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Declared;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.api.Admission;
import io.candelabra.dialect.api.Bindings;
import io.candelabra.dialect.api.Depiction;
import io.candelabra.dialect.api.Dialect;
import io.candelabra.dialect.api.Entrance;
import io.candelabra.dialect.api.Ground;
import io.candelabra.dialect.overkiz.accountmanagement.AccountManagementRoutes;
import io.candelabra.dialect.overkiz.actiongroups.ActionGroupsRoutes;
import io.candelabra.dialect.overkiz.apiversion.ApiVersionRoutes;
import io.candelabra.dialect.overkiz.conditiongroups.ConditionGroupsRoutes;
import io.candelabra.dialect.overkiz.config.LocalRoutes;
import io.candelabra.dialect.overkiz.config.ZwaveRoutes;
import io.candelabra.dialect.overkiz.doc.DocRoutes;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.document.RenderedDevices;
import io.candelabra.dialect.overkiz.document.RenderedLists;
import io.candelabra.dialect.overkiz.enduser.AccessPeriodRoutes;
import io.candelabra.dialect.overkiz.enduser.EmailRoutes;
import io.candelabra.dialect.overkiz.enduser.MainAccountRoutes;
import io.candelabra.dialect.overkiz.enduser.NewSetups;
import io.candelabra.dialect.overkiz.enduser.PasswordRoutes;
import io.candelabra.dialect.overkiz.enduser.PermissionsRoutes;
import io.candelabra.dialect.overkiz.enduser.PersonLetters;
import io.candelabra.dialect.overkiz.enduser.PreferencesRoutes;
import io.candelabra.dialect.overkiz.enduser.SecondaryAccountsRoutes;
import io.candelabra.dialect.overkiz.enduser.ShortTokens;
import io.candelabra.dialect.overkiz.events.EventsRoutes;
import io.candelabra.dialect.overkiz.events.Listeners;
import io.candelabra.dialect.overkiz.events.RecentStarts;
import io.candelabra.dialect.overkiz.exec.ExecRoutes;
import io.candelabra.dialect.overkiz.history.HistoryRoutes;
import io.candelabra.dialect.overkiz.request.OverkizErrors;
import io.candelabra.dialect.overkiz.request.OverkizLimits;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.session.SessionRoutes;
import io.candelabra.dialect.overkiz.setup.CurrentRoutes;
import io.candelabra.dialect.overkiz.setup.EnduserRoutes;
import io.candelabra.dialect.overkiz.setup.OptionsRoutes;
import io.candelabra.dialect.overkiz.setup.PlacesRoutes;
import io.candelabra.dialect.overkiz.setup.ProtocolsRoutes;
import io.candelabra.dialect.overkiz.setup.RolesRoutes;
import io.candelabra.dialect.overkiz.setup.SecretsRoutes;
import io.candelabra.dialect.overkiz.setup.SetupRoutes;
import io.candelabra.dialect.overkiz.setup.ZonesRoutes;
import io.candelabra.dialect.overkiz.setup.calendar.CalendarPlan;
import io.candelabra.dialect.overkiz.setup.calendar.DaysRoutes;
import io.candelabra.dialect.overkiz.setup.calendar.RuleSetRoutes;
import io.candelabra.dialect.overkiz.setup.calendar.RulesRoutes;
import io.candelabra.dialect.overkiz.setup.calendar.ScheduleRoutes;
import io.candelabra.dialect.overkiz.setup.calendar.StatusRoutes;
import io.candelabra.dialect.overkiz.setup.devices.AttributesRoutes;
import io.candelabra.dialect.overkiz.setup.devices.ControllablesRoutes;
import io.candelabra.dialect.overkiz.setup.devices.DevicesRoutes;
import io.candelabra.dialect.overkiz.setup.devices.StatesHistoryRoutes;
import io.candelabra.dialect.overkiz.setup.devices.StatesRoutes;
import io.candelabra.dialect.overkiz.setup.gateways.AdditionalInformationRoutes;
import io.candelabra.dialect.overkiz.setup.gateways.DeveloperModeRoutes;
import io.candelabra.dialect.overkiz.setup.gateways.GatewaysRoutes;
import io.candelabra.dialect.overkiz.setup.gateways.SynchronizationRoutes;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.WayIn;
import io.candelabra.ops.Description;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.Route;
import io.candelabra.wire.http.RouteSet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Puts the two faces together: the cloud's, and the local gateway's under a path of its own. They share all operations;
 * they differ in the proof they take and in how event values are written.
 */
public final class OverkizFace implements Dialect, AutoCloseable {
    /** How this dialect is called in bindings, sessions, keys and causes. */
    public static final String DIALECT = "overkiz";

    /** The rights to change what this dialect alone keeps. */
    public static final Declared DECLARED = new Declared(
                    ExtraKind.RIGHTS, Map.of(), Map.of(), CalendarPlan.IN_USE, Set.of())
            .with(DIALECT, new CalendarPlan());

    public static final String CLOUD_PREFIX = "/enduser-mobile-web/enduserAPI";
    public static final String LOCAL_PREFIX = "/enduser-mobile-web/1/enduserAPI";

    /** The secret that programs of the local face show. */
    static final String TOKEN = "token";

    /** By a token of the local face, or by an account of the cloud. */
    public static final Entrance ENTRANCE =
            Entrance.of(DIALECT, WayIn.TOKEN, WayIn.LOGIN).showing(WayIn.TOKEN, new Entrance.Secret(TOKEN, false));

    private final List<Face> faces;
    private final Listeners listeners;
    private final Admission admission;
    private final Map<String, Bodies> bodies = new HashMap<>();
    private final OverkizWords words;
    private final Supplier<byte[]> description;
    private final Sites sites;
    private final Bindings bindings;
    private final RenderedDevices documents = new RenderedDevices();

    public OverkizFace(Ground ground, OverkizLimits.Mode limitsMode) {
        this.sites = ground.sites();
        Accounts accounts = ground.accounts();
        this.bindings = new Bindings(accounts, DIALECT);
        InstantSource wallClock = ground.wall();
        RandomGenerator random = ground.random();
        OverkizOperations operations = OverkizOperations.read();
        List<RouteSet> routes = new ArrayList<>();
        RecentStarts starts = new RecentStarts(wallClock);
        ShortTokens tokens = new ShortTokens(ground.vault().key("overkiz short tokens"), wallClock);
        this.listeners = new Listeners(sites, accounts, wallClock, random, starts);
        routes.addAll(sessionRoutes(sites, accounts, tokens, wallClock, random, listeners, starts));
        routes.addAll(personRoutes(ground, tokens));
        routes.addAll(setupRoutes(accounts, ground.histories(), ground.vault(), wallClock, random, documents));
        this.words = OverkizWords.read(operations);
        this.description = Description.onceAsked(this::described);
        routes.add(new DocRoutes(description));
        routes.add(new UnbuiltRoutes(operations, List.copyOf(routes)));
        routes.forEach(set -> bodies.putAll(set.bodies()));
        OverkizLimits limits = new OverkizLimits(limitsMode);
        OverkizErrors errors = new OverkizErrors();
        this.faces = List.of(
                new Face(
                        "overkiz cloud",
                        CLOUD_PREFIX,
                        routes,
                        new OverkizAuth(accounts, sites, wallClock, limits, operations, false),
                        errors),
                new Face(
                        "overkiz local",
                        LOCAL_PREFIX,
                        routes,
                        new OverkizAuth(accounts, sites, wallClock, limits, operations, true),
                        errors));
        this.admission = new OverkizAdmission(sites, bindings, random);
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
    public Map<String, String> addresses() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("overkiz", CLOUD_PREFIX + "/");
        places.put("overkiz local", LOCAL_PREFIX + "/");
        return places;
    }

    @Override
    public Optional<byte[]> description() {
        return Optional.of(description.get());
    }

    /** Both faces have the same routes; the cloud's are read. */
    private Description described() {
        Description api = new Description("Overkiz end-user API, as Candelabra speaks it")
                .server(CLOUD_PREFIX, "cloud face: cookie or token")
                .server(LOCAL_PREFIX, "local face: token alone")
                .proof("cookie", Map.of("type", "apiKey", "in", "cookie", "name", "JSESSIONID"))
                .proof("token", Map.of("type", "http", "scheme", "bearer"))
                .errors("application/json", OverkizErrors.ErrorDocument.class)
                .words(words.calls(), words.parameters())
                .bodies(bodies);
        for (Route route : faces.getFirst().routeTable()) {
            api.route(route, route.path(), isOpen(route), isBuilt(route));
        }
        return api;
    }

    /** Sessions, events, executions, action groups, history. */
    private static List<RouteSet> sessionRoutes(
            Sites sites,
            Accounts accounts,
            ShortTokens tokens,
            InstantSource wallClock,
            RandomGenerator random,
            Listeners listeners,
            RecentStarts starts) {
        return List.of(
                new SessionRoutes(sites, accounts, tokens, wallClock, random),
                new ApiVersionRoutes(),
                new AccountManagementRoutes(accounts, wallClock),
                new CurrentRoutes(accounts),
                new LocalRoutes(accounts, wallClock, random),
                new ZwaveRoutes(),
                new EventsRoutes(listeners),
                new ActionGroupsRoutes(random),
                new ConditionGroupsRoutes(wallClock, () -> OverkizIds.fresh(random)),
                new ExecRoutes(random, starts),
                new HistoryRoutes());
    }

    /** The calls below {@code /enduser}. */
    private static List<RouteSet> personRoutes(Ground ground, ShortTokens tokens) {
        Accounts accounts = ground.accounts();
        InstantSource wallClock = ground.wall();
        Supplier<String> ids = () -> OverkizIds.fresh(ground.random());
        PersonLetters letters = new PersonLetters(accounts, ground.mail(), ground.name());
        Founding founding = new Founding(ground.sites(), accounts);
        NewSetups setups = new NewSetups(accounts, founding, letters, ground.registration(), ids, wallClock);
        PasswordRoutes passwords = new PasswordRoutes(accounts, letters, wallClock);
        return List.of(
                new MainAccountRoutes(accounts, passwords, setups, founding, wallClock),
                new io.candelabra.dialect.overkiz.enduser.EnduserRoutes(accounts, letters, setups, tokens, wallClock),
                new EmailRoutes(accounts, letters),
                passwords,
                new PreferencesRoutes(ids),
                new PermissionsRoutes(accounts),
                new AccessPeriodRoutes(accounts),
                new SecondaryAccountsRoutes(accounts, wallClock));
    }

    /** The calls below {@code /setup}. */
    private static List<RouteSet> setupRoutes(
            Accounts accounts,
            Histories histories,
            Vault vault,
            InstantSource wallClock,
            RandomGenerator random,
            RenderedDevices documents) {
        RenderedLists listings = new RenderedLists(random);
        Supplier<String> ids = () -> OverkizIds.fresh(random);
        return List.of(
                new SecretsRoutes(vault, ids),
                new EnduserRoutes(accounts, wallClock),
                new RolesRoutes(accounts, wallClock),
                new SetupRoutes(documents, listings, wallClock),
                new OptionsRoutes(),
                new PlacesRoutes(ids),
                new ZonesRoutes(ids),
                new DaysRoutes(ids),
                new RulesRoutes(ids),
                new RuleSetRoutes(ids),
                new ScheduleRoutes(ids),
                new StatusRoutes(),
                new ProtocolsRoutes(),
                new DevicesRoutes(documents, listings),
                new StatesRoutes(histories),
                new StatesHistoryRoutes(histories),
                new AttributesRoutes(),
                new io.candelabra.dialect.overkiz.setup.devices.AdditionalInformationRoutes(),
                new ControllablesRoutes(documents),
                new GatewaysRoutes(),
                new SynchronizationRoutes(),
                new AdditionalInformationRoutes(),
                new DeveloperModeRoutes(accounts));
    }

    @Override
    public Depiction depict(View view, Device device, String authority) {
        return bindings.showing(view, device)
                .map(binding -> depict(view.as(view.caller().within(binding.area())), device, binding))
                .orElseGet(Depiction::notBound);
    }

    private Depiction depict(View view, Device device, FaceBinding binding) {
        OverkizSession session = new OverkizSession(
                "",
                view.caller().name(),
                view.caller(),
                binding.id(),
                view.site(),
                binding.address(),
                false,
                false,
                sites,
                new Cause(DIALECT, view.caller().name(), ""));
        String url = URLEncoder.encode(device.id().value(), StandardCharsets.UTF_8);
        byte[] json = documents.device(session, view, device);
        return Depiction.of("GET " + CLOUD_PREFIX + "/setup/devices/" + url, new String(json, StandardCharsets.UTF_8));
    }

    /** Stores how far each listener has read. After the last request, before the sites close. */
    @Override
    public void close() {
        listeners.flush();
    }

    /** Whether a route takes no proof. */
    private static boolean isOpen(Route route) {
        return OverkizAuth.isOpen(route);
    }

    /** Whether a route is built. Another only answers that it is not supported. */
    private static boolean isBuilt(Route route) {
        return route.owner() != UnbuiltRoutes.class;
    }

    @Override
    public List<Face> faces() {
        return faces;
    }
}
