package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Members;
import io.candelabra.core.account.Slips;
import io.candelabra.core.account.Unbound;
import io.candelabra.model.Grant;
import io.candelabra.model.Period;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever administers one setup, or holds a token, takes over nobody's account and nobody's other setups. */
class OtherPeopleTest {
    private static final String TOKEN = "0123456789abcdef0123";
    private static final String GUEST = TestServer.GUEST.replace("@", "%40");

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String invitation(String user) {
        return "{\"userId\":\"" + user + "\",\"defaultSetup\":true}";
    }

    private Account account(String id) {
        return server.accounts().account(id).orElseThrow();
    }

    private int byToken(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.origin() + OverkizFace.LOCAL_PREFIX + path))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return server.client().send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void aTokenChangesNothingOfPeople() throws Exception {
        server.accounts().putKey(TOKEN, "a program", TestServer.OWNER, OverkizFace.DIALECT, "home", Map.of());
        assertThat(byToken("GET", "/enduser/secondaryAccounts", "")).isEqualTo(200);
        Account before = account(TestServer.OWNER);
        for (String call : List.of(
                "POST /enduser/secondaryAccounts",
                "PUT /enduser/account",
                "PUT /enduser/mainAccount",
                "POST /enduser/email/validation",
                "POST /enduser/" + GUEST + "/permissions/view/*",
                "PUT /enduser/" + GUEST + "/accessPeriod",
                "POST /setup/enduser",
                "DELETE /setup/enduser/" + GUEST,
                "POST /setup/roles",
                "POST /setup/secrets")) {
            String[] parts = call.split(" ");
            assertThat(byToken(parts[0], parts[1], "{\"email\":\"mallory@evil.example\"}"))
                    .as(call)
                    .isEqualTo(403);
        }
        assertThat(account(TestServer.OWNER)).isEqualTo(before);
    }

    @Test
    void lettersGoWhereTheyWentUntilTheNewAddressIsProved() throws Exception {
        OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
        String before = Slips.address(account(TestServer.OWNER));
        owner.answer("PUT", "/enduser/account", "{\"email\":\"mallory@evil.example\"}");
        assertThat(Slips.address(account(TestServer.OWNER))).isEqualTo(before);
        owner.answer(
                "POST",
                "/enduser/secondaryAccounts",
                "{\"endUser\":{\"userId\":\"carla\",\"email\":\"mallory@evil.example\"},\"password\":\"9rt-Ogre-ballad\"}");
        assertThat(Slips.address(account("carla"))).isEmpty();
    }

    @Test
    void anInvitationChangesNothingElsewhere() throws Exception {
        OverkizCalls neighbour = OverkizCalls.login(server, TestServer.NEIGHBOUR, "");
        neighbour.answer("POST", "/setup/enduser", invitation(TestServer.GUEST));
        OverkizCalls guest = OverkizCalls.login(server, TestServer.GUEST, "");
        assertThat(guest.text("GET", "/enduser/defaultSetupOID", "", "result")).isEqualTo(TestHome.SETUP);
        OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
        owner.answer("DELETE", "/setup/enduser/" + GUEST, "");
        neighbour.answer("DELETE", "/enduser/secondaryAccounts/" + GUEST, "");
        assertThat(account(TestServer.GUEST).grants())
                .as("it was made elsewhere")
                .isEmpty();
    }

    @Test
    void whoeverInvitesLearnsOfFewNames() throws Exception {
        OverkizCalls neighbour = OverkizCalls.login(server, TestServer.NEIGHBOUR, "");
        int last = 0;
        for (int i = 0; i < 30; i++) {
            last = neighbour
                    .call("POST", "/setup/enduser", invitation("nobody-" + i))
                    .statusCode();
        }
        assertThat(new String(
                        neighbour
                                .call("POST", "/setup/enduser", invitation(TestServer.GUEST))
                                .body(),
                        StandardCharsets.UTF_8))
                .doesNotContain(TestServer.GUEST);
        assertThat(last).isGreaterThanOrEqualTo(400);
        assertThat(account(TestServer.GUEST).grants()).hasSize(1);
    }

    @Test
    void everybodyMayLeave() throws Exception {
        OverkizCalls guest = OverkizCalls.login(server, TestServer.GUEST, "");
        assertThat(guest.call("DELETE", "/setup/enduser/" + TestServer.OWNER.replace("@", "%40"), "")
                        .statusCode())
                .isEqualTo(403);
        guest.answer("DELETE", "/setup/enduser/" + GUEST, "");
        assertThat(guest.call("GET", "/setup", "").statusCode()).isEqualTo(401);
    }

    @Test
    void anInstallerUntilFridayStaysOneUntilFriday() {
        Period untilFriday = new Period(0, Long.MAX_VALUE - 1);
        Members members = server.accounts().members();
        server.accounts()
                .putAccount(
                        "installer",
                        "Installer",
                        TestServer.PASSWORD,
                        List.of(Accounts.owner(TestHome.SITE).withPeriod(Optional.of(untilFriday))));
        Caller installer = server.accounts().caller(account("installer"));
        for (String who : List.of("installer", TestServer.GUEST)) {
            assertThatThrownBy(() -> members.change(
                            installer,
                            TestHome.SITE,
                            who,
                            grant -> grant.withPeriod(Optional.of(new Period(5, Long.MAX_VALUE)))))
                    .as(who)
                    .isInstanceOf(Refused.class);
        }
        members.change(installer, TestHome.SITE, TestServer.GUEST, grant -> grant.withPeriod(Optional.of(untilFriday)));
        assertThat(account(TestServer.GUEST).grant(TestHome.SITE).flatMap(Grant::period))
                .contains(untilFriday);
        Caller owner = server.accounts().caller(account(TestServer.OWNER));
        members.remove(owner, TestHome.SITE, "installer");
        assertThatThrownBy(() -> members.remove(installer, TestHome.SITE, TestServer.GUEST))
                .as("a request that was under way when the installer went")
                .isInstanceOf(Refused.class);
    }

    private static String role(String name) {
        return "{\"name\":\"" + name + "\",\"permissions\":[{\"type\":\"deviceView\",\"deviceURL\":\"*\"}]}";
    }

    @Test
    void aRoleIsTakenAndDoesNotComeBackByItsName() throws Exception {
        OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
        owner.answer("POST", "/setup/roles", role("helper"));
        owner.answer(
                "POST",
                "/enduser/secondaryAccounts",
                "{\"endUser\":{\"userId\":\"carla\"},\"password\":\"9rt-Ogre-ballad\",\"templateName\":\"helper\"}");
        server.accounts().changePassword("carla", TestServer.PASSWORD);
        OverkizCalls carla = OverkizCalls.login(server, "carla", "");
        assertThat((List<?>) carla.answer("GET", "/setup/devices", "")).isNotEmpty();
        owner.answer("DELETE", "/enduser/carla/permissions/view/" + encoded(TestHome.LAMP), "");
        assertThat(String.valueOf(carla.answer("GET", "/setup/devices", ""))).doesNotContain(TestHome.LAMP);
        owner.answer("DELETE", "/setup/roles/helper", "");
        owner.answer("POST", "/setup/roles", role("helper"));
        assertThat((List<?>) carla.answer("GET", "/setup/devices", "")).isEmpty();
        owner.answer("POST", "/setup/roles", role("other"));
        server.accounts()
                .members()
                .change(
                        server.accounts().caller(account(TestServer.OWNER)),
                        TestHome.SITE,
                        "carla",
                        grant -> grant.withReach(new Reach(Set.of(), Set.of(), Set.of("other"))));
        assertThat((List<?>) carla.answer("GET", "/setup/devices", "")).isNotEmpty();
        owner.answer("DELETE", "/enduser/carla/permissions/view/*", "");
        assertThat((List<?>) carla.answer("GET", "/setup/devices", "")).isEmpty();
    }

    private static String encoded(String url) {
        return URLEncoder.encode(url, StandardCharsets.UTF_8);
    }

    @Test
    void nobodyTakesThePlaceOfOthersSessions() throws Exception {
        OverkizCalls first = OverkizCalls.login(server, TestServer.GUEST, "");
        String second = "";
        for (int i = 0; i < 101; i++) {
            second = server.accounts()
                    .sessions()
                    .open(TestServer.GUEST, OverkizFace.DIALECT, "home", "192.0.2.1")
                    .secret();
        }
        assertThat(first.call("GET", "/setup", "").statusCode()).isEqualTo(401);
        assertThat(server.accounts().sessions().use(second)).isPresent();
        assertThat(server.accounts().sessions().open(session -> session.account()
                        .equals(TestServer.GUEST)))
                .hasSize(100);
    }

    /** A face without bindings must not show more of a site than the faces that have some. */
    @Test
    void whoIsShownAnAreaIsShownTheSiteNowhere() {
        Account guest = account(TestServer.GUEST);
        assertThat(Unbound.caller(server.accounts(), guest).grants()).hasSize(1);
        FaceBinding home = server.accounts().binding("home").orElseThrow();
        server.accounts()
                .putBinding(new FaceBinding(
                        home.id(),
                        home.dialect(),
                        home.site(),
                        home.address(),
                        TestHome.KITCHEN,
                        home.accounts(),
                        home.vendor()));
        assertThat(Unbound.caller(server.accounts(), guest).grants()).isEmpty();
        assertThat(Unbound.caller(server.accounts(), account(TestServer.OWNER)).grants())
                .as("an administrator")
                .hasSize(1);
    }
}
