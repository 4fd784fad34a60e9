package io.candelabra.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.feed.Cursors;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.Declared;
import io.candelabra.core.site.Leases;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.SiteStore.NotWritten;
import io.candelabra.core.site.Sites;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.Resource.Session;
import io.candelabra.model.SiteId;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestChance;
import io.candelabra.testing.TestTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coming in and listening while nothing can be written. */
class UnstoredTest {
    private static final SiteId SITE = new SiteId("home");
    private static final String OWNER = "owner";

    private final MemoryStore store = new MemoryStore();
    private final TestTime time = TestTime.begin();
    private Committer committer;
    private Thread writing;
    private Accounts accounts;

    @BeforeEach
    void begin() {
        TestChance chance = TestChance.begin();
        committer = new Committer(store);
        writing = Thread.ofPlatform().start(committer::run);
        Sites sites = new Sites(
                store,
                committer,
                time,
                chance::uuid,
                (state, device) -> {
                    throw new IllegalStateException("no devices here");
                },
                SiteLimits.LOCAL,
                Declared.NOTHING,
                Leases.ONE_NODE);
        accounts = new Accounts(sites, time, chance, new PasswordHash(chance, new PasswordHash.Cost(64, 1)));
        accounts.putAccount(OWNER, OWNER, "a-good-password", List.of());
    }

    @AfterEach
    void end() throws InterruptedException {
        committer.close();
        writing.join();
    }

    private void full() {
        store.fault((commit, batch) -> {
            throw new NotWritten("told to be full", null);
        });
    }

    private void room() {
        store.fault((commit, batch) -> Optional.empty());
    }

    private List<Session> stored() {
        return accounts.state().resources(Session.class).stream().toList();
    }

    @Test
    void aSessionOpensIsUsedAndEndsWithoutAWrite() {
        Sessions.Opened before = accounts.sessions().open(OWNER, "overkiz", "home", "10.0.0.1");
        full();
        Sessions.Opened during = accounts.sessions().open(OWNER, "overkiz", "home", "10.0.0.1");
        assertThat(accounts.sessions().use(during.secret())).contains(during.session());
        assertThat(accounts.sessions().use(before.secret())).isPresent();
        accounts.sessions().rebind(during.session().id(), "office");
        assertThat(accounts.sessions().use(during.secret()))
                .hasValueSatisfying(session -> assertThat(session.binding()).isEqualTo("office"));
        accounts.sessions().end(before.session().id());
        assertThat(accounts.sessions().use(before.secret()))
                .as("who logs out is out")
                .isEmpty();
        assertThat(stored()).as("nothing of it is on disk").containsExactly(before.session());

        room();
        accounts.storeWaiting();
        assertThat(stored())
                .extracting(Session::id)
                .containsExactly(during.session().id());
        assertThat(accounts.sessions().use(during.secret())).isPresent();
        accounts.sessions().end(during.session().id());
        assertThat(stored()).isEmpty();
    }

    @Test
    void aListenerIsRegisteredFoundAndReplacedWithoutAWrite() {
        Cursors cursors = accounts.cursors();
        cursors.open(new Cursor("old", "reader", SITE, 1, 0), 0);
        full();
        assertThat(cursors.open(new Cursor("new", "reader", SITE, 5, 1), 0)).containsExactly("old");
        assertThat(cursors.find("old")).as("the earlier one is void").isEmpty();
        assertThat(cursors.find("new")).isPresent();
        assertThat(cursors.of("reader")).extracting(Cursor::id).containsExactly("new");
        room();
        // the next caller stores what waited
        cursors.open(new Cursor("other", "somebody", SITE, 5, 1), 0);
        assertThat(accounts.state().resources(Cursor.class))
                .extracting(Cursor::id)
                .containsExactly("new", "other");
    }

    @Test
    void anAddressThatSomebodyCameFromIsWrittenWhenItIsComeFromAgain() {
        full();
        assertThat(accounts.login(OWNER, "a-good-password", "10.0.0.1")).isInstanceOf(Login.Known.class);
        room();
        assertThat(accounts.login(OWNER, "a-good-password", "10.0.0.1")).isInstanceOf(Login.Known.class);
        // written behind it, so that it is on disk by now
        accounts.sessions().open(OWNER, "overkiz", "home", "10.0.0.1");
        assertThat(KnownAddresses.of(accounts.account(OWNER).orElseThrow())).containsExactly("10.0.0.1");
    }

    @Test
    void anotherPasswordEndsWhatWaitsAsWell() {
        full();
        Sessions.Opened during = accounts.sessions().open(OWNER, "overkiz", "home", "10.0.0.1");
        room();
        assertThat(accounts.changePassword(OWNER, "another-password")).isTrue();
        assertThat(accounts.sessions().use(during.secret())).isEmpty();
        assertThat(accounts.state()
                        .resource(Resource.Session.class, during.session().id()))
                .isEmpty();
    }
}
