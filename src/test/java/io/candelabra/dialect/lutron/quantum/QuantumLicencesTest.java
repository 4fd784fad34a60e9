package io.candelabra.dialect.lutron.quantum;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Raw;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import io.candelabra.model.Cause;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each processor is licensed by itself. */
class QuantumLicencesTest {

    @Test
    void anUnlicensedProcessorsAreasAreNamedAndNeitherToldNorSet(@TempDir Path folder) throws Exception {
        try (LutronOffice office = new LutronOffice(folder);
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(office.authority.clientContext())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            assertThat(ask(office, http, "ReadRequest", "/area/13/status", ""))
                    .as("the second processor has no licence for power")
                    .contains("200 OK", "LightingState")
                    .doesNotContain("InstantaneousPower", "InstantaneousMaxPower");
            assertThat(ask(office, http, "ReadRequest", "/area/3/status", "")).contains("InstantaneousPower");
            Gateway second = office.state()
                    .gateway(new GatewayId("1042-7300-0002"))
                    .orElseThrow()
                    .withVendor("lutron", "{\"apiLicence\":false,\"powerLicence\":false}");
            Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> new Raw.Changes(state)
                    .put(second)
                    .answer(true));
            assertThat(ask(office, http, "ReadRequest", "/area/13", "")).contains("200 OK", "Boardroom");
            assertThat(ask(office, http, "ReadRequest", "/area/13/zone", "")).contains("200 OK", "Board table");
            for (String url : new String[] {
                "/area/13/status",
                "/area/13/zone/status",
                "/zone/27/status",
                "/shadegroup/5/status",
                "/switchleg/5/status"
            }) {
                assertThat(ask(office, http, "ReadRequest", url, "")).as(url).contains("403 Forbidden");
            }
            assertThat(ask(
                            office,
                            http,
                            "UpdateRequest",
                            "/zone/27/status",
                            ",\"Body\":{\"ZoneStatus\":{\"Level\":5}}"))
                    .contains("403 Forbidden");
            assertThat(ask(
                            office,
                            http,
                            "UpdateRequest",
                            "/area/13/status",
                            ",\"Body\":{\"AreaStatus\":{\"CurrentScene\":1}}"))
                    .contains("403 Forbidden");
            assertThat(ask(office, http, "ReadRequest", "/zone/1/status", "")).contains("200 OK");
            assertThat(ask(office, http, "ReadRequest", "/zone/status", ""))
                    .contains("/zone/1/status")
                    .doesNotContain("/zone/27/status");
        }
    }

    @Test
    void aLicenceThatIsKeptBrokenLicensesNothing(@TempDir Path folder) throws Exception {
        try (LutronOffice office = new LutronOffice(folder);
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(office.authority.clientContext())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Gateway broken = office.state()
                    .gateway(new GatewayId("1042-7300-0002"))
                    .orElseThrow()
                    .withVendor("lutron", "{\"apiLicence\":");
            Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> new Raw.Changes(state)
                    .put(broken)
                    .answer(true));
            assertThat(ask(office, http, "ReadRequest", "/area/13", "")).contains("200 OK", "Boardroom");
            assertThat(ask(office, http, "ReadRequest", "/area/13/status", "")).contains("403 Forbidden");
            assertThat(ask(office, http, "ReadRequest", "/zone/status", ""))
                    .contains("/zone/1/status")
                    .doesNotContain("/zone/27/status");
            assertThat(ask(office, http, "ReadRequest", "/area/3/status", "")).contains("200 OK");
            assertThat(ask(office, http, "ReadRequest", "/area/3/status", ",")).contains("could not be read");

            HubSettings api = new HubSettings(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
            office.sites.compose(
                    Caller.CORE,
                    LutronOffice.SITE,
                    (view, nowMs) -> Composed.of(api.of(view, broken.id())),
                    new Cause("test", "test", ""));
            assertThat(ask(office, http, "ReadRequest", "/area/13/status", ""))
                    .as("what is said anew holds, and nothing else opens along with it")
                    .contains("200 OK")
                    .doesNotContain("InstantaneousPower");
        }
    }

    private static String ask(LutronOffice office, HttpClient http, String communique, String url, String body)
            throws Exception {
        String message = String.format(
                Locale.ROOT, "{\"CommuniqueType\":\"%s\",\"Header\":{\"Url\":\"%s\"}%s}", communique, url, body);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + office.https.port() + "/api/v1/leap"))
                .header("Authorization", LutronOffice.DEVICE_KEY)
                .header("ApiKey", LutronOffice.API_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
