package io.candelabra;

import io.candelabra.console.ConsoleFace;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.PasswordHash;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.feed.SiteFigures;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.api.Registration;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.vive.VivePorts;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.dialect.sustainder.SustainderFace;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.testing.TestChance;
import io.candelabra.testing.TestFolders;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.Server;
import io.candelabra.wire.http.ServerSettings;
import io.candelabra.wire.out.Mail;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The rooms and faces of a server, wired as the server wires them, in a world of the test's own: its time, chance, names and
 * store are handed in, its devices are simulated and do nothing by themselves, its sockets are real. The test lays what is
 * there, and then lets it live.
 */
public final class TestRooms implements AutoCloseable {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();
    /** Checks take no time, and are done as ever. */
    private static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(64, 1);

    private final OpenRooms open = new OpenRooms();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final Rooms rooms;
    private final Dialects dialects;
    private final ConsoleFace console;
    private final HttpClient client;

    /**
     * The world that a test's server lives in.
     *
     * @param folder its data folder
     * @param store what it keeps; another server can be built on it later
     * @param wall the time of tokens, retries and letters
     * @param field the time of the sites
     * @param speed site seconds in a second of the field
     */
    public record World(
            Path folder,
            SiteStore store,
            InstantSource wall,
            InstantSource field,
            double speed,
            Settings.Limits limits) {
        /** In the folder that goes with the store. */
        public World(SiteStore store, InstantSource wall, InstantSource field, double speed, Settings.Limits limits) {
            this(TestFolders.of(store), store, wall, field, speed, limits);
        }
    }

    private TestRooms(World world, Registration registration) throws IOException {
        Outside outside = new Outside(
                world.wall(),
                world.field(),
                TestMachine.clock(),
                TestChance.begin(),
                TestMachine.NAMES,
                TestMachine.PUBLIC::clientContext,
                (folder, reserve) -> world.store(),
                folder -> letter -> letter.get().ifPresent(mails::add),
                CHEAP);
        Settings settings = Settings.demo(world.folder())
                .onFreePorts()
                .playing(new Settings.Simulation(0, world.speed(), 1))
                .limited(world.limits())
                .registering(registration);
        UnaryOperator<DriverFactory> still = drivers -> SimulatorDriver.factory(Liveliness.OFF);
        this.rooms = Rooms.build(settings, CATALOGUE, open, outside, still);
        this.dialects = Dialects.over(rooms);
        this.console = new ConsoleFace(
                dialects.ground(),
                dialects.all(),
                rooms.kinds(),
                new SiteFigures(rooms.sites()),
                "test",
                Optional::empty);
        this.client = HttpClient.newBuilder()
                .sslContext(rooms.authority().clientContext())
                .build();
    }

    /** Builds the rooms in a world; nothing lives or listens yet. */
    public static TestRooms in(World world) {
        return in(world, Registration.MEMBERS);
    }

    /** The same where other people may make accounts and setups. */
    public static TestRooms in(World world, Registration registration) {
        try {
            return new TestRooms(world, registration);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The foundation begins to live, and its readers are told. */
    public void live() {
        rooms.live();
        dialects.webhooks().start();
    }

    /** Opens an HTTPS listener at a free port. @param grace how long answers are waited for at the end */
    public Server listen(List<Face> shown, Duration grace) {
        return open.opened(Server.start(ServerSettings.of(rooms.authority().serverContext(), rooms.random(), shown)
                .withTimeouts(Duration.ofSeconds(60), grace)));
    }

    /** The ports of the hub that a binding shows. */
    public VivePorts vive(String binding) throws IOException {
        dialects.vive().listen(Map.of());
        return dialects.vive().of(binding).orElseThrow();
    }

    public List<Face> quantum() {
        return dialects.quantum().faces();
    }

    public List<Face> https() {
        return dialects.faces();
    }

    /** The face of Quantum as a server has it that is no demo. */
    public Face installedQuantum() {
        return new QuantumFace(dialects.ground(), leap(), false).faces().getFirst();
    }

    /** The console, beside the dialects. */
    public ConsoleFace console() {
        return console;
    }

    /** Something is closed before the listeners that are open by now. */
    public void closeFirst(AutoCloseable room) {
        open.opened(room);
    }

    public Leap leap() {
        return dialects.leap();
    }

    public OverkizFace overkiz() {
        return dialects.overkiz();
    }

    public SustainderFace sustainder() {
        return dialects.sustainder();
    }

    public Sites sites() {
        return rooms.sites();
    }

    public Accounts accounts() {
        return rooms.accounts();
    }

    /** The time in which the sites live. */
    public InstantSource siteTime() {
        return rooms.clock();
    }

    public CertificateAuthority authority() {
        return rooms.authority();
    }

    /** A client that trusts the server. */
    public HttpClient client() {
        return client;
    }

    /** Letters that went out. */
    public List<Mail> mails() {
        return mails;
    }

    @Override
    public void close() {
        open.close();
        client.shutdownNow();
    }
}
