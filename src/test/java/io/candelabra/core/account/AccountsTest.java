package io.candelabra.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Access;
import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Declared;
import io.candelabra.core.site.Leases;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.Sites;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Session;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestChance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final String HOME = "10.0.0.1";
    private static final String AFAR = "203.0.113.9";
    private static final SiteId SITE = new SiteId("home");
    private static final long DAY_MS = 86_400_000;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    private final MemoryStore store = new MemoryStore();
    private final PasswordHash hash = new PasswordHash(random, new PasswordHash.Cost(64, 1));
    private long nowMs = 1_700_000_000_000L;
    private Committer committer = new Committer(store);
    private Thread writing = Thread.ofVirtual().start(committer::run);
    private Accounts accounts = open();

    private Accounts open() {
        InstantSource clock = () -> Instant.ofEpochMilli(nowMs);
        Sites sites = new Sites(
                store,
                committer,
                clock,
                TestChance.begin()::uuid,
                (state, device) -> {
                    throw new IllegalStateException("there are no devices here");
                },
                SiteLimits.LOCAL,
                Declared.NOTHING,
                Leases.ONE_NODE);
        return new Accounts(sites, clock, random, hash);
    }

    /** As after a restart: whatever was only in memory is gone. */
    private void restart() {
        close();
        committer = new Committer(store);
        writing = Thread.ofVirtual().start(committer::run);
        accounts = open();
    }

    @AfterEach
    void close() {
        committer.close();
        try {
            writing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ada() {
        accounts.putAccount("ada", "Ada", "lovelace", List.of(Accounts.owner(SITE)));
    }

    private Login login(String password, String address) {
        return accounts.login("ada", password, address);
    }

    @Test
    void aRightPasswordIsKnownAndAllElseIsWrong() {
        ada();
        assertThat(login("lovelace", HOME)).isInstanceOf(Login.Known.class);
        assertThat(login("Lovelace", HOME)).isInstanceOf(Login.Wrong.class);
        assertThat(login("", HOME)).isInstanceOf(Login.Wrong.class);
        assertThat(accounts.login("nobody", "lovelace", HOME)).isInstanceOf(Login.Wrong.class);
        assertThat(accounts.login("nobody", "", HOME)).isInstanceOf(Login.Wrong.class);
    }

    @Test
    void strangersMayGuessAHundredTimesADayAndTheOwnerIsNotLockedOut() {
        ada();
        login("lovelace", HOME);
        for (int i = 0; i < 100; i++) {
            assertThat(login("guess " + i, AFAR)).isInstanceOf(Login.Wrong.class);
        }
        assertThat(login("lovelace", AFAR)).isInstanceOf(Login.TooMany.class);
        assertThat(login("lovelace", "198.51.100.7")).as("the owner elsewhere").isInstanceOf(Login.Known.class);
        assertThat(login("lovelace", HOME)).isInstanceOf(Login.Known.class);
        nowMs += DAY_MS / 100;
        assertThat(login("wrong", AFAR)).as("one comes back").isInstanceOf(Login.Wrong.class);
        assertThat(login("lovelace", AFAR)).isInstanceOf(Login.TooMany.class);
    }

    @Test
    void aRightPasswordCostsNoGuess() {
        ada();
        for (int i = 0; i < 300; i++) {
            assertThat(login("lovelace", AFAR)).isInstanceOf(Login.Known.class);
        }
    }

    @Test
    void namesThatNoAccountHasAreBoundedLikeAccounts() {
        for (int i = 0; i < 100; i++) {
            assertThat(accounts.login("nobody", "x", AFAR)).isInstanceOf(Login.Wrong.class);
        }
        assertThat(accounts.login("nobody", "x", AFAR)).isInstanceOf(Login.TooMany.class);
    }

    @Test
    void allStrangersTogetherAreBoundedPerAccountAndPerAddress() {
        ada();
        for (int i = 0; i < 1_000; i++) {
            assertThat(login("guess " + i, "198.51.100." + i % 10)).isInstanceOf(Login.Wrong.class);
        }
        assertThat(login("lovelace", AFAR))
                .as("ten strangers have spent a thousand")
                .isInstanceOf(Login.TooMany.class);
        for (int i = 0; i < 300; i++) {
            assertThat(accounts.login("nobody " + i, "x", HOME)).isInstanceOf(Login.Wrong.class);
        }
        assertThat(accounts.login("somebody", "x", HOME))
                .as("names do not matter")
                .isInstanceOf(Login.TooMany.class);
    }

    @Test
    void theMachinesOfAnIpv6NetworkAreOneStranger() {
        ada();
        for (int i = 0; i < 100; i++) {
            login("guess " + i, "2001:db8:0:7:0:0:0:" + i);
        }
        assertThat(login("lovelace", "2001:db8:0:7:0:0:1:1")).isInstanceOf(Login.TooMany.class);
        assertThat(login("lovelace", "2001:db8:0:8:0:0:1:1")).isInstanceOf(Login.Known.class);
    }

    @Test
    void anAddressIsKnownAfterARestartWithoutASession() {
        ada();
        assertThat(accounts.basic("ada", "lovelace", HOME)).isInstanceOf(Login.Known.class);
        restart();
        for (int i = 0; i < 1_100; i++) {
            login("guess " + i, "198.51.100." + i % 11);
        }
        assertThat(login("lovelace", AFAR)).isInstanceOf(Login.TooMany.class);
        assertThat(login("lovelace", HOME)).isInstanceOf(Login.Known.class);
    }

    @Test
    void aBelievedProofIsNoOracleForStrangers() {
        ada();
        assertThat(accounts.basic("ada", "lovelace", HOME)).isInstanceOf(Login.Known.class);
        for (int i = 0; i < 100; i++) {
            accounts.basic("ada", "guess " + i, AFAR);
        }
        assertThat(accounts.basic("ada", "lovelace", AFAR)).isInstanceOf(Login.TooMany.class);
    }

    @Test
    void anotherPasswordEndsSessionsWithTheirListeners() {
        ada();
        String secret = accounts.sessions().open("ada", "overkiz", "home", HOME).secret();
        String other = accounts.sessions().open("bob", "overkiz", "home", HOME).secret();
        accounts.changePassword("ada", "babbage");
        assertThat(accounts.sessions().use(secret)).isEmpty();
        assertThat(accounts.sessions().use(other)).isPresent();
    }

    @Test
    void theOwnersAddressIsKnownAfterARestart() {
        ada();
        login("lovelace", HOME);
        accounts.sessions().open("ada", "overkiz", "home", HOME);
        restart();
        for (int i = 0; i < 100; i++) {
            login("guess " + i, AFAR);
        }
        assertThat(login("lovelace", HOME)).isInstanceOf(Login.Known.class);
    }

    @Test
    void aSessionLivesWhileItIsUsedAndOverARestart() {
        ada();
        String secret = accounts.sessions().open("ada", "overkiz", "home", HOME).secret();
        for (int day = 0; day < 40; day += 10) {
            nowMs += 10 * DAY_MS;
            assertThat(accounts.sessions().use(secret)).isPresent();
        }
        nowMs += 10 * DAY_MS;
        restart();
        assertThat(accounts.sessions().use(secret)).as("its use was written").isPresent();
        nowMs += Sessions.IDLE_MS + 1;
        assertThat(accounts.sessions().use(secret)).isEmpty();
        assertThat(accounts.sessions().use("0".repeat(64))).isEmpty();
    }

    @Test
    void whatEndedByItselfIsSweptAway() {
        ada();
        Session old = accounts.sessions().open("ada", "overkiz", "home", HOME).session();
        accounts.cursors().open(new Cursor("listener", old.id(), SITE, 1, nowMs), 0);
        nowMs += Sessions.IDLE_MS + 1;
        accounts.sessions().open("ada", "overkiz", "home", HOME);
        assertThat(accounts.state().resources(Session.class)).hasSize(1).doesNotContain(old);
        assertThat(accounts.cursors().find("listener")).isEmpty();
    }

    @Test
    void aListeningSessionIsShorter() {
        ada();
        Sessions.Opened opened = accounts.sessions().open("ada", "overkiz", "home", HOME);
        accounts.sessions().idle(opened.session().id(), 60_000);
        nowMs += 60_000;
        assertThat(accounts.sessions().use(opened.secret())).isPresent();
        nowMs += 60_001;
        assertThat(accounts.sessions().use(opened.secret())).isEmpty();
    }

    @Test
    void noSecretIsKept() {
        ada();
        String session =
                accounts.sessions().open("ada", "overkiz", "home", HOME).secret();
        Accounts.Issued issued = accounts.issueKey("hub", "ada", "overkiz", "home", Map.of());
        String all =
                accounts.state().resources(Session.class).toString() + accounts.keys("overkiz") + accounts.accounts();
        assertThat(all).doesNotContain(session, issued.secret(), "lovelace");
        assertThat(accounts.key(issued.secret())).contains(issued.key());
        accounts.revokeKey(issued.key().id());
        assertThat(accounts.key(issued.secret())).isEmpty();
    }

    @Test
    void aProofIsBelievedForFiveMinutesAndNotBeyondThePassword() {
        ada();
        assertThat(accounts.basic("ada", "lovelace", HOME)).isInstanceOf(Login.Known.class);
        for (int i = 0; i < 101; i++) {
            login("guess " + i, HOME);
        }
        assertThat(accounts.basic("ada", "lovelace", HOME)).as("no new check").isInstanceOf(Login.Known.class);
        assertThat(accounts.changePassword("ada", "babbage")).isTrue();
        assertThat(accounts.basic("ada", "lovelace", HOME)).isNotInstanceOf(Login.Known.class);
        nowMs += DAY_MS;
        assertThat(accounts.basic("ada", "babbage", HOME)).isInstanceOf(Login.Known.class);
    }

    @Test
    void aNewCursorEndsTheReadersOldOnes() {
        assertThat(accounts.cursors().open(new Cursor("a", "reader", SITE, 1, 1), 0))
                .isEmpty();
        assertThat(accounts.cursors().open(new Cursor("b", "reader", SITE, 1, 2), 0))
                .containsExactly("a");
        assertThat(accounts.cursors().open(new Cursor("c", "reader", SITE, 1, 3), 1))
                .isEmpty();
        assertThat(accounts.cursors().open(new Cursor("d", "reader", SITE, 1, 4), 1))
                .containsExactly("b");
        assertThat(accounts.cursors().find("c")).isPresent();
        Cursor gone = new Cursor("a", "reader", SITE, 9, 5);
        accounts.cursors()
                .write(List.of(new Cursor("c", "reader", SITE, 9, 5), gone))
                .join();
        restart();
        assertThat(accounts.cursors().find("a")).as("what ended stays so").isEmpty();
        assertThat(accounts.cursors().find("c")).contains(new Cursor("c", "reader", SITE, 9, 5));
    }

    @Test
    void anAccountGoesWithAllThatItHad() {
        ada();
        Sessions.Opened opened = accounts.sessions().open("ada", "overkiz", "home", HOME);
        Accounts.Issued issued = accounts.issueKey("hub", "ada", "overkiz", "home", Map.of());
        accounts.putBinding(new FaceBinding("home", "overkiz", SITE, "oid", "", List.of("ada", "bob"), Map.of()));
        accounts.removeAccount("ada");
        assertThat(accounts.sessions().use(opened.secret())).isEmpty();
        assertThat(accounts.key(issued.secret())).isEmpty();
        assertThat(accounts.bindings("overkiz", "ada")).isEmpty();
        assertThat(accounts.bindings("overkiz", "bob")).hasSize(1);
        assertThat(login("lovelace", HOME)).isInstanceOf(Login.Wrong.class);
    }

    @Test
    void aCallerHasTheRightsOfTheAccountWithinTheBinding() {
        ada();
        accounts.putBinding(new FaceBinding("kitchen", "overkiz", SITE, "oid", "kitchen", List.of("ada"), Map.of()));
        Caller caller = accounts.through("ada", "kitchen").orElseThrow().caller();
        assertThat(caller.area()).isEqualTo("kitchen");
        assertThat(Access.may(caller, SITE, Verb.ADMINISTER)).isTrue();
        assertThat(Access.may(caller, new SiteId("elsewhere"), Verb.VIEW)).isFalse();
        assertThat(Access.may(caller, Accounts.SYSTEM, Verb.VIEW)).isFalse();
    }

    @Test
    void aCallerIsMadeOnceAndAnewWithEachChangeOfItsRights() {
        ada();
        FaceBinding whole = new FaceBinding("home", "overkiz", SITE, "oid", "", List.of("ada"), Map.of());
        assertThat(accounts.through("ada", "home")).isEmpty();
        accounts.putBinding(whole);
        Accounts.Through first = accounts.through("ada", "home").orElseThrow();
        // something else of the system changes: the caller is the same, and so is what was kept for it
        accounts.sessions().open("ada", "overkiz", "home", HOME);
        assertThat(accounts.through("ada", "home").orElseThrow().caller()).isSameAs(first.caller());

        accounts.putBinding(new FaceBinding("home", "overkiz", SITE, "oid", "kitchen", List.of("ada"), Map.of()));
        assertThat(accounts.through("ada", "home").orElseThrow().caller().area())
                .isEqualTo("kitchen");
        accounts.changeAccount(
                "ada", a -> new Account(a.id(), a.displayName(), a.passwordHash(), List.of(), a.vendor()));
        assertThat(Access.may(accounts.through("ada", "home").orElseThrow().caller(), SITE, Verb.VIEW))
                .isFalse();
        accounts.putBinding(new FaceBinding("home", "overkiz", SITE, "oid", "", List.of("bob"), Map.of()));
        assertThat(accounts.through("ada", "home")).isEmpty();
        accounts.putBinding(whole);
        accounts.removeAccount("ada");
        assertThat(accounts.through("ada", "home")).isEmpty();
    }

    @Test
    void aSessionWhoseTimeCannotBeReadIsIdleAsLongAsOthers() {
        ada();
        Sessions.Opened opened = accounts.sessions().open("ada", "overkiz", "home", HOME);
        accounts.sessions().idle(opened.session().id(), DAY_MS);
        accounts.compose((state, now) -> {
            Session kept = state.resource(Session.class, opened.session().id()).orElseThrow();
            Map<String, String> broken = new HashMap<>(kept.vendor());
            broken.replaceAll((name, text) -> "broken");
            assertThat(broken).isNotEmpty();
            return Composed.of(new Command.Put(new Session(
                    kept.id(),
                    kept.account(),
                    kept.dialect(),
                    kept.binding(),
                    kept.createdMs(),
                    kept.usedMs(),
                    broken)));
        });
        assertThat(accounts.sessions().use(opened.secret())).isPresent();
        nowMs += Sessions.IDLE_MS + 1;
        assertThat(accounts.sessions().use(opened.secret())).isEmpty();
    }
}
