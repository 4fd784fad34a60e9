package io.candelabra.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.Settings;
import io.candelabra.TestRooms;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.Sites;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Verb;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestTime;
import io.candelabra.wire.http.Server;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small home behind the console's API, with an owner, a guest from whom the dimmer is hidden and who may only look, and a neighbour. */
final class ConsoleHome implements AutoCloseable {
    static final String OWNER = "olga";
    static final String GUEST = "gus";
    static final String NEIGHBOUR = "nora";
    static final String PASSWORD = "a-good-password";
    static final String API = "/console/api";
    static final String HOME = API + "/sites/home";

    private final TestRooms rooms;
    private final Server server;

    ConsoleHome() {
        MemoryStore store = new MemoryStore();
        TestTime time = TestTime.of(store);
        this.rooms = TestRooms.in(new TestRooms.World(store, time, time, 200, Settings.Limits.OFF));
        TestHome.install(rooms.sites());
        account(OWNER, Accounts.owner(TestHome.SITE));
        account(GUEST, new Grant(TestHome.SITE, Set.of(Verb.VIEW), Set.of(new DeviceId(TestHome.DIMMER))));
        account(NEIGHBOUR, Accounts.owner(TestHome.OTHER_SITE));
        rooms.live();
        this.server = rooms.listen(List.of(rooms.console().face()), Duration.ofMillis(20));
        rooms.closeFirst(rooms.console());
    }

    private void account(String name, Grant grant) {
        rooms.accounts().putAccount(name, name, PASSWORD, List.of(grant));
    }

    Sites sites() {
        return rooms.sites();
    }

    Accounts accounts() {
        return rooms.accounts();
    }

    HttpClient http() {
        return rooms.client();
    }

    String origin() {
        return "https://localhost:" + server.port();
    }

    /** A client that nobody knows. */
    TestClient stranger() {
        return TestClient.of(rooms.client(), origin());
    }

    Answer signIn(String name, String password) throws Exception {
        return stranger().json("POST", API + "/sign-in", Map.of("name", name, "password", password));
    }

    /** A client with the cookie of a session. */
    TestClient as(String name) throws Exception {
        String cookie = signIn(name, PASSWORD).header("set-cookie").orElseThrow();
        return stranger().with("Cookie", cookie.substring(0, cookie.indexOf(';')));
    }

    static String device(String id) {
        return HOME + "/devices/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        rooms.close();
    }

    /** An answer in the one form of all refusals. */
    static void refused(Answer answer, int status, String title) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.object()).containsEntry("title", title).containsEntry("status", (long) status);
        assertThat(String.valueOf(answer.object().get("detail"))).endsWith(".");
        assertThat(answer.object()).containsKey("trace");
    }
}
