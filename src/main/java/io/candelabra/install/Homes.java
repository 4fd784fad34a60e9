package io.candelabra.install;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.intake.BadHome;
import io.candelabra.intake.HomeFile;
import io.candelabra.intake.ImportReport;
import io.candelabra.intake.ImportedHome;
import io.candelabra.model.Label;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Homes that come in as files. Each becomes a site, and a further Overkiz setup of its owner. A home is
 * known by its content: the same file again, under whatever name, changes nothing.
 */
public final class Homes {
    private static final Logger log = LoggerFactory.getLogger(Homes.class);
    private static final String KEPT = "candelabra";
    private static final String REPORT = "import";
    private static final int MOST_BYTES = 16 << 20;

    private final Sites sites;
    private final Accounts accounts;
    private final Catalogue catalogue;

    public Homes(Sites sites, Accounts accounts, Catalogue catalogue) {
        this.sites = sites;
        this.accounts = accounts;
        this.catalogue = catalogue;
    }

    /** A file that was read, and is a home. */
    public record Read(Path file, byte[] content) {
        String name() {
            return String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        }

        SiteId site() {
            return new SiteId("home-" + hash().substring(0, 16));
        }

        private String hash() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            } catch (NoSuchAlgorithmException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }
    }

    /**
     * A home that is laid.
     *
     * @param setupOid under which the Overkiz faces show it
     * @param binding id of its face binding
     * @param fresh whether it was not there before
     * @param report the changes and additions of the import, then or now
     */
    public record Laid(
            Path file, SiteId site, String setupOid, String binding, boolean fresh, int devices, ImportReport report) {
        /** For people: the things that came in, and the table of ids that are not those of the file. */
        public String told() {
            String head = "home " + Label.shown(file.toString()) + (fresh ? " was imported" : " is there") + ": "
                    + devices + (devices == 1 ? " simulated device" : " simulated devices") + ", setup " + setupOid;
            return head + System.lineSeparator() + (report.leftOutLines() + report.table()).stripTrailing();
        }
    }

    /**
     * A file that cannot come in.
     *
     * @param why one sentence, with the place in the file where there is one
     */
    public record RefusedFile(Path file, String why) {
        /** For people; whatever the file's name holds. */
        public String told() {
            return "home " + Label.shown(file.toString()) + " was refused: " + Label.shown(why);
        }
    }

    /** The outcome of the files that were asked for. */
    public record Asked(List<Read> homes, List<RefusedFile> refused) {}

    /**
     * Reads files, and finds out whether each is a home, before anything is changed. One that is none stops no other.
     */
    public static Asked read(List<Path> files, Catalogue catalogue) {
        List<Read> homes = new ArrayList<>();
        List<RefusedFile> refused = new ArrayList<>();
        for (Path file : files) {
            try {
                Read home = new Read(file, content(file));
                HomeFile.read(home.content(), home.name(), catalogue, Set.of());
                homes.add(home);
            } catch (IOException unreadable) {
                refused.add(new RefusedFile(file, sentence(unreadable)));
            } catch (BadHome bad) {
                refused.add(new RefusedFile(file, String.valueOf(bad.getMessage())));
            }
        }
        return new Asked(homes, refused);
    }

    /** Only what ends is read: a pipe may never, and a device says nothing of its size. */
    private static byte[] content(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder; name the files in it one by one");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is a device or a pipe; a file is needed");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new IOException("a home has at most 16 MiB");
            }
            return content;
        }
    }

    private static String sentence(IOException unreadable) {
        return switch (unreadable) {
            case NoSuchFileException ignored -> "there is no such file";
            case AccessDeniedException ignored -> "it may not be read by the user who starts the server";
            default -> String.valueOf(unreadable.getMessage());
        };
    }

    /** Lays the homes that are not there yet, and shows all of them to their owner. */
    public List<Laid> lay(List<Read> homes, String owner) {
        return homes.stream()
                .map(home -> layUnlessClosed(home, owner))
                .flatMap(Optional::stream)
                .toList();
    }

    /** One whose stored rows are damaged is closed, and keeps no other from coming in. */
    private Optional<Laid> layUnlessClosed(Read home, String owner) {
        try {
            return Optional.of(lay(home, owner));
        } catch (Refused refused) {
            boolean itself = refused.detail() instanceof Refused.Closed closed
                    && closed.site().equals(home.site());
            if (!itself && !(refused.detail() instanceof Refused.Unwritten)) {
                throw refused;
            }
            log.warn("the home {} is left out: {}", home.file(), refused.getMessage());
            return Optional.empty();
        }
    }

    /** The sites of homes by the names of their files, as people name them. */
    public static Map<String, String> sites(List<Laid> homes) {
        Map<String, String> sites = new HashMap<>();
        homes.forEach(home ->
                sites.put(String.valueOf(home.file().getFileName()), home.site().value()));
        return sites;
    }

    private Laid lay(Read home, String owner) {
        SiteId site = home.site();
        boolean fresh = !Foundation.laid(sites, site);
        if (fresh) {
            foundation(HomeFile.read(home.content(), home.name(), catalogue, gateways(site), setups(site)))
                    .lay(sites, site);
        }
        View view = sites.view(Caller.CORE, site);
        String setup = view.resource(Resource.Profile.class, "site")
                .map(ImportedHome::setupOid)
                .orElseThrow(() -> new IllegalStateException("the site " + site + " has no profile"));
        String binding = Owning.show(accounts, site, setup, owner);
        return new Laid(
                home.file(), site, setup, binding, fresh, (int) view.devices().count(), report(view));
    }

    private static Foundation foundation(ImportedHome home) {
        List<Resource> resources = new ArrayList<>(home.resources());
        resources.add(new Extra(KEPT, REPORT, "", Json.text(home.report())));
        return new Foundation(home.profile(), resources, home.gateways(), home.devices(), List.of(), List.of());
    }

    /** The report of the day on which the home came in; it still holds. */
    private static ImportReport report(View view) {
        return view.resource(Extra.class, Extra.id(KEPT, REPORT, ""))
                .map(extra -> Json.read(extra.json().getBytes(StandardCharsets.UTF_8), ImportReport.class))
                .orElseGet(() -> ImportReport.EMPTY);
    }

    private Set<String> gateways(SiteId but) {
        Set<String> taken = new HashSet<>();
        for (View view : sites.readable(Caller.CORE)) {
            if (!view.site().equals(but)) {
                view.gateways().forEach(g -> taken.add(g.id().value()));
            }
        }
        return taken;
    }

    private Set<String> setups(SiteId but) {
        Set<String> taken = new HashSet<>();
        for (FaceBinding binding : accounts.bindings(Owning.DIALECT)) {
            if (!binding.site().equals(but)) {
                taken.add(binding.address());
            }
        }
        return taken;
    }
}
