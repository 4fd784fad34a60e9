package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.site.Raw;
import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.model.Gateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model, firmware and licence of a hub decide what it lets through. */
class HubGatesTest {
    private LutronOffice office;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private void hub(String model, String firmware, boolean licence) {
        hub(String.format(
                Locale.ROOT, "{\"model\":\"%s\",\"firmware\":\"%s\",\"updateLicence\":%s}", model, firmware, licence));
    }

    private void hub(String notes) {
        Gateway hub = office.state().gateways().iterator().next();
        Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> new Raw.Changes(state)
                .put(hub.withVendor("lutron", notes))
                .answer(true));
    }

    @ParameterizedTest
    @CsvSource({"HJS-2-FM,01.11.09,false", "HJS-1-FM,01.13.04,false", "HMS-0-FM,01.12.00,false"})
    void aHubWithoutTheApiSaysSo(String model, String firmware, boolean licence) throws IOException {
        hub(model, firmware, licence);
        try (LeapClient client = office.connect()) {
            Message refused = client.next().orElseThrow();
            assertThat(refused.status()).isEqualTo("503 ServiceUnavailable");
            assertThat(String.valueOf(refused.body("Message"))).containsAnyOf("licence", "firmware");
            assertThat(client.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"updateLicence\":tr", "[]", "7"})
    void aHubWhoseTextHasBrokenIsClosed(String broken) throws IOException {
        hub(broken);
        try (LeapClient client = office.connect()) {
            Message refused = client.next().orElseThrow();
            assertThat(refused.status()).isEqualTo("503 ServiceUnavailable");
            assertThat(String.valueOf(refused.body("Message"))).contains("licences cannot be read");
        }
    }

    @Test
    void aLicenceOpensAnOlderModel() throws IOException {
        hub("HJS-1-FM", "01.13.04", true);
        try (LeapClient client = office.login()) {
            assertThat(client.read("/device/1").body("Device/ModelNumber")).isEqualTo("HJS-1-FM");
        }
    }

    @Test
    void scenesAndEmergenciesCameWithThirteen() throws IOException {
        hub("HJS-2-FM", "01.12.07", false);
        try (LeapClient client = office.login()) {
            assertThat(client.read("/zone/status").status()).isEqualTo("200 OK");
            for (String url : List.of("/virtualbutton", "/virtualbutton/1", "/emergency", "/emergency/1/status")) {
                assertThat(client.read(url).status()).as(url).isEqualTo("405 MethodNotAllowed");
            }
            assertThat(client.command("/virtualbutton/1", Map.of("CommandType", "PressAndRelease"))
                            .status())
                    .isEqualTo("405 MethodNotAllowed");
            assertThat(client.ask(
                                    "UpdateRequest",
                                    "/emergency/1/status",
                                    Map.of("EmergencyStatus", Map.of("ActiveState", "Active")))
                            .status())
                    .isEqualTo("405 MethodNotAllowed");
        }
    }
}
