package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.model.Gateway;
import io.candelabra.model.SiteId;
import io.candelabra.testing.TestClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every dialect goes on where a gateway of a furnished site is removed with its devices. */
class GatewayRemovalTest {
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

    private void removeAll(SiteId site) {
        List<Gateway> gateways = demo.server().sites().state(Caller.CORE, site).gateways().stream()
                .toList();
        assertThat(gateways).isNotEmpty();
        for (Gateway gateway : gateways) {
            var removed = AdministeredServer.typed(
                    demo.data, List.of("gateway", "remove", gateway.id().value(), "--site=" + site, "--with-devices"));
            assertThat(removed.status()).as(removed.err()).isZero();
        }
        assertThat(demo.server().sites().state(Caller.CORE, site).devices()).isEmpty();
    }

    private void isThere() throws Exception {
        TestClient overkiz = demo.client("/enduser-mobile-web/enduserAPI");
        TestClient.Answer login =
                overkiz.form("/login", Map.of("userId", "demo@candelabra.example", "userPassword", "candelabra-demo"));
        assertThat(login.status()).isEqualTo(200);
        overkiz =
                overkiz.with("Cookie", login.header("set-cookie").orElseThrow().split(";")[0]);
        for (String path :
                List.of("/setup", "/setup/devices", "/actionGroups", "/exec/current", "/history", "/setup/gateways")) {
            assertThat(overkiz.send("GET", path).status()).as(path).isEqualTo(200);
        }
        TestClient town = demo.client("/v2")
                .with(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("demo:candelabra-demo".getBytes(StandardCharsets.UTF_8)));
        for (String path : List.of("/lcms?page=1&application_artkey=35", "/groups?page=1&application_artkey=35")) {
            assertThat(town.send("GET", path).status()).as(path).isEqualTo(200);
        }
        Map<String, Object> keys = demo.server().demoFile().face("quantum");
        // one client, since a processor serves ten connections at a time
        TestClient quantum = demo.client("/api/v1")
                .with("ApiKey", String.valueOf(keys.get("apiKey")))
                .with("Authorization", String.valueOf(keys.get("deviceKey")));
        for (String url : List.of("/area/rootarea", "/zone", "/device", "/area", "/zone/1/status", "/button")) {
            Map<String, Object> read = Map.of("CommuniqueType", "ReadRequest", "Header", Map.of("Url", url));
            assertThat(quantum.json("POST", "/leap", read).body())
                    .as(url)
                    .contains("StatusCode")
                    .doesNotContain("\"StatusCode\":\"5");
        }
    }

    @Test
    void allOfAHomeAnOfficeAndATownCanGo() throws Exception {
        isThere();
        for (SiteId site : List.of(DemoInstallation.HOME, DemoInstallation.OFFICE, DemoInstallation.TOWN)) {
            removeAll(site);
        }
        isThere();
        demo.restart();
        for (SiteId site : List.of(DemoInstallation.HOME, DemoInstallation.OFFICE, DemoInstallation.TOWN)) {
            assertThat(demo.server().sites().state(Caller.CORE, site).gateways())
                    .as("laid once")
                    .isEmpty();
        }
        isThere();
    }
}
