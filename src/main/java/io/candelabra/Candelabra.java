package io.candelabra;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.PasswordHash;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.lane.Lanes;
import io.candelabra.core.secret.RootKey;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.vive.ViveHub;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.dialect.overkiz.words.OverkizLimits;
import io.candelabra.dialect.sustainder.SustainderFace;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.ops.Metrics;
import io.candelabra.ops.OpsFace;
import io.candelabra.push.Courier;
import io.candelabra.push.Webhooks;
import io.candelabra.store.sql.SqliteStore;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.Server;
import io.candelabra.wire.http.ServerSettings;
import io.candelabra.wire.out.AddressRules;
import io.candelabra.wire.out.Sender;
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

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Settings settings;
    private final Sites sites;
    private final Accounts accounts;
    private final Server server;
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

    /** @param around stands around the drivers, to watch what they are told */
    public static Candelabra start(
            Settings settings, InstantSource wall, SecureRandom random, UnaryOperator<DriverFactory> around)
            throws IOException {
        return new Candelabra(settings, wall, random, around);
    }

    private Candelabra(Settings settings, InstantSource wall, SecureRandom random, UnaryOperator<DriverFactory> around)
            throws IOException {
        this.settings = settings;
        try {
            Path data = privateFolder(settings.data());
            CertificateAuthority authority = CertificateAuthority.open(data, names(settings), random, wall);
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
            Catalogue catalogue = CatalogueFiles.load();
            this.sites = new Sites(
                    store,
                    committer,
                    clock,
                    () -> uuid(random),
                    (state, device) -> type(catalogue, state, device),
                    settings.limits() == Settings.Limits.VENDOR ? SiteLimits.VENDOR : SiteLimits.LOCAL);
            DriverFactory drivers = around.apply(SimulatorDriver.factory(Liveliness.DEMO.withWeather(settings.seed())));
            Lanes lanes = opened(new Lanes(sites, drivers, clock, SiteClock.real(wall), settings.seed()));
            sites.whenOpened(lanes::opened);
            this.accounts = new Accounts(sites, wall, random, new PasswordHash(random));

            // the dialects, and the webhooks that speak for them
            Sender sender = opened(new Sender(
                    // the demo's receivers are programs on the same machine
                    settings.demo() ? AddressRules.PUBLIC_ONLY.withLoopback() : AddressRules.PUBLIC_ONLY,
                    AddressRules.Names.SYSTEM,
                    publicTrust(),
                    wall,
                    WEBHOOK_TIMEOUT));
            OverkizFace overkiz = opened(new OverkizFace(sites, accounts, wall, random, overkizLimits(settings)));
            SustainderFace sustainder = new SustainderFace(sites, accounts, vault, sender, clock, wall, random);
            Leap leap = new Leap(sites);
            Webhooks webhooks = opened(new Webhooks(
                    sites,
                    Accounts.SYSTEM,
                    List.of(sustainder.pushes()),
                    Courier.over(sender, threads),
                    vault,
                    SiteClock.real(wall),
                    threads));
            sites.whenOpened(webhooks::opened);

            // what is there at the first start; then everything that is there begins to live
            DemoInstallation demo = new DemoInstallation(sites, accounts, data, settings.loopback(), random);
            demo.install(catalogue, settings.seed(), settings.lamps(), clock.millis());
            for (SiteId site : sites.all()) {
                sites.open(site);
            }
            lanes.start();
            webhooks.start();

            ViveHub vive = opened(ViveHub.start(
                    new ViveHub.Settings(
                            settings.bind(),
                            settings.leapPort(),
                            authority.serverContext(),
                            DemoInstallation.VIVE_BINDING),
                    leap,
                    sites,
                    accounts,
                    wall,
                    threads));
            List<Face> faces = new ArrayList<>(overkiz.faces());
            faces.addAll(sustainder.faces());
            faces.add(QuantumFace.of(leap, accounts));
            faces.add(ops(store).face());
            this.server = opened(Server.start(ServerSettings.of(authority.serverContext(), random, faces)
                    .at(settings.bind(), settings.httpsPort())));
            this.demoFile = demoFile(demo, vive.port(), authority.rootFile());
            demoFile.write(data);
            opened(demoFile::remove);
            log.info("listening on {}", demoFile.https());
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private static SSLContext publicTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private DemoFile demoFile(DemoInstallation demo, int leapPort, Path root) {
        String https = "https://" + (settings.loopback() ? "localhost" : settings.bind()) + ":" + server.port();
        DemoFile file = new DemoFile(https, root, ProcessHandle.current().pid());
        demo.entries(https, leapPort, settings.pairingPort()).forEach(file::with);
        return file;
    }

    private OpsFace ops(SiteStore store) {
        Metrics metrics = new Metrics().gauge("candelabra.sites", "sites that are stored", () -> sites.all()
                .size());
        return new OpsFace(
                () -> store.trouble().map(List::of).orElse(List.of()),
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
                name -> Optional.empty());
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

    private static List<String> names(Settings settings) {
        return settings.loopback() || settings.bind().equals("0.0.0.0") ? List.of() : List.of(settings.bind());
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

    public DemoFile demoFile() {
        return demoFile;
    }

    /** One line for the console that starts with {@code ready}. */
    public String readyLine() {
        return "ready: " + demoFile.https() + " (data in " + settings.data() + ")";
    }

    @Override
    public void close() {
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
