package io.candelabra.dialect.lutron;

import io.candelabra.Settings;
import io.candelabra.TestRooms;
import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.demo.DemoOffice;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.vive.ViveHub;
import io.candelabra.dialect.lutron.vive.VivePorts;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestTime;
import io.candelabra.testing.Within;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.Server;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The demo office with everything below and in front of it: real rooms, lanes, the simulator, and both faces on sockets. */
public final class LutronOffice implements AutoCloseable {
    public static final SiteId SITE = new SiteId("office");
    public static final String USER = "demo";
    public static final String PASSWORD = "candelabra-demo";
    public static final String API_KEY = "api-key-of-a-vendor";
    public static final String DEVICE_KEY = "device-key-of-a-server";

    /** Added to the wall's time. */
    public final AtomicLong laterMs = new AtomicLong();

    public final CertificateAuthority authority;
    public final Sites sites;
    public final Accounts accounts;
    public final ViveHub vive;
    public final VivePorts ports;
    public final Server https;
    public final Leap leap;
    private final TestRooms rooms;

    public LutronOffice(Path folder) throws IOException {
        TestTime time = TestTime.begin();
        InstantSource wall = () -> time.instant().plusMillis(laterMs.get());
        rooms = TestRooms.in(new TestRooms.World(folder, new MemoryStore(), wall, time, 1, Settings.Limits.OFF));
        authority = rooms.authority();
        sites = rooms.sites();
        accounts = rooms.accounts();
        leap = rooms.leap();
        sites.submit(
                Caller.CORE,
                SITE,
                DemoOffice.of(rooms.siteTime().millis()).founding(),
                new Cause("founding", "core", ""));
        people();
        rooms.live();
        ports = rooms.vive("vive-office");
        vive = ports.hub();
        https = rooms.listen(rooms.quantum(), Duration.ofMillis(200));
    }

    private void people() {
        accounts.putAccount(USER, "Demo", PASSWORD, List.of(Accounts.owner(SITE)));
        accounts.putAccount("neighbour", "Neighbour", PASSWORD, List.of(Accounts.owner(new SiteId("elsewhere"))));
        accounts.putAccount("vendor", "An integration", PASSWORD, List.of(Accounts.owner(SITE)));
        show("");
        accounts.putKey(API_KEY, "vendor", "vendor", QuantumFace.API_KEYS, "", Map.of());
        accounts.putKey(DEVICE_KEY, "server", "vendor", QuantumFace.DIALECT, "quantum-office", Map.of());
    }

    /** Shows only an area and what is below it, or all. */
    public void show(String area) {
        accounts.putBinding(binding("vive-office", ViveHub.DIALECT, area, USER));
        accounts.putBinding(binding("quantum-office", QuantumFace.DIALECT, area, "vendor"));
    }

    private static Resource.FaceBinding binding(String id, String dialect, String area, String account) {
        return new Resource.FaceBinding(id, dialect, SITE, id, area, List.of(account), Map.of());
    }

    /** The face of Quantum as a server has it that is no demo. */
    public Face installedQuantum() {
        return rooms.installedQuantum();
    }

    public SiteState state() {
        return sites.state(Caller.CORE, SITE);
    }

    /** Waits until nothing is carried out any more. */
    public void untilStill() {
        until(state -> state.executions().isEmpty());
    }

    /** Looks again after each event of the office until it is so. */
    public void until(Predicate<SiteState> wanted) {
        Within.reason("the office is as wanted", () -> {
            SiteState state = state();
            if (wanted.test(state)) {
                return true;
            }
            sites.awaitAfter(SITE, state.seq(), Duration.ofMillis(200));
            return false;
        });
    }

    /** Tells the site what a driver would. */
    public void seen(Report... reports) {
        sites.submit(Caller.CORE, SITE, new Command.Hear(List.of(reports)), Cause.FIELD);
    }

    /** A connection to the hub, not logged in. */
    public LeapClient connect() throws IOException {
        return new LeapClient(authority.clientContext(), vive.port());
    }

    /** A connection that is logged in. */
    public LeapClient login() throws IOException {
        return login(connect());
    }

    /** Somebody else, with the same password. */
    public LeapClient login(String user) throws IOException {
        return login(connect(), user);
    }

    /** A logged-in connection at whose end little waits unread. */
    public LeapClient loginNarrow() throws IOException {
        return login(new LeapClient(authority.clientContext(), vive.port(), 8_192));
    }

    private static LeapClient login(LeapClient client) throws IOException {
        return login(client, USER);
    }

    private static LeapClient login(LeapClient client, String user) throws IOException {
        client.ask("UpdateRequest", "/clientsetting", Map.of("ClientSetting", Map.of("ClientMajorVersion", 1)));
        client.ask(
                "UpdateRequest",
                "/login",
                Map.of("Login", Map.of("ContextType", "Application", "LoginId", user, "Password", PASSWORD)));
        return client;
    }

    @Override
    public void close() {
        rooms.close();
    }
}
