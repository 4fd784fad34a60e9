package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.model.DeviceId;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A device gets its name and is told it, or neither. */
class RenamingTest {
    private static final String PATH =
            "/setup/devices/" + URLEncoder.encode(TestHome.LAMP, StandardCharsets.UTF_8) + "/";

    private static String label(TestServer server) {
        return server.sites()
                .state(Caller.CORE, TestHome.SITE)
                .device(new DeviceId(TestHome.LAMP))
                .orElseThrow()
                .label();
    }

    @Test
    void aNameThatTheDeviceCannotBeToldIsNotGiven() throws Exception {
        try (TestServer server = TestServer.start()) {
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            String before = label(server);
            // the device takes no blank name, and people may give none
            assertThat(owner.call("PUT", PATH + "%20?updateDeviceName=true", "").statusCode())
                    .isEqualTo(400);
            assertThat(label(server)).isEqualTo(before);
            assertThat(owner.call("PUT", PATH + "Hob?updateDeviceName=true", "").statusCode())
                    .isEqualTo(200);
            assertThat(label(server)).isEqualTo("Hob");
        }
    }
}
