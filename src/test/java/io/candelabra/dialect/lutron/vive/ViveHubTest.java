package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions and framing on real sockets. */
class ViveHubTest {
    private static LutronOffice office;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    private static Map<String, Object> login(String name, String password) {
        return Map.of("Login", Map.of("ContextType", "Application", "LoginId", name, "Password", password));
    }

    @Test
    void beforeLoginOnlyTheSessionAnswers() throws IOException {
        try (LeapClient client = office.connect()) {
            Message setting = client.ask(
                    "UpdateRequest", "/clientsetting", Map.of("ClientSetting", Map.of("ClientMajorVersion", 1)));
            assertThat(setting.header("MessageBodyType")).isEqualTo("OneClientSettingDefinition");
            assertThat(setting.body("ClientSetting/ClientMajorVersion")).isEqualTo(1L);
            assertThat(setting.body("ClientSetting/ClientMinorVersion")).isEqualTo(3L);
            assertThat(client.read("/server/1/status/ping").body("PingResponse/LEAPVersion"))
                    .isEqualTo(1.115);
            assertThat(client.read("/server/status/ping").status()).isEqualTo("200 OK");
            for (String url : List.of("/area", "/zone/1/status", "/no/such/thing")) {
                Message refused = client.read(url);
                assertThat(refused.communique()).isEqualTo("ExceptionResponse");
                assertThat(refused.status()).isEqualTo("401 Unauthorized");
            }
        }
    }

    @Test
    void aLoginIsAnsweredWithoutThePassword() throws IOException {
        try (LeapClient client = office.connect()) {
            assertThat(client.ask("UpdateRequest", "/login", login(LutronOffice.USER, "wrong"))
                            .status())
                    .isEqualTo("401 Unauthorized");
            assertThat(client.ask("UpdateRequest", "/login", login("nobody", LutronOffice.PASSWORD))
                            .status())
                    .isEqualTo("401 Unauthorized");
            assertThat(client.ask("UpdateRequest", "/login", login("neighbour", LutronOffice.PASSWORD))
                            .status())
                    .as("somebody else's account opens nothing here")
                    .isEqualTo("401 Unauthorized");
            Message right = client.ask(
                    "UpdateRequest",
                    "/login",
                    Map.of("Login", Map.of("LoginID", LutronOffice.USER, "Password", LutronOffice.PASSWORD)));
            assertThat(right.communique()).isEqualTo("UpdateResponse");
            assertThat(right.header("MessageBodyType")).isEqualTo("OneLoginDefinition");
            assertThat(right.line()).doesNotContain(LutronOffice.PASSWORD);
            assertThat(client.read("/area").status()).isEqualTo("200 OK");
        }
    }

    @Test
    void processorsAreSeenWhereTheirDevicesAre() throws IOException {
        var state = office.state();
        var lamp = state.devices().stream()
                .filter(device -> device.id("leap.zone").isPresent())
                .findFirst()
                .orElseThrow();
        List<String> seen = state.devices().stream()
                .filter(device -> state.within(device.area(), lamp.area()))
                .map(device -> state.gateway(device.id().gateway()).orElseThrow())
                .distinct()
                .map(processor -> "/device/" + processor.ids().get("leap.device"))
                .toList();
        List<String> all = state.gateways().stream()
                .map(processor -> "/device/" + processor.ids().get("leap.device"))
                .toList();
        assertThat(seen).hasSizeLessThan(all.size());
        var whole = office.accounts.binding("vive-office").orElseThrow();
        office.accounts.putBinding(new io.candelabra.model.Resource.FaceBinding(
                whole.id(),
                whole.dialect(),
                whole.site(),
                whole.address(),
                lamp.area(),
                whole.accounts(),
                whole.vendor()));
        try (LeapClient client = office.connect()) {
            client.ask("UpdateRequest", "/login", login(LutronOffice.USER, LutronOffice.PASSWORD));
            String listed = String.valueOf(client.read("/device"));
            assertThat(all.stream().filter(processor -> listed.contains("href=" + processor + ",")))
                    .containsExactlyElementsOf(seen);
        } finally {
            office.accounts.putBinding(whole);
        }
    }

    @Test
    void whoIsRemovedIsNobodyAnyMore() throws IOException {
        office.accounts.putAccount(
                "guest", "Guest", "guest-word", List.of(io.candelabra.core.account.Accounts.owner(LutronOffice.SITE)));
        var bound = office.accounts.binding("vive-office").orElseThrow();
        office.accounts.putBinding(new io.candelabra.model.Resource.FaceBinding(
                bound.id(),
                bound.dialect(),
                bound.site(),
                bound.address(),
                bound.area(),
                List.of(LutronOffice.USER, "guest"),
                bound.vendor()));
        try (LeapClient client = office.connect()) {
            client.ask("UpdateRequest", "/login", login("guest", "guest-word"));
            assertThat(client.read("/area").status()).isEqualTo("200 OK");
            office.accounts.removeAccount("guest");
            assertThat(client.read("/area").status()).isEqualTo("401 Unauthorized");
        }
    }

    @Test
    void objectsMayFollowEachOtherWithAnythingBlankBetween() throws IOException {
        String ping = "/server/1/status/ping";
        try (LeapClient client = office.connect()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                all.append(LeapClient.request("ReadRequest", ping, "n" + i, null));
            }
            all.append(" \t\r\n\n")
                    .append(LeapClient.request("ReadRequest", ping, "Küche-灯", null))
                    .append(LeapClient.request("ReadRequest", ping, null, null));
            client.send(all.toString());
            for (int i = 0; i < 5; i++) {
                String tag = "n" + i;
                Message answer = client.await(m -> m.header("ClientTag").equals(tag));
                assertThat(answer.line()).endsWith("}\r\n").doesNotContain(": ");
            }
            client.await(m -> m.header("ClientTag").equals("Küche-灯"));
            Message untagged = client.next().orElseThrow();
            assertThat(untagged.line()).doesNotContain("ClientTag").contains("\"Url\":\"" + ping + "\"");
        }
    }

    @Test
    void whatIsNoJsonIsAnsweredBeforeTheEnd() throws IOException {
        List<String> broken = List.of(
                "hello\r\n",
                "{\"CommuniqueType\":ReadRequest}\r\n",
                "{'CommuniqueType':'ReadRequest'}\r\n",
                "}{\r\n",
                "{\"Body\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
                "{\"CommuniqueType\":\"ReadRequest\",\"Header\":{\"Url\":\"/area\"},\"Body\":{\"x\":\""
                        + "x".repeat(4 << 20) + "\"}}");
        for (String text : broken) {
            try (LeapClient client = office.login()) {
                client.send(text);
                Message refused = client.next().orElseThrow();
                assertThat(refused.communique()).isEqualTo("ExceptionResponse");
                assertThat(refused.status()).isEqualTo("400 BadRequest");
                assertThat(client.next()).as("the connection ends").isEmpty();
            }
        }
    }

    @Test
    void whatIsNoRequestIsRefusedAndTheConnectionStays() throws IOException {
        List<String> wrong = List.of(
                "{\"CommuniqueType\":\"FrobRequest\",\"Header\":{\"Url\":\"/area\",\"ClientTag\":\"x\"}}",
                "{\"CommuniqueType\":\"ReadResponse\",\"Header\":{\"Url\":\"/area\",\"ClientTag\":\"x\"}}",
                "{\"CommuniqueType\":7,\"Header\":{\"Url\":\"/area\",\"ClientTag\":\"x\"}}",
                "{\"CommuniqueType\":\"ReadRequest\",\"Header\":{\"ClientTag\":\"x\"}}",
                "{\"CommuniqueType\":\"ReadRequest\",\"Header\":{\"Url\":5,\"ClientTag\":\"x\"}}",
                "{\"CommuniqueType\":\"ReadRequest\",\"Header\":{\"Url\":\"area\",\"ClientTag\":\"x\"}}",
                "{\"CommuniqueType\":\"ReadRequest\",\"Header\":{\"Url\":\"/device?where=\",\"ClientTag\":\"x\"}}",
                "{\"CommuniqueType\":\"ReadRequest\",\"Header\":{\"Url\":\"/device?where=No:1\",\"ClientTag\":\"x\"}}");
        try (LeapClient client = office.login()) {
            for (String text : wrong) {
                client.send(text);
                Message refused = client.await(m -> m.header("ClientTag").equals("x"));
                assertThat(refused.communique()).as(text).isEqualTo("ExceptionResponse");
                assertThat(refused.status()).as(text).isEqualTo("400 BadRequest");
                assertThat(refused.body("Message")).isInstanceOf(String.class);
            }
            client.send("{\"CommuniqueType\":\"ReadRequest\"}");
            assertThat(client.next().orElseThrow().header("Url")).isEqualTo("/");
            assertThat(client.ask("DeleteRequest", "/zone/1", null).status()).isEqualTo("405 MethodNotAllowed");
            assertThat(client.read("/zone/999999").status()).isEqualTo("404 NotFound");
            assertThat(client.read("/zone/99999999999999999999999").status()).isEqualTo("404 NotFound");
            assertThat(client.read("/server/1/status/ping").status()).isEqualTo("200 OK");
        }
    }

    @Test
    void manyRequestsInFlightAreEachAnsweredOnce() throws IOException {
        List<String> urls = List.of("/area", "/zone/status", "/device", "/no/such/thing", "/area/status");
        try (LeapClient client = office.login()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                all.append(LeapClient.request("ReadRequest", urls.get(i % urls.size()), "f" + i, null));
            }
            client.send(all.toString());
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                Message answer = client.next().orElseThrow();
                assertThat(seen.add(answer.header("ClientTag"))).isTrue();
                int number = Integer.parseInt(answer.header("ClientTag").substring(1));
                assertThat(answer.header("Url")).isEqualTo(urls.get(number % urls.size()));
            }
        }
    }

    @Test
    void whatIsDiscoveredIsReadOnly() throws IOException {
        try (LeapClient client = office.login()) {
            for (String url : List.of(
                    "/area",
                    "/area/2",
                    "/zone",
                    "/zone/7",
                    "/zonetypegroup",
                    "/device",
                    "/device/1",
                    "/button",
                    "/virtualbutton",
                    "/occupancysensor",
                    "/project")) {
                Object before = client.read(url).tree().get("Body");
                for (String communique : List.of("CreateRequest", "UpdateRequest", "DeleteRequest")) {
                    assertThat(client.ask(communique, url, Map.of("Area", Map.of("Name", "Mine")))
                                    .status())
                            .as("%s %s", communique, url)
                            .isEqualTo("405 MethodNotAllowed");
                }
                assertThat(client.read(url).tree().get("Body")).isEqualTo(before);
            }
        }
    }

    @Test
    void anotherPasswordEndsWhoCameInWithTheOldOne() throws IOException {
        try (LeapClient client = office.login()) {
            assertThat(client.read("/area").status()).isEqualTo("200 OK");
            office.accounts.changePassword(LutronOffice.USER, "quite-another-one");
            assertThat(client.read("/area").status()).isNotEqualTo("200 OK");
            office.laterMs.addAndGet(31_000);
            office.vive.sweep();
            assertThat(client.next()).as("the connection is closed").isEmpty();
        } finally {
            office.accounts.changePassword(LutronOffice.USER, LutronOffice.PASSWORD);
        }
    }
}
