package io.candelabra;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.PasswordHash;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.history.MeasuredStates;
import io.candelabra.core.history.Recorder;
import io.candelabra.core.lane.DriverSource;
import io.candelabra.core.lane.Lanes;
import io.candelabra.core.secret.GatewaySeals;
import io.candelabra.core.secret.RootKey;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.DiskWatch;
import io.candelabra.core.site.Leases;
import io.candelabra.core.site.Pruner;
import io.candelabra.core.site.Retention;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.work.Workbench;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource;
import io.candelabra.model.trait.Traits;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms that all faces share: the store and the one hand that writes it, the door, the lanes behind it, people and secrets.
 *
 * @param data folder in which everything durable lives
 * @param open the rooms that have to be closed at the end
 * @param outside time, chance and what else the server was given
 * @param threads runs everything on virtual threads of its own
 * @param authority the server's own certificates
 * @param kinds the drivers that gateways can name
 * @param clock the time that sites live in
 * @param recorder keeps the history of what is measured
 */
record Rooms(
        Settings settings,
        Path data,
        OpenRooms open,
        Outside outside,
        Executor threads,
        CertificateAuthority authority,
        Vault vault,
        Catalogue catalogue,
        DriverKinds kinds,
        SiteStore store,
        SiteClock clock,
        Sites sites,
        Lanes lanes,
        Recorder recorder,
        Accounts accounts) {
    private static final Logger log = LoggerFactory.getLogger(Rooms.class);
    private static final Workbench RENEWING = new Workbench("certificates", 1, 4, 1);
    /** The fact of the store that tells which root key it belongs to. */
    static final String ROOT_KEY = "root key";

    private static final long MIB = 1L << 20;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    /** @param around stands around the drivers, to watch their orders */
    static Rooms build(
            Settings settings,
            Catalogue catalogue,
            OpenRooms open,
            Outside outside,
            UnaryOperator<DriverFactory> around)
            throws IOException {
        InstantSource wall = outside.wall();
        Executor threads = work -> Thread.ofVirtual().start(work);
        SecureRandom random = outside.random();
        Path data = privateFolder(settings.data());
        CertificateAuthority authority =
                CertificateAuthority.open(data, Addresses.names(settings), random, outside.certificates());
        SiteStore store = open.opened(outside.stores().open(data, settings.reserveMib() * MIB));
        Vault vault = new Vault(rootKey(data.resolve("root.key"), store, random), random);
        Committer committer = new Committer(store);
        Thread writing = Thread.ofPlatform().name("committer").start(committer::run);
        open.opened(() -> {
            committer.close();
            writing.join();
        });
        DriverKinds kinds = Drivers.kinds(settings.simulation().seed(), outside, threads, catalogue);
        SiteClock clock = new SiteClock(
                outside.field(), settings.simulation().speed(), outside.field().millis());
        Sites sites = new Sites(
                store,
                committer,
                clock,
                () -> uuid(wall, random),
                new Types(catalogue),
                settings.limits() == Settings.Limits.VENDOR ? SiteLimits.VENDOR : SiteLimits.LOCAL,
                Dialects.DECLARED.with(kinds),
                Leases.ONE_NODE);
        open.opened(sites::checkpoint);
        Recorder recorder = open.opened(new Recorder(sites, store, new MeasuredStates(sites), clock, wall));
        DriverSource source = new DriverSource(around.apply(kinds), kinds, new GatewaySeals(vault));
        Lanes lanes = open.opened(new Lanes(
                sites,
                source,
                clock,
                SiteClock.real(wall),
                settings.simulation().seed()));
        sites.whenOpened(lanes::opened);
        return new Rooms(
                settings,
                data,
                open,
                outside,
                threads,
                authority,
                vault,
                catalogue,
                kinds,
                store,
                clock,
                sites,
                lanes,
                recorder,
                new Accounts(sites, wall, random, new PasswordHash(random, outside.passwords())));
    }

    InstantSource wall() {
        return outside.wall();
    }

    SecureRandom random() {
        return outside.random();
    }

    /** The key of all sealed text: made if there is no data yet, and never replaced if there is. */
    private static byte[] rootKey(Path file, SiteStore store, SecureRandom random) throws IOException {
        Optional<byte[]> mark = store.fact(ROOT_KEY);
        // a store of before has no mark: whatever key is there is believed
        Optional<String> fault =
                mark.isPresent() || !Files.exists(file) && !store.sites().isEmpty()
                        ? RootKey.fault(file, mark.orElseGet(() -> new byte[0]))
                        : Optional.empty();
        if (fault.isPresent()) {
            throw new IOException(
                    fault.get() + ": put the right one back from a backup; or start with --new, which moves"
                            + " the folder aside and begins an empty installation");
        }
        byte[] key = RootKey.load(file, random);
        if (mark.isEmpty()) {
            store.putFact(ROOT_KEY, RootKey.mark(key));
        }
        return key;
    }

    /**
     * Opens the site of people and their rights, without which nobody could come in.
     *
     * @throws StoreFailed where it is closed
     */
    void openSystem() {
        try {
            sites.state(Caller.CORE, Accounts.SYSTEM);
        } catch (Refused refused) {
            String why = refused.detail() instanceof Refused.Closed closed ? closed.why() : refused.getMessage();
            throw new StoreFailed(
                    why + ". It holds all accounts, so the server cannot start without it: put a backup in place of "
                            + data,
                    refused);
        }
    }

    /** Everything that is stored begins to live. */
    void live() {
        // one that is damaged stays closed, and has been told; the others live
        sites.readable(Caller.CORE);
        lanes.start();
    }

    /** From now on old entries of the logs are pruned, the disk is looked after, and certificates are renewed. */
    DiskWatch keepHouse() {
        SiteClock real = SiteClock.real(wall());
        Pruner pruner = new Pruner(store, sites, Accounts.SYSTEM, Retention.STANDARD, recorder::stored, clock, real);
        open.opened(new Loop("recorder", recorder, real).startApart());
        Loop pruning = open.opened(new Loop("pruner", pruner, real).start());
        DiskWatch disk = new DiskWatch(store, sites, Accounts.SYSTEM, clock, wall(), () -> {
            accounts.storeWaiting();
            pruning.wake();
        });
        open.opened(new Loop("disk", disk, real).start());
        open.opened(new Loop("certificates", () -> renewed(real), real).start());
        // no first message waits for the roots that this machine trusts, and no carrier of virtual threads reads them
        Thread.ofPlatform().daemon().name("roots").start(() -> {
            var _ = outside.trusted().get();
        });
        return disk;
    }

    /** Renews what ends soon, every day; on platform threads, since keys are made. */
    private long renewed(SiteClock real) {
        boolean done = false;
        try {
            done = RENEWING.work(Workbench.Client.GUEST, () -> {
                authority.renewIfDue();
                return true;
            });
        } catch (Workbench.Full | IllegalStateException failed) {
            log.warn("certificates could not be renewed, and are looked at again in an hour", failed);
        }
        authority.warnings().forEach(log::warn);
        return real.millis() + (done ? DAY_MS : HOUR_MS);
    }

    /** The types of a site: its own first, then the catalogue's. */
    private record Types(Catalogue catalogue) implements Sites.TypeOf {
        @Override
        public DeviceType of(SiteState state, Device device) {
            return state.resource(Resource.SiteType.class, device.type())
                    .map(Resource.SiteType::type)
                    .or(() -> catalogue.find(device.type()))
                    .orElseGet(() -> DeviceType.unknown(device.type()));
        }

        @Override
        public boolean knows(SiteState state, String type) {
            return state.resource(Resource.SiteType.class, type).isPresent()
                    || catalogue.find(type).isPresent();
        }

        @Override
        public Traits traits(DeviceType type) {
            return catalogue.traitsOf(type);
        }

        @Override
        public Set<String> momentary(DeviceType type) {
            return catalogue.momentary(type);
        }
    }

    private static Path privateFolder(Path folder) throws IOException {
        Path absolute = mayBeFolder(folder);
        Files.createDirectories(
                absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return absolute;
    }

    /** The whole path of a folder that is there, or can be made. */
    static Path mayBeFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        for (Path part = absolute; part != null; part = part.getParent()) {
            if (Files.exists(part) && !Files.isDirectory(part)) {
                throw new IOException(
                        part + " is a file, and the data needs a folder: name another with --data, or move the file");
            }
        }
        return absolute;
    }

    /**
     * A UUID of version 7: it begins with the time, so that what is stored together stands together in the indexes, and goes on
     * with 74 random bits, so that nobody guesses it.
     */
    private static String uuid(InstantSource wall, SecureRandom random) {
        long high = wall.millis() << 16 | 0x7000L | random.nextLong() & 0xFFFL;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
