package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.access.Caller;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.Declared;
import io.candelabra.core.site.Leases;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.install.Foundation;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.intake.ImportedHome;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.store.memory.MemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A site, and a caller who looks at it. The clock stands still. */
public final class Showing implements AutoCloseable {
    public static final Catalogue CATALOGUE = CatalogueFiles.load();
    public static final SiteId SITE = new SiteId("home");
    public static final long NOW_MS = 1_750_000_000_000L;

    private static final Cause TEST = new Cause("test", "somebody", "");

    private final Committer committer;
    private final Sites sites;

    public Showing() {
        MemoryStore store = new MemoryStore();
        committer = new Committer(store);
        Thread.ofPlatform().daemon().name("committer").start(committer::run);
        AtomicInteger ids = new AtomicInteger();
        sites = new Sites(
                store,
                committer,
                () -> Instant.ofEpochMilli(NOW_MS),
                () -> "id-" + ids.incrementAndGet(),
                Showing::type,
                SiteLimits.LOCAL,
                Declared.NOTHING,
                Leases.ONE_NODE);
    }

    private static DeviceType type(SiteState state, Device device) {
        return state.resource(Resource.SiteType.class, device.type())
                .map(Resource.SiteType::type)
                .or(() -> CATALOGUE.find(device.type()))
                .orElseThrow();
    }

    public Sites sites() {
        return sites;
    }

    /** Puts a home in. */
    public Showing with(ImportedHome home) {
        List<Resource> resources = new ArrayList<>(home.resources());
        resources.addFirst(home.profile());
        return with(Foundation.commands(resources, home.gateways(), home.devices(), List.of()));
    }

    public Showing with(Command<?> command) {
        sites.submit(Caller.CORE, SITE, command, TEST);
        return this;
    }

    /** Somebody who may do everything. */
    public OverkizSession owner(String setupOid, boolean local) {
        return session(new Grant(SITE, Set.of(Verb.values()), Set.of()), "", setupOid, local);
    }

    /** @param area the area that the face is bound to; empty for the whole site */
    public OverkizSession session(Grant grant, String area, String setupOid, boolean local) {
        Caller caller = Caller.person("somebody", List.of(grant)).within(area);
        return new OverkizSession("session", "somebody", caller, "binding", SITE, setupOid, local, false, sites, TEST);
    }

    @Override
    public void close() {
        committer.close();
    }
}
