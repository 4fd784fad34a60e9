package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.AdministeredServer.Ran;
import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.testing.TestClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator lets programs of all four dialects in and ends them, while the server runs. */
class IntegrationCommandTest {
    @TempDir
    Path folder;

    private AdministeredServer demo;

    @BeforeEach
    void start() throws Exception {
        demo = new AdministeredServer(folder);
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void quantumClientComesInWithTwoKeysUntilItIsEnded() throws Exception {
        Ran added = demo.json("add", "quantum", "floor plan", "--site", "office");
        String api = added.told("apiKey");
        String device = added.told("deviceKey");
        assertThat(demo.quantum(api, device, "/area/rootarea").body()).contains("200 OK");
        assertThat(demo.quantum(
                                api,
                                String.valueOf(
                                        demo.server().demoFile().face("quantum").get("deviceKey")),
                                "/area/rootarea")
                        .status())
                .as("a vendor that the server knows")
                .isEqualTo(200);

        Ran shown = demo.integration("show", "floor plan");
        assertThat(shown.out())
                .contains("view, control")
                .doesNotContain(api)
                .doesNotContain(device)
                .doesNotContain("configure");
        demo.restart();
        assertThat(demo.quantum(api, device, "/area/rootarea").status()).isEqualTo(200);

        assertThat(demo.integration("remove", "floor plan").status()).isZero();
        assertThat(demo.quantum(api, device, "/area/rootarea").status()).isEqualTo(401);
        assertThat(demo.quantum("/area/rootarea").status())
                .as("the other vendor")
                .isEqualTo(200);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(api)
                            .doesNotContain(device));
        }
    }

    @Test
    void viveClientLogsIn() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "a-long-password\n");
        Ran added = demo.json(
                "add",
                "vive",
                "wall panel",
                "--site",
                "office",
                "--user",
                "panel",
                "--password-file",
                password.toString());
        assertThat(added.row()).containsEntry("user", "panel").doesNotContainKey("password");
        int port = Integer.parseInt(added.told("leapPort"));
        try (LeapClient client = new LeapClient(demo.authority().clientContext(), port)) {
            String login = LeapClient.request(
                    "UpdateRequest",
                    "/login",
                    "l",
                    Map.of("Login", Map.of("LoginId", "panel", "Password", "a-long-password")));
            client.send(login);
            assertThat(client.await(m -> m.header("ClientTag").equals("l")).status())
                    .isEqualTo("200 OK");
            assertThat(client.read("/area").status()).isEqualTo("200 OK");
            assertThat(demo.integration("revoke", "wall panel").status()).isZero();
            assertThat(client.read("/area").status()).as("at once").isEqualTo("401 Unauthorized");
            client.send(login);
            assertThat(client.await(m -> m.header("ClientTag").equals("l")).status())
                    .isEqualTo("401 Unauthorized");
        }
    }

    @Test
    void streetLightClientSeesItsApplicationAlone() throws Exception {
        Ran added = demo.json("add", "sustainder", "lamp dashboard", "--site", "town");
        assertThat(added.row()).containsEntry("artkey", "35").containsEntry("user", "lamp dashboard");
        TestClient client = demo.client("/v2")
                .with(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("lamp dashboard:" + added.told("password"))
                                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(client.send("GET", "/lcms?page=1&application_artkey=35").status())
                .isEqualTo(200);
        assertThat(client.send("GET", "/lcms?page=1&application_artkey=36").status())
                .isEqualTo(client.send("GET", "/lcms?page=1&application_artkey=9999")
                        .status())
                .isNotEqualTo(200);

        Ran further = demo.json("add", "sustainder", "second", "--site", "home", "--artkey", "40", "--rights", "view");
        assertThat(further.row()).containsEntry("artkey", "40");
        assertThat(demo.integration("add", "sustainder", "third", "--site", "town", "--artkey", "36")
                        .err())
                .contains("sustainder 36 shows office, and not town");
        assertThat(demo.json("add", "sustainder", "fourth", "--site", "neighbour")
                        .row())
                .as("the next free number")
                .containsEntry("artkey", "72");
    }

    @Test
    void overkizClientComesInWithTokenOrName() throws Exception {
        String token =
                demo.json("add", "overkiz", "home assistant", "--site", "home").told("token");
        TestClient local = demo.client("/enduser-mobile-web/1/enduserAPI").with("Authorization", "Bearer " + token);
        assertThat(local.send("GET", "/setup").object()).containsKey("devices");
        Ran login = demo.json("add", "overkiz", "tablet", "--site", "home", "--how", "login", "--user", "hall@home");
        TestClient cloud = demo.client("/enduser-mobile-web/enduserAPI");
        TestClient.Answer in =
                cloud.form("/login", Map.of("userId", "hall@home", "userPassword", login.told("password")));
        assertThat(in.status()).isEqualTo(200);
        TestClient session =
                cloud.with("Cookie", in.header("set-cookie").orElseThrow().split(";")[0]);
        assertThat(session.send("GET", "/setup/gateways").status()).isEqualTo(200);
        assertThat(demo.integration("remove", "tablet").status()).isZero();
        assertThat(demo.integration("remove", "home assistant").status()).isZero();
        assertThat(session.send("GET", "/setup/gateways").status()).isEqualTo(401);
        assertThat(local.send("GET", "/setup").status()).isEqualTo(401);
    }

    @Test
    void listsAreForPeopleAndForPrograms() {
        assertThat(demo.integration("sites").out().lines().toList())
                .first()
                .asString()
                .matches("SITE +NAME +GATEWAYS +DEVICES +SIMULATED");
        assertThat(demo.json("sites").rows())
                .allSatisfy(row -> assertThat(row).containsEntry("simulated", true))
                .extracting(row -> row.get("site"))
                .contains("home", "office", "town")
                .doesNotContain("system");
        assertThat(demo.json("list").rows())
                .allSatisfy(row -> assertThat(row).containsEntry("simulated", true))
                .extracting(row -> row.get("integration"))
                .containsExactlyInAnyOrder("demo token", "demo town", "demo office lamps", "demo vive", "demo quantum");
        assertThat(demo.integration("list").out())
                .contains("demo vive", "vive", "login")
                .doesNotContain("{");
        assertThat(demo.integration("pairing", "list").out().strip()).isEqualTo("none");
    }

    @Test
    void whoChangedItIsInTheLog() {
        long before = demo.server().sites().state(Caller.CORE, Accounts.SYSTEM).seq();
        demo.json("add", "overkiz", "probe", "--site", "home");
        assertThat(demo.server()
                        .sites()
                        .read(Caller.CORE, Accounts.SYSTEM, before, 100)
                        .events())
                .filteredOn(event -> event.cause().dialect().equals("administrator"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.cause().who()).isEqualTo(System.getProperty("user.name"));
                    assertThat(event.cause().request()).hasSize(8);
                });
        assertThat(demo.json("show", "probe").told("by")).isEqualTo("administrator " + System.getProperty("user.name"));
    }

    @Test
    void refusalsSayWhyAndChangeNothing() {
        demo.json("add", "quantum", "one", "--site", "office");
        long before = demo.server().sites().state(Caller.CORE, Accounts.SYSTEM).seq();
        refused("there is an integration one already", "add", "quantum", "one", "--site", "office", "--user", "one");
        refused("there is a user demo already", "add", "vive", "demo", "--site", "office");
        refused("there is no site cellar", "add", "vive", "x", "--site", "cellar");
        refused("there is no site system", "add", "vive", "x", "--site", "system");
        refused("dialect: has to be one of", "add", "dali", "x", "--site", "office");
        refused("how: programs come to quantum by keys", "add", "quantum", "x", "--site", "office", "--how", "token");
        refused("name: has up to 64 letters", "add", "quantum", "x/y", "--site", "office");
        refused(
                "artkey: programs that come to quantum have none",
                "add",
                "quantum",
                "x",
                "--site",
                "office",
                "--artkey",
                "3");
        refused("user: who is paired", "add", "vive", "x", "--site", "office", "--how", "pairing", "--user", "demo");
        refused("there is no integration nobody", "remove", "nobody");
        refused("there is no integration nobody", "show", "nobody");
        refused("there is no pairing abc", "pairing", "revoke", "abc");
        refused("demo vive does not come by pairing", "pairing", "code", "demo vive");
        refused("there is no hub 1-2", "licence", "set", "1-2", "--api", "on");
        refused("there is no webhook of office", "webhook", "show", "--site", "office");
        refused("there is no Quantum server that shows home", "webhook", "show", "--site", "home");
        refused("a firmware is two to four numbers", "hub", "set", "1042-7300-0001", "--firmware", "new");
        assertThat(demo.server().sites().state(Caller.CORE, Accounts.SYSTEM).seq())
                .isEqualTo(before);
        assertThat(demo.integration("add", "vive").status())
                .as("a mistake on the line")
                .isEqualTo(2);
    }

    private void refused(String why, String... words) {
        Ran ran = demo.integration(words);
        assertThat(ran.err()).contains(why).doesNotContain("\tat ");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void withoutServerNothingIsTouched() {
        Path nowhere = folder.resolve("nowhere");
        Ran ran = AdministeredServer.run(nowhere, "list");
        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("no server runs on the folder " + nowhere, "start one");
        assertThat(nowhere).doesNotExist();
        demo.server().close();
        assertThat(demo.integration("list").status()).isEqualTo(3);
    }
}
