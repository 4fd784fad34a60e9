package io.candelabra.testing;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.PasswordHash;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.lane.Lanes;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.dialect.overkiz.words.OverkizLimits;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Grant;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.Resource.Verb;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.wire.http.Server;
import io.candelabra.wire.http.ServerSettings;
import io.candelabra.wire.tls.CertificateAuthority;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole server in this process: real rooms, a real TLS socket, simulated devices on a clock that runs fast, a store in
 * memory unless another is given. It holds {@link TestHome} and three people: the owner, a guest who may only look, and a
 * neighbour who has a setup of his own.
 */
public final class TestServer implements AutoCloseable {
    public static final String OWNER = "owner@candelabra.example";
    public static final String GUEST = "guest@candelabra.example";
    public static final String NEIGHBOUR = "neighbour@candelabra.example";
    public static final String PASSWORD = "a-good-password";
    /** Site seconds in a second of the wall. */
    public static final double SPEED = 200;

    private static final Catalogue CATALOGUE = CatalogueFiles.load();
    private static final CertificateAuthority AUTHORITY = TestMachine.authority();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().sslContext(AUTHORITY.clientContext()).build();

    private final SiteClock siteClock;
    private final Committer committer;
    private final Thread writing;
    private final Sites sites;
    private final Lanes lanes;
    private final Accounts accounts;
    private final OverkizFace overkiz;
    private final Server server;
    private final String token;

    private TestServer(SiteStore store, OverkizLimits.Mode limits, double speed) {
        TestChance random = TestChance.begin();
        InstantSource wall = TestTime.of(store);
        this.siteClock = new SiteClock(wall, speed, wall.millis());
        this.committer = new Committer(store);
        this.writing = Thread.ofPlatform().name("committer").start(committer::run);
        this.sites = new Sites(
                store,
                committer,
                siteClock,
                random::uuid,
                (state, device) -> state.resource(SiteType.class, device.type())
                        .map(SiteType::type)
                        .or(() -> CATALOGUE.find(device.type()))
                        .orElseGet(() -> bare(device.type())),
                limits == OverkizLimits.Mode.VENDOR ? SiteLimits.VENDOR : SiteLimits.LOCAL);
        this.lanes = new Lanes(sites, SimulatorDriver.factory(Liveliness.OFF), siteClock, SiteClock.real(wall), 1);
        sites.whenOpened(lanes::opened);
        this.accounts = new Accounts(sites, wall, random, new PasswordHash(random, 64, 1));
        boolean fresh = accounts.accounts().isEmpty();
        if (fresh) {
            TestHome.install(sites);
            people();
        } else {
            sites.open(TestHome.SITE).join();
        }
        this.token = fresh
                ? accounts.issueKey(
                                "test",
                                OWNER,
                                OverkizFace.DIALECT,
                                "home",
                                Map.of("uuid", random.uuid(), "gatewayId", TestHome.GATEWAY))
                        .secret()
                : "";
        lanes.start();
        this.overkiz = new OverkizFace(sites, accounts, wall, random, limits);
        this.server = Server.start(ServerSettings.of(AUTHORITY.serverContext(), random, overkiz.faces())
                .withTimeouts(Duration.ofSeconds(60), Duration.ofMillis(20)));
    }

    /** A server with nothing in it but the home and the people. */
    public static TestServer start() {
        return new TestServer(new MemoryStore(), OverkizLimits.Mode.OFF, SPEED);
    }

    /** The same with another pace of the simulated field. */
    public static TestServer start(double speed) {
        return new TestServer(new MemoryStore(), OverkizLimits.Mode.OFF, speed);
    }

    /** The same with other limits. */
    public static TestServer start(OverkizLimits.Mode limits) {
        return new TestServer(new MemoryStore(), limits, SPEED);
    }

    /** A server on what a store holds; the home and the people are made where it is empty. */
    public static TestServer startOn(SiteStore store) {
        return new TestServer(store, OverkizLimits.Mode.OFF, SPEED);
    }

    private void people() {
        Map<String, Set<Verb>> rights = new HashMap<>();
        rights.put(OWNER, Set.of(Verb.values()));
        rights.put(GUEST, Set.of(Verb.VIEW, Verb.CONTROL));
        rights.forEach((name, verbs) ->
                accounts.putAccount(name, name, PASSWORD, List.of(new Grant(TestHome.SITE, verbs, Set.of()))));
        accounts.putAccount(NEIGHBOUR, NEIGHBOUR, PASSWORD, List.of(Accounts.owner(TestHome.OTHER_SITE)));
        bind("home", TestHome.SETUP, "", List.of(OWNER, GUEST));
        bind("kitchen", TestHome.SECOND_SETUP, TestHome.KITCHEN, List.of(OWNER));
        accounts.putBinding(new FaceBinding(
                "elsewhere",
                OverkizFace.DIALECT,
                TestHome.OTHER_SITE,
                TestHome.OTHER_SETUP,
                "",
                List.of(NEIGHBOUR),
                Map.of()));
    }

    private void bind(String id, String setup, String area, List<String> people) {
        accounts.putBinding(new FaceBinding(id, OverkizFace.DIALECT, TestHome.SITE, setup, area, people, Map.of()));
    }

    private static DeviceType bare(String name) {
        return new DeviceType(
                name, "ACTUATOR", "Generic", "Unknown", true, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** The time in which the home lives. */
    public InstantSource siteTime() {
        return siteClock;
    }

    public Sites sites() {
        return sites;
    }

    public Accounts accounts() {
        return accounts;
    }

    public OverkizFace overkiz() {
        return overkiz;
    }

    public Server server() {
        return server;
    }

    /** A token of the owner's for the local face. */
    public String token() {
        return token;
    }

    /** Such as {@code https://localhost:40123}. */
    public String origin() {
        return "https://localhost:" + server.port();
    }

    /** A client that trusts the server. */
    public HttpClient client() {
        return CLIENT;
    }

    @Override
    public void close() {
        server.close();
        overkiz.close();
        lanes.close();
        committer.close();
        try {
            writing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
