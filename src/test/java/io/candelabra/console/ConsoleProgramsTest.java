package io.candelabra.console;

import static io.candelabra.console.ConsoleHome.HOME;
import static io.candelabra.console.ConsoleHome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Integrations;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.WayIn;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestHome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has access to a site, as its administrators see it and end it. */
class ConsoleProgramsTest {
    private static final FaceBinding SHOWN =
            new FaceBinding("overkiz home", "overkiz", TestHome.SITE, "home", "", List.of(ConsoleHome.OWNER), Map.of());

    private ConsoleHome home;
    private TestClient owner;

    @BeforeEach
    void start() throws Exception {
        home = new ConsoleHome();
        owner = home.as(ConsoleHome.OWNER);
        home.accounts().putBinding(SHOWN);
    }

    @AfterEach
    void stop() {
        home.close();
    }

    @SuppressWarnings("unchecked") // fails with the answer in sight
    private List<Map<String, Object>> rows(String what) throws Exception {
        return (List<Map<String, Object>>)
                owner.send("GET", HOME + "/programs").object().get(what);
    }

    private Map<String, Object> row(String what, String field, String value) throws Exception {
        return rows(what).stream()
                .filter(row -> value.equals(row.get(field)))
                .findFirst()
                .orElseThrow();
    }

    private void letIn(String name, String origin) {
        home.accounts()
                .integrations()
                .add(new Integrations.Wanted(
                        name,
                        SHOWN,
                        WayIn.LOGIN,
                        name,
                        Optional.of("a-long-password"),
                        Set.of(Verb.VIEW, Verb.CONTROL),
                        List.of(),
                        origin));
    }

    @Test
    void aKeyIsSeenAndRevoked() throws Exception {
        Accounts.Issued issued =
                home.accounts().issueKey("Kitchen panel", ConsoleHome.OWNER, "overkiz", SHOWN.id(), Map.of());
        assertThat(row("keys", "name", "Kitchen panel")).doesNotContainKey("seenMs");
        home.accounts().key(issued.secret());
        Map<String, Object> row = row("keys", "name", "Kitchen panel");
        assertThat(row).containsKey("seenMs");
        assertThat(row.get("id").toString()).hasSizeLessThan(issued.key().id().length());
        String path = HOME + "/keys/" + row.get("id");
        assertThat(owner.send("DELETE", path).status()).isEqualTo(204);
        assertThat(home.accounts().key(issued.secret())).isEmpty();
        refused(owner.send("DELETE", path), 404, "Not found");
    }

    @Test
    void aSessionIsSeenWithWhereItCameFromAndEnded() throws Exception {
        TestClient guest = home.as(ConsoleHome.GUEST);
        Map<String, Object> row = row("sessions", "account", ConsoleHome.GUEST);
        assertThat(row).containsEntry("dialect", "console").containsEntry("own", false);
        assertThat(row.get("from").toString()).isNotEmpty();
        assertThat(row("sessions", "account", ConsoleHome.OWNER)).containsEntry("own", true);
        assertThat(owner.send("DELETE", HOME + "/sessions/" + row.get("id")).status())
                .isEqualTo(204);
        refused(guest.send("GET", HOME), 401, "Not signed in");
    }

    @Test
    void aProgramIsSeenWithItsRightsAndRevoked() throws Exception {
        letIn("panel", "olga");
        assertThat(row("programs", "name", "panel"))
                .containsEntry("dialect", "overkiz")
                .containsEntry("how", "login")
                .containsEntry("rights", List.of("CONTROL", "VIEW"))
                .containsEntry("declared", false);
        assertThat(owner.send("DELETE", HOME + "/programs/panel").status()).isEqualTo(204);
        assertThat(rows("programs")).isEmpty();
        assertThat(home.accounts().account("panel")).isEmpty();
        refused(owner.send("DELETE", HOME + "/programs/panel"), 404, "Not found");
    }

    @Test
    void whatIsDeclaredInTheSettingsFileIsTakenOutThere() throws Exception {
        letIn("declared", "file");
        assertThat(row("programs", "name", "declared")).containsEntry("declared", true);
        refused(owner.send("DELETE", HOME + "/programs/declared"), 409, "Contradicts what is there");
        assertThat(home.accounts().account("declared")).isPresent();
    }

    /** Whoever administers one site neither sees nor ends what opens others as well. */
    @Test
    void whatOpensOtherSitesIsNotShown() throws Exception {
        home.accounts()
                .putAccount(
                        "both",
                        "both",
                        ConsoleHome.PASSWORD,
                        List.of(Accounts.owner(TestHome.SITE), Accounts.owner(TestHome.OTHER_SITE)));
        home.as("both");
        home.as(ConsoleHome.NEIGHBOUR);
        assertThat(rows("sessions").stream().map(row -> row.get("account"))).containsOnly(ConsoleHome.OWNER);
    }

    @Test
    void nobodyElseIsShownIt() throws Exception {
        TestClient guest = home.as(ConsoleHome.GUEST);
        refused(guest.send("GET", HOME + "/programs"), 403, "Not allowed");
        refused(guest.send("DELETE", HOME + "/programs/x"), 403, "Not allowed");
        refused(guest.send("DELETE", HOME + "/keys/x"), 403, "Not allowed");
        refused(guest.send("DELETE", HOME + "/sessions/x"), 403, "Not allowed");
        refused(home.as(ConsoleHome.NEIGHBOUR).send("GET", HOME + "/programs"), 404, "Not found");
    }
}
