package io.candelabra;

import io.candelabra.admin.Declarations;
import io.candelabra.admin.Desk;
import io.candelabra.console.ConsoleFace;
import io.candelabra.console.DemoLogin;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.feed.SiteFigures;
import io.candelabra.core.site.DiskWatch;
import io.candelabra.core.site.Sites;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.demo.DemoPartner;
import io.candelabra.demo.DemoSecrets;
import io.candelabra.dialect.lutron.vive.HubPorts;
import io.candelabra.dialect.lutron.vive.VivePorts;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.install.FirstStart;
import io.candelabra.install.Homes;
import io.candelabra.install.Installation;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.Route;
import io.candelabra.wire.http.Server;
import io.candelabra.wire.http.ServerSettings;
import io.candelabra.wire.local.LocalListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of one running server, built by constructor in the order in which a request passes them, and closed the other
 * way round. A test starts the same server as {@link Main} does.
 */
public final class Candelabra implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Candelabra.class);

    private final Rooms rooms;
    private final Server server;
    private final String https;
    private final DemoFile demoFile;

    /** Starts everything; returns when every listener answers. Nobody is told the password of a first account. */
    public static Candelabra start(Settings settings, Outside outside) throws IOException {
        return start(settings, outside, told -> {}, UnaryOperator.identity());
    }

    /** The same with something around the drivers. */
    public static Candelabra start(Settings settings, Outside outside, UnaryOperator<DriverFactory> around)
            throws IOException {
        return start(settings, outside, told -> {}, around);
    }

    /**
     * @param console shows a text to the person who starts the server, and keeps it nowhere: a first password goes this
     *     way
     * @param around stands around the drivers, to watch their orders
     */
    public static Candelabra start(
            Settings settings, Outside outside, Consumer<String> console, UnaryOperator<DriverFactory> around)
            throws IOException {
        Catalogue catalogue = CatalogueFiles.load();
        // files that cannot be read are told before anything is changed
        Homes.Asked homes = Homes.read(settings.homes(), catalogue);
        OpenRooms open = new OpenRooms();
        try {
            return new Candelabra(Rooms.build(settings, catalogue, open, outside, around), homes, console);
        } catch (IOException | RuntimeException | Error failed) {
            open.close();
            throw failed;
        }
    }

    private Candelabra(Rooms rooms, Homes.Asked homes, Consumer<String> told) throws IOException {
        this.rooms = rooms;

        Dialects dialects = Dialects.over(rooms);
        SiteFigures figures = new SiteFigures(rooms.sites());

        // the first contents, if it is the first start; then everything begins to live
        rooms.openSystem();
        Installation installation = installation(rooms, told);
        installation.lay(rooms.catalogue(), rooms.clock().millis());
        rooms.accounts().afterPasswords(installation::passwordChanged);
        List<Homes.Laid> laid =
                new Homes(rooms.sites(), rooms.accounts(), rooms.catalogue()).lay(homes.homes(), installation.owner());
        homes.refused().forEach(home -> told.accept(home.told()));
        laid.forEach(home -> told.accept(home.told()));
        rooms.live();
        DiskWatch disk = rooms.keepHouse();
        dialects.webhooks().start();

        // the listeners
        Declarations declared = rooms.settings().declared().naming(Homes.sites(laid));
        dialects.vive().listen(declared.of(HubPorts.DECLARED));
        List<Face> faces = new ArrayList<>(dialects.faces());
        Settings settings = rooms.settings();
        ConsoleFace console = new ConsoleFace(
                dialects.ground(),
                dialects.all(),
                rooms.kinds(),
                figures,
                version(),
                () -> installation instanceof DemoInstallation demo ? Optional.of(demoLogin(demo)) : Optional.empty());
        faces.add(console.face());
        faces.add(Overview.of(rooms, disk, dialects, console));
        ServerSettings listener = ServerSettings.of(rooms.authority().serverContext(), rooms.random(), faces)
                .at(new ServerSettings.Binding(
                        settings.listeners().bind(), settings.listeners().https(), Addresses.own(settings)));
        this.server = rooms.open().opened(Addresses.listening("--https", () -> Server.start(listener)));
        // its listeners end before the server, which would wait for them
        rooms.open().opened(console);
        this.https = "https://" + Addresses.host(settings) + ":" + server.port();
        Desk desk =
                new Desk(dialects.ground(), dialects.all(), rooms.kinds(), rooms.lanes(), installation.owner(), https);
        desk.carryOut(declared);
        rooms.open().opened(LocalListener.start(rooms.data(), rooms.threads(), desk::answer));
        this.demoFile = new DemoFile(
                https, rooms.authority().rootFile(), ProcessHandle.current().pid());
        if (installation instanceof DemoInstallation demo) {
            DemoPartner partner = DemoPartner.in(rooms.data(), dialects.vive().partners());
            VivePorts hub = dialects.vive().of(DemoInstallation.VIVE_BINDING).orElseThrow();
            demoFile.simulated();
            demo.entries(https, hub, partner, laid, homes.refused()).forEach(demoFile::with);
            writeDemoFile(rooms);
            // it goes on naming no password that is none any more
            rooms.accounts().afterPasswords(account -> {
                demo.entries(https, hub, partner, laid, homes.refused()).forEach(demoFile::with);
                demoFile.rewrite(rooms.data());
            });
            rooms.open().opened(demoFile::remove);
        }
        log.info("started: listening on {}, data in {}", https, settings.data());
    }

    /** A disk without any room costs the file, and not the start. */
    private void writeDemoFile(Rooms rooms) {
        try {
            demoFile.write(rooms.data());
        } catch (IOException full) {
            log.warn("demo.json cannot be written: {}", full.toString());
        }
    }

    /** Only who sits at this machine is shown the password: it is the one of the documentation. */
    private DemoLogin demoLogin(DemoInstallation demo) {
        return new DemoLogin(
                DemoInstallation.DEMO_NAME,
                rooms.settings().loopback() ? demo.password().orElse(null) : null);
    }

    private static Installation installation(Rooms rooms, Consumer<String> console) throws IOException {
        Settings settings = rooms.settings();
        if (!settings.demo()) {
            return new FirstStart(rooms.accounts(), rooms.data(), rooms.random(), console);
        }
        DemoSecrets secrets = DemoSecrets.in(rooms.data(), settings.loopback(), rooms.random());
        if (!settings.loopback()) {
            console.accept(
                    "other machines can reach this demo, so its passwords are not those of the documentation: they stand"
                            + " in " + rooms.data().resolve("demo.json"));
        }
        return new DemoInstallation(
                rooms.sites(),
                rooms.accounts(),
                secrets,
                settings.simulation().seed(),
                settings.simulation().lamps(),
                rooms.threads());
    }

    /** The version that the jar was built as. */
    static String version() {
        return Optional.ofNullable(Candelabra.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
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
        return rooms.sites();
    }

    public Accounts accounts() {
        return rooms.accounts();
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
        String simulated = Overview.simulated(rooms.sites(), rooms.kinds()) ? "; all devices are simulated" : "";
        return "ready: " + https + " (console: " + https + "/ in a browser; data in "
                + rooms.settings().data() + simulated + ")";
    }

    @Override
    public void close() {
        rooms.open().close();
        log.info("stopped: {}", https);
    }
}
