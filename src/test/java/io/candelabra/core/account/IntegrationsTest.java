package io.candelabra.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Integrations.Key;
import io.candelabra.core.account.Integrations.Wanted;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Integration;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.model.WayIn;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs are let in and ended as a whole, by an administrator who may do no more than that. */
class IntegrationsTest {
    private static final Caller ADMINISTRATOR = Caller.administrator("root");
    private static final Cause CAUSE = new Cause("administrator", "root", "r1");

    private final TestServer server = TestServer.start();
    private final Accounts accounts = server.accounts();
    private final Integrations integrations = accounts.by(ADMINISTRATOR, CAUSE).integrations();

    @AfterEach
    void stop() {
        server.close();
    }

    private static FaceBinding shown(String id, SiteId site) {
        return new FaceBinding(id, "quantum", site, "", "", List.of(), Map.of());
    }

    private static Wanted wanted(String name, FaceBinding shown, String account, Key... keys) {
        return new Wanted(
                name,
                shown,
                WayIn.KEYS,
                account,
                Optional.empty(),
                Set.of(Verb.VIEW, Verb.CONTROL),
                List.of(keys),
                "test");
    }

    private static Key key(String secret, String kind) {
        return new Key(secret, kind, Map.of());
    }

    @Test
    void allIsMadeInOneStepAndEndsInOne() {
        FaceBinding office = shown("quantum office", TestHome.SITE);
        long before = accounts.state().seq();
        integrations.add(wanted("acme", office, "acme", key("vendor", "quantum-api"), key("device", "quantum")));
        List<LoggedEvent> made =
                server.sites().read(Caller.CORE, Accounts.SYSTEM, before, 100).events();
        assertThat(made).hasSize(5).allSatisfy(event -> assertThat(event.cause())
                .isEqualTo(CAUSE));
        assertThat(accounts.key("device")).isPresent();
        assertThat(accounts.binding("quantum office").orElseThrow().accounts()).containsExactly("acme");
        assertThat(accounts.account("acme").orElseThrow().grants())
                .singleElement()
                .satisfies(g -> assertThat(g.verbs()).containsExactlyInAnyOrder(Verb.VIEW, Verb.CONTROL));
        assertThat(accounts.login("acme", "", "here")).isInstanceOf(Login.Wrong.class);

        assertThatThrownBy(() -> integrations.add(wanted("acme", office, "acme")))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(Refused.Reason.CONFLICT));

        integrations.revoke("acme");
        assertThat(accounts.key("device")).isEmpty();
        assertThat(accounts.key("vendor")).isEmpty();
        assertThat(accounts.account("acme")).isEmpty();
        assertThat(accounts.binding("quantum office").orElseThrow().accounts()).isEmpty();
        assertThatThrownBy(() -> integrations.revoke("acme")).isInstanceOf(Refused.class);
    }

    @Test
    void sharedAccountGoesToTheOneThatStays() {
        FaceBinding one = shown("quantum one", TestHome.SITE);
        FaceBinding two = shown("quantum two", TestHome.OTHER_SITE);
        integrations.add(wanted("first", one, "acme", key("vendor", "quantum-api"), key("device 1", "quantum")));
        integrations.add(wanted("second", two, "acme", key("device 2", "quantum")));
        integrations.revoke("first");
        assertThat(accounts.key("vendor")).as("opens the other server too").isPresent();
        assertThat(accounts.key("device 1")).isEmpty();
        assertThat(accounts.binding("quantum one").orElseThrow().accounts()).isEmpty();
        assertThat(accounts.binding("quantum two").orElseThrow().accounts()).containsExactly("acme");
        integrations.revoke("second");
        assertThat(accounts.key("vendor")).isEmpty();
        assertThat(accounts.account("acme")).isEmpty();
    }

    @Test
    void whoWasThereBeforeStays() {
        integrations.add(wanted("tablet", accounts.binding("home").orElseThrow(), TestServer.OWNER));
        integrations.revoke("tablet");
        assertThat(accounts.account(TestServer.OWNER)).isPresent();
        assertThat(accounts.binding("home").orElseThrow().accounts()).contains(TestServer.OWNER);
        assertThat(accounts.key(server.token())).as("a key of their own").isPresent();
    }

    @Test
    void declaringAgainChangesNothingAndSomethingElseReplaces() {
        FaceBinding office = shown("quantum office", TestHome.SITE);
        Wanted wanted = wanted("acme", office, "acme", key("device", "quantum"));
        assertThat(integrations.declare(wanted)).isTrue();
        long seq = accounts.state().seq();
        assertThat(integrations.declare(wanted)).isFalse();
        assertThat(accounts.state().seq()).isEqualTo(seq);
        assertThat(integrations.declare(wanted("acme", office, "acme", key("fresh", "quantum"))))
                .isTrue();
        assertThat(accounts.key("device")).isEmpty();
        assertThat(accounts.key("fresh")).isPresent();
        assertThat(integrations.all()).extracting(Integration::id).containsExactly("acme");
    }

    @Test
    void administratorMovesAndConfiguresNothing() {
        Resource.Scene scene = new Resource.Scene("s", "s", List.of(), 0, 0, Map.of(), Map.of());
        List<Command<?>> commands = List.of(
                new Command.Put(scene),
                new Command.CancelExecutions(Optional.empty(), Optional.empty()),
                Command.Together.of(new Command.Put(scene)));
        for (Command<?> command : commands) {
            assertThatThrownBy(() -> server.sites().submit(ADMINISTRATOR, TestHome.SITE, command, CAUSE))
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.reason()).isEqualTo(Refused.Reason.FORBIDDEN));
        }
        assertThat(server.sites().view(ADMINISTRATOR, TestHome.SITE).devices()).isEmpty();
    }
}
