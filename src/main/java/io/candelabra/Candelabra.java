package io.candelabra;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.PasswordHash;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.lane.Lanes;
import io.candelabra.core.secret.RootKey;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.Pruner;
import io.candelabra.core.site.Retention;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.demo.DemoPartner;
import io.candelabra.demo.DemoSecrets;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.OccupancyNews;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.quantum.QuantumPushes;
import io.candelabra.dialect.lutron.quantum.WebhookRoutes;
import io.candelabra.dialect.lutron.vive.VivePorts;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.dialect.overkiz.words.OverkizLimits;
import io.candelabra.dialect.sustainder.SustainderFace;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.install.FirstStart;
import io.candelabra.install.Homes;
import io.candelabra.install.Installation;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.intake.ImportedHome;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import io.candelabra.ops.Metrics;
import io.candelabra.ops.OpsFace;
import io.candelabra.push.Courier;
import io.candelabra.push.Webhooks;
import io.candelabra.store.sql.SqliteStore;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.Route;
import io.candelabra.wire.http.Server;
import io.candelabra.wire.http.ServerSettings;
import io.candelabra.wire.out.AddressRules;
import io.candelabra.wire.out.Sender;
import io.candelabra.wire.out.Senders;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of one running server, built by constructor in the order in which a request passes them, and closed the other
 * way round. A test starts the same server as {@link Main} does.
 */
public final class Candelabra implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Candelabra.class);

    private static final Duration WEBHOOK_TIMEOUT = Duration.ofSeconds(15);

    private final Deque<AutoCloseable> open;
    private final Settings settings;
    private final Sites sites;
    private final Accounts accounts;
    private final Server server;
    private final String https;
    private final DemoFile demoFile;

    /**
     * Starts everything; returns when every listener answers.
     *
     * @param wall the time on the wall
     * @param random cryptographically strong
     */
    public static Candelabra start(Settings settings, InstantSource wall, SecureRandom random) throws IOException {
        return start(settings, wall, random, UnaryOperator.identity());
    }

    /** The same with something around the drivers. Nobody is told the password of a first account. */
    public static Candelabra start(
            Settings settings, InstantSource wall, SecureRandom random, UnaryOperator<DriverFactory> around)
            throws IOException {
        return start(settings, wall, random, told -> {}, around);
    }

    /**
     * @param console shows a text to whoever starts the server, and keeps it nowhere: a first password goes this way
     * @param around stands around the drivers, to watch what they are told
     * @throws IllegalArgumentException where a home's file is none; nothing is changed then
     */
    public static Candelabra start(
            Settings settings,
            InstantSource wall,
            SecureRandom random,
            Consumer<String> console,
            UnaryOperator<DriverFactory> around)
            throws IOException {
        Catalogue catalogue = CatalogueFiles.load();
        List<Homes.Read> homes = Homes.read(settings.homes(), catalogue);
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            return new Candelabra(settings, catalogue, homes, wall, random, console, around, open);
        } catch (IOException | RuntimeException | Error failed) {
            close(open);
            throw failed;
        }
    }

    private Candelabra(
            Settings settings,
            Catalogue catalogue,
            List<Homes.Read> homes,
            InstantSource wall,
            SecureRandom random,
            Consumer<String> console,
            UnaryOperator<DriverFactory> around,
            Deque<AutoCloseable> open)
            throws IOException {
        this.settings = settings;
        this.open = open;
        Path data = privateFolder(settings.data());
        CertificateAuthority authority = CertificateAuthority.open(data, Addresses.names(settings), random, wall);
        Vault vault = new Vault(RootKey.load(data.resolve("root.key"), random), random);
        Executor threads = work -> Thread.ofVirtual().start(work);

        // what is stored, and the one hand that writes it
        SqliteStore store = opened(new SqliteStore(data));
        Committer committer = new Committer(store);
        Thread writing = Thread.ofPlatform().name("committer").start(committer::run);
        opened(() -> {
            committer.close();
            writing.join();
        });

        // the door, and the lanes behind it
        SiteClock clock = new SiteClock(wall, settings.speed(), wall.millis());
        this.sites = new Sites(
                store,
                committer,
                clock,
                () -> uuid(random),
                (state, device) -> type(catalogue, state, device),
                settings.limits() == Settings.Limits.VENDOR ? SiteLimits.VENDOR : SiteLimits.LOCAL);
        DriverFactory drivers = drivers(settings.seed());
        Lanes lanes = opened(new Lanes(sites, around.apply(drivers), clock, SiteClock.real(wall), settings.seed()));
        sites.whenOpened(lanes::opened);
        this.accounts = new Accounts(sites, wall, random, new PasswordHash(random));

        // the dialects, and the webhooks that speak for them
        // the demo's receivers are programs on the same machine
        AddressRules addresses = settings.demo() ? AddressRules.PUBLIC_ONLY.withLoopback() : AddressRules.PUBLIC_ONLY;
        Sender sender = opened(new Sender(addresses, AddressRules.Names.SYSTEM, publicTrust(), wall, WEBHOOK_TIMEOUT));
        Senders senders = opened(new Senders(sender, addresses, AddressRules.Names.SYSTEM, wall, WEBHOOK_TIMEOUT));
        OverkizFace overkiz = opened(new OverkizFace(sites, accounts, wall, random, overkizLimits(settings)));
        SustainderFace sustainder = new SustainderFace(sites, accounts, vault, sender, clock, wall, random);
        Leap leap = new Leap(sites);
        OccupancyNews occupancy = new OccupancyNews(leap);
        Webhooks webhooks = opened(new Webhooks(
                sites,
                Accounts.SYSTEM,
                List.of(sustainder.pushes(), new QuantumPushes(occupancy)),
                Courier.over(senders, threads),
                vault,
                SiteClock.real(wall),
                threads));
        sites.whenOpened(webhooks::opened);

        // what is there at the first start; then everything that is there begins to live
        Installation installation = settings.demo()
                ? new DemoInstallation(
                        sites,
                        accounts,
                        DemoSecrets.in(data, settings.loopback(), random),
                        settings.seed(),
                        settings.lamps())
                : new FirstStart(accounts, random, console);
        installation.lay(catalogue, clock.millis());
        List<Homes.Laid> laid = new Homes(sites, accounts, catalogue).lay(homes, installation.owner());
        laid.forEach(home -> console.accept(home.told()));
        for (SiteId site : sites.all()) {
            sites.open(site);
        }
        lanes.start();
        webhooks.start();
        SiteClock real = SiteClock.real(wall);
        Pruner pruner = new Pruner(store, sites, Accounts.SYSTEM, Retention.STANDARD, clock, real);
        opened(new Loop("pruner", pruner, real).start());

        Optional<FaceBinding> shownByVive = viveBinding(accounts);
        Optional<VivePorts> vive = shownByVive.isEmpty()
                ? Optional.empty()
                : Optional.of(opened(VivePorts.start(
                        new VivePorts.Settings(
                                settings.bind(),
                                settings.leapPort(),
                                settings.pairingPort(),
                                authority,
                                CertificateAuthority.open(data.resolve("partners"), List.of(), random, wall),
                                shownByVive.get().id()),
                        leap,
                        sites,
                        accounts,
                        wall,
                        random,
                        threads)));
        List<Face> faces = new ArrayList<>(overkiz.faces());
        faces.addAll(sustainder.faces());
        Face quantum = QuantumFace.of(
                leap,
                accounts,
                settings.demo()
                        ? List.of(new WebhookRoutes(sites, occupancy, webhooks, sender, vault, random))
                        : List.of());
        faces.add(quantum);
        Descriptions descriptions = new Descriptions(overkiz.faces(), quantum);
        faces.add(ops(descriptions).face());
        this.server = opened(Server.start(
                ServerSettings.of(authority.serverContext(), random, faces).at(settings.bind(), settings.httpsPort())));
        this.https = "https://" + Addresses.host(settings) + ":" + server.port();
        this.demoFile = new DemoFile(
                https, authority.rootFile(), ProcessHandle.current().pid());
        if (installation instanceof DemoInstallation demo) {
            demo.entries(
                            https,
                            vive.orElseThrow(),
                            DemoPartner.in(data, vive.get().partners()),
                            laid)
                    .forEach(demoFile::with);
            demoFile.write(data);
            opened(demoFile::remove);
        }
        log.info("listening on {}", https);
    }

    private static SSLContext publicTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Every gateway is simulated; those of the demo live by themselves, those of imported homes do only what they are told. */
    private static DriverFactory drivers(long seed) {
        DriverFactory lively = SimulatorDriver.factory(Liveliness.DEMO.withWeather(seed));
        DriverFactory still = SimulatorDriver.factory(Liveliness.OFF);
        return gateway -> (gateway.driver().equals(ImportedHome.DRIVER) ? still : lively).driverFor(gateway);
    }

    /** One listener is one hub, which shows one site. */
    private static Optional<FaceBinding> viveBinding(Accounts accounts) {
        return accounts.bindings("vive").stream().findFirst();
    }

    private OpsFace ops(Descriptions descriptions) {
        Metrics metrics = new Metrics().gauge("candelabra.sites", "sites that are stored", () -> sites.all()
                .size());
        return new OpsFace(
                () -> sites.trouble().map(List::of).orElse(List.of()),
                metrics,
                Map.of(
                        "name",
                        "candelabra",
                        "faces",
                        Map.of(
                                "overkiz",
                                OverkizFace.CLOUD_PREFIX + "/",
                                "overkiz local",
                                OverkizFace.LOCAL_PREFIX + "/",
                                "sustainder",
                                "/v2/",
                                "quantum",
                                QuantumFace.PREFIX + "/leap",
                                "vive",
                                "LEAP over TLS on port " + settings.leapPort())),
                descriptions::of);
    }

    private static OverkizLimits.Mode overkizLimits(Settings settings) {
        return switch (settings.limits()) {
            case VENDOR -> OverkizLimits.Mode.VENDOR;
            case LOCAL -> OverkizLimits.Mode.LOCAL;
            case OFF -> OverkizLimits.Mode.OFF;
        };
    }

    private static DeviceType type(Catalogue catalogue, SiteState state, Device device) {
        return state.resource(Resource.SiteType.class, device.type())
                .map(Resource.SiteType::type)
                .or(() -> catalogue.find(device.type()))
                .orElseThrow(() -> new IllegalStateException("no type " + device.type() + " for " + device.id()));
    }

    private static Path privateFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Files.createDirectories(
                absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return absolute;
    }

    private static String uuid(SecureRandom random) {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private <C extends AutoCloseable> C opened(C room) {
        open.push(room);
        return room;
    }

    /** All live routes of the HTTPS listener. */
    public List<Route> routes() {
        return server.routes();
    }

    /** The port of the HTTPS listener. */
    public int httpsPort() {
        return server.port();
    }

    public Sites sites() {
        return sites;
    }

    public Accounts accounts() {
        return accounts;
    }

    /** Such as {@code https://localhost:8443}. */
    public String https() {
        return https;
    }

    /** Where the server is and, of the demo, how to come in. */
    public DemoFile demoFile() {
        return demoFile;
    }

    /** One line for the console that starts with {@code ready}. */
    public String readyLine() {
        return "ready: " + https + " (data in " + settings.data() + ")";
    }

    @Override
    public void close() {
        close(open);
    }

    private static void close(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            AutoCloseable room = open.pop();
            try {
                room.close();
            } catch (Exception failed) {
                log.warn("{} could not be closed", room, failed);
            }
        }
    }
}
