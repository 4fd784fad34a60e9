package io.candelabra.dialect.lutron;

import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.PasswordHash;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.command.Command;
import io.candelabra.core.lane.Lanes;
import io.candelabra.core.secret.RootKey;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.demo.DemoOffice;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.OccupancyNews;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.quantum.QuantumPushes;
import io.candelabra.dialect.lutron.quantum.QuantumWebhook;
import io.candelabra.dialect.lutron.quantum.WebhookRoutes;
import io.candelabra.dialect.lutron.vive.ViveHub;
import io.candelabra.dialect.lutron.vive.VivePorts;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.Cause;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.push.Courier;
import io.candelabra.push.Webhooks;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestChance;
import io.candelabra.testing.TestMachine;
import io.candelabra.testing.TestTime;
import io.candelabra.wire.http.Server;
import io.candelabra.wire.http.ServerSettings;
import io.candelabra.wire.out.AddressRules;
import io.candelabra.wire.out.Sender;
import io.candelabra.wire.out.Senders;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The demo office with everything below and in front of it: real rooms, lanes, the simulator, and both faces on sockets. */
public final class LutronOffice implements AutoCloseable {
    public static final SiteId SITE = new SiteId("office");
    public static final String USER = "demo";
    public static final String PASSWORD = "candelabra-demo";
    public static final String API_KEY = "api-key-of-a-vendor";
    public static final String DEVICE_KEY = "device-key-of-a-server";
    private static final Catalogue CATALOGUE = CatalogueFiles.load();

    /** Added to the wall's time. */
    public final AtomicLong laterMs = new AtomicLong();

    public final CertificateAuthority authority;
    public final Sites sites;
    public final Accounts accounts;
    public final ViveHub vive;
    public final VivePorts ports;
    public final Server https;
    public final Leap leap;
    private final Committer committer;
    private final Thread writer;
    private final Lanes lanes;
    private final Webhooks webhooks;
    private final Sender sender;
    private final Senders senders;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public LutronOffice(Path folder) throws IOException {
        TestTime time = TestTime.begin();
        InstantSource wall = () -> time.instant().plusMillis(laterMs.get());
        TestChance random = TestChance.begin();
        MemoryStore store = new MemoryStore();
        committer = new Committer(store);
        writer = Thread.ofPlatform().name("writer").start(committer::run);
        SiteClock clock = SiteClock.real(time);
        sites = new Sites(store, committer, clock, random::uuid, LutronOffice::type, SiteLimits.LOCAL);
        lanes = new Lanes(sites, SimulatorDriver.factory(Liveliness.OFF), clock, clock, 1);
        sites.whenOpened(lanes::opened);
        authority = TestMachine.authority(folder);
        leap = new Leap(sites);
        OccupancyNews occupancy = new OccupancyNews(leap);
        AddressRules addresses = AddressRules.PUBLIC_ONLY.withLoopback();
        Duration timeout = Duration.ofSeconds(5);
        sender = new Sender(addresses, TestMachine.NAMES, authority.clientContext(), wall, timeout);
        senders = new Senders(sender, addresses, TestMachine.NAMES, wall, timeout);
        Vault vault = new Vault(RootKey.load(folder.resolve("root.key"), random), random);
        webhooks = new Webhooks(
                sites,
                Accounts.SYSTEM,
                List.of(new QuantumPushes(occupancy)),
                Courier.over(senders, threads),
                vault,
                clock,
                threads);
        sites.whenOpened(webhooks::opened);
        sites.submit(Caller.CORE, SITE, DemoOffice.of(clock.millis()).founding(), new Cause("founding", "core", ""));
        lanes.start();
        accounts = new Accounts(sites, wall, random, new PasswordHash(random, 64, 1));
        people();
        ports = VivePorts.start(
                new VivePorts.Settings(
                        "127.0.0.1", 0, 0, authority, TestMachine.authority(folder.resolve("partners")), "vive-office"),
                leap,
                sites,
                accounts,
                wall,
                random,
                threads);
        vive = ports.hub();
        webhooks.start();
        https = Server.start(ServerSettings.of(
                        authority.serverContext(),
                        new Random(1),
                        List.of(QuantumFace.of(
                                leap,
                                accounts,
                                List.of(new WebhookRoutes(
                                        accounts,
                                        new QuantumWebhook(sites, occupancy, webhooks, sender, vault, random))))))
                .withTimeouts(Duration.ofSeconds(20), Duration.ofMillis(200)));
    }

    private static DeviceType type(SiteState state, io.candelabra.model.Device device) {
        return CATALOGUE.find(device.type()).orElseThrow();
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

    public SiteState state() {
        return sites.state(Caller.CORE, SITE);
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

    /** A logged-in connection at whose end little waits unread. */
    public LeapClient loginNarrow() throws IOException {
        return login(new LeapClient(authority.clientContext(), vive.port(), 8_192));
    }

    private static LeapClient login(LeapClient client) throws IOException {
        client.ask("UpdateRequest", "/clientsetting", Map.of("ClientSetting", Map.of("ClientMajorVersion", 1)));
        client.ask(
                "UpdateRequest",
                "/login",
                Map.of("Login", Map.of("ContextType", "Application", "LoginId", USER, "Password", PASSWORD)));
        return client;
    }

    @Override
    public void close() throws Exception {
        ports.close();
        webhooks.close();
        senders.close();
        sender.close();
        https.close();
        lanes.close();
        committer.close();
        writer.join();
        threads.shutdown();
    }
}
