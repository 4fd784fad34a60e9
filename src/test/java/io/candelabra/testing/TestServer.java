package io.candelabra.testing;

import io.candelabra.Settings;
import io.candelabra.TestRooms;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.api.Registration;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.wire.http.Server;
import io.candelabra.wire.out.Mail;
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

    private final TestRooms rooms;
    private final Server server;
    private final String token;

    private TestServer(SiteStore store, Settings.Limits limits, double speed, Registration registration) {
        TestTime time = TestTime.of(store);
        this.rooms = TestRooms.in(new TestRooms.World(store, time, time, speed, limits), registration);
        boolean fresh = accounts().accounts().isEmpty();
        if (fresh) {
            TestHome.install(sites());
            people();
        }
        this.token = fresh
                ? accounts()
                        .issueKey(
                                "test",
                                OWNER,
                                OverkizFace.DIALECT,
                                "home",
                                Map.of("uuid", TestChance.begin().uuid(), "gatewayId", TestHome.GATEWAY))
                        .secret()
                : "";
        rooms.live();
        this.server = rooms.listen(rooms.overkiz().faces(), Duration.ofMillis(20));
    }

    /** A server with nothing in it but the home and the people. */
    public static TestServer start() {
        return new TestServer(new MemoryStore(), Settings.Limits.OFF, SPEED, Registration.MEMBERS);
    }

    /** The same with another pace of the simulated field. */
    public static TestServer start(double speed) {
        return new TestServer(new MemoryStore(), Settings.Limits.OFF, speed, Registration.MEMBERS);
    }

    /** The same with other limits. */
    public static TestServer start(Settings.Limits limits) {
        return new TestServer(new MemoryStore(), limits, SPEED, Registration.MEMBERS);
    }

    /** The same where other people may make accounts and setups. */
    public static TestServer registering(Registration registration) {
        return new TestServer(new MemoryStore(), Settings.Limits.OFF, SPEED, registration);
    }

    /** A server on what a store holds; the home and the people are made where it is empty. */
    public static TestServer startOn(SiteStore store) {
        return new TestServer(store, Settings.Limits.OFF, SPEED, Registration.MEMBERS);
    }

    private void people() {
        Map<String, Set<Verb>> rights = new HashMap<>();
        rights.put(OWNER, Set.of(Verb.values()));
        rights.put(GUEST, Set.of(Verb.VIEW, Verb.CONTROL));
        rights.forEach((name, verbs) ->
                accounts().putAccount(name, name, PASSWORD, List.of(new Grant(TestHome.SITE, verbs, Set.of()))));
        accounts().putAccount(NEIGHBOUR, NEIGHBOUR, PASSWORD, List.of(Accounts.owner(TestHome.OTHER_SITE)));
        bind("home", TestHome.SETUP, "", List.of(OWNER, GUEST));
        bind("kitchen", TestHome.SECOND_SETUP, TestHome.KITCHEN, List.of(OWNER));
        accounts()
                .putBinding(new FaceBinding(
                        "elsewhere",
                        OverkizFace.DIALECT,
                        TestHome.OTHER_SITE,
                        TestHome.OTHER_SETUP,
                        "",
                        List.of(NEIGHBOUR),
                        Map.of()));
    }

    private void bind(String id, String setup, String area, List<String> people) {
        accounts().putBinding(new FaceBinding(id, OverkizFace.DIALECT, TestHome.SITE, setup, area, people, Map.of()));
    }

    /** The time in which the home lives. */
    public InstantSource siteTime() {
        return rooms.siteTime();
    }

    public Sites sites() {
        return rooms.sites();
    }

    public Accounts accounts() {
        return rooms.accounts();
    }

    public OverkizFace overkiz() {
        return rooms.overkiz();
    }

    public Server server() {
        return server;
    }

    /** Letters that went out, in the order in which they did. */
    public List<Mail> mails() {
        return rooms.mails();
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
        return rooms.client();
    }

    @Override
    public void close() {
        rooms.close();
    }
}
