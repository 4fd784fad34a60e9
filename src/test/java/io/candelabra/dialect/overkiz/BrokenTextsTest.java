package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.model.Device;
import io.candelabra.testing.Broken;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A broken text is left out; all else is shown, and a device of no known type refuses commands. */
class BrokenTextsTest {

    @Test
    void everyListIsStillShown() throws Exception {
        try (TestServer server = TestServer.start()) {
            Broken.all(server.sites(), TestHome.SITE);
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            List<String> paths = Broken.reads("overkiz", "GET").stream()
                    .filter(path -> !path.equals("/logout"))
                    .toList();
            assertThat(paths).hasSizeGreaterThan(20);
            assertThat(paths).allSatisfy(path -> {
                HttpResponse<byte[]> answer = owner.call("GET", path, "");
                assertThat(answer.statusCode())
                        .as("%s: %s", path, new String(answer.body(), StandardCharsets.UTF_8))
                        .isLessThan(500);
            });
            List<?> devices = (List<?>) owner.answer("GET", "/setup/devices", "");
            long there = server.sites().state(Caller.CORE, TestHome.SITE).devices().stream()
                    .count();
            assertThat((long) devices.size()).isEqualTo(there - 1);
            assertThat(devices).anySatisfy(device -> {
                Map<?, ?> shown = (Map<?, ?>) device;
                assertThat(shown.get("deviceURL")).isEqualTo(TestHome.LAMP);
                assertThat(shown.get("definition")).isNotNull();
            });
            for (Device device :
                    server.sites().state(Caller.CORE, TestHome.SITE).devices()) {
                String url = URLEncoder.encode(device.id().value(), StandardCharsets.UTF_8);
                for (String path :
                        Stream.of("", "/states", "/controllable", "/definition").toList()) {
                    assertThat(owner.call("GET", "/setup/devices/" + url + path, "")
                                    .statusCode())
                            .isLessThan(500);
                }
            }
            HttpResponse<byte[]> refused = owner.call(
                    "POST",
                    "/exec/apply",
                    "{\"label\":\"\",\"actions\":[{\"deviceURL\":\"" + TestHome.LAMP
                            + "\",\"commands\":[{\"name\":\"on\",\"parameters\":[]}]}]}");
            assertThat(refused.statusCode()).isEqualTo(400);
        }
    }
}
