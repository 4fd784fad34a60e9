package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.Declared;
import io.candelabra.core.site.Leases;
import io.candelabra.core.site.Raw;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.Sites;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.model.GatewayId;
import io.candelabra.model.SiteId;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestChance;
import io.candelabra.testing.TestTime;
import java.util.function.UnaryOperator;

/** A site whose lanes run on threads of their own, for tests of them. */
abstract class OnThreads {
    static final SiteId SITE = new SiteId("home");
    static final GatewayId GATEWAY = Lamps.gateway(1).id();

    final TestTime time = TestTime.begin();
    Runnable afterwards = () -> {};

    /** A site with a gateway whose lane runs. */
    final void running(DriverFactory drivers, Sited then) throws Exception {
        running(drivers, 1, then);
    }

    /** @param pace of the wall's clock */
    final void running(DriverFactory drivers, int pace, Sited then) throws Exception {
        running(new MemoryStore(), Lamps.source(drivers, DriverKinds.NONE), pace, then);
    }

    final void running(MemoryStore store, DriverSource drivers, int pace, Sited then) throws Exception {
        try (Committer committer = new Committer(store)) {
            Thread writing = Thread.ofPlatform().daemon().start(committer::run);
            SiteClock clock = SiteClock.real(TestTime.begin());
            TestChance chance = TestChance.begin();
            Sites sites = new Sites(
                    store,
                    committer,
                    clock,
                    chance::uuid,
                    (s, d) -> Lamps.TYPE,
                    SiteLimits.LOCAL,
                    Declared.NOTHING,
                    Leases.ONE_NODE);
            SiteClock wall = new SiteClock(time, pace, clock.millis());
            try (Lanes lanes = new Lanes(sites, drivers, clock, wall, 1)) {
                sites.whenOpened(lanes::opened);
                if (sites.state(Caller.CORE, SITE).gateway(GATEWAY).isEmpty()) {
                    edit(sites, changes -> changes.put(Lamps.gateway(1)));
                }
                lanes.start();
                then.with(sites);
            }
            afterwards.run();
            committer.close();
            writing.join();
        }
    }

    interface Sited {
        void with(Sites sites) throws Exception;
    }

    static void edit(Sites sites, UnaryOperator<Raw.Changes> what) {
        Raw.tell(sites, SITE, (state, now) -> what.apply(new Raw.Changes(state)).answer(true));
    }
}
