package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on a folder that was damaged while it was stopped. */
class DamagedFolderTest {
    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Candelabra start() throws IOException {
        return Candelabra.start(Settings.demo(data()).onFreePorts().withLamps(20), TestMachine.outside());
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data().resolve("candelabra.db"));
                Statement one = connection.createStatement()) {
            assertThat(one.executeUpdate(statement)).isPositive();
        }
    }

    private static final String ONE_ROW_OF = "UPDATE row SET body = CAST('{}' AS BLOB) WHERE place ="
            + " (SELECT max(place) FROM row WHERE site = (SELECT key FROM site WHERE id = '%s'))";

    @Test
    void aDamagedSiteIsClosedAndNamedAndTheOthersLive() throws Exception {
        start().close();
        assertThat(verify().status()).isZero();
        sql(ONE_ROW_OF.replace("%s", "home"));
        try (Candelabra server = start()) {
            TestClient client = TestClient.trusting(data().resolve("ca.pem"), server.https());
            TestClient.Answer ready = client.send("GET", "/ready");
            assertThat(ready.status()).as("the others are served").isEqualTo(200);
            assertThat(ready.body()).contains("the site home is closed", "does not fit its checksum");
            assertThat(server.sites().readable(io.candelabra.core.access.Caller.CORE))
                    .extracting(state -> state.site().value())
                    .contains("office", "town", "neighbour")
                    .doesNotContain(DemoInstallation.HOME.value());
            TestClient local = client.with(
                    "Authorization",
                    "Bearer " + server.demoFile().face("overkiz").get("token"));
            assertThat(local.send("GET", "/enduser-mobile-web/1/enduserAPI/setup/devices")
                            .status())
                    .isEqualTo(503);
        }
        Verified found = verify();
        assertThat(found.status()).isEqualTo(1);
        assertThat(found.text()).contains("the site home is damaged", "does not fit its checksum");
        Object told = Json.tree(verify("--json").text().getBytes(StandardCharsets.UTF_8));
        assertThat(told)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("whole", false)
                .containsKeys("sites", "events", "rows", "history");
        assertThat(String.valueOf(told)).contains("the site home is damaged");
    }

    @Test
    void withoutTheSiteOfAccountsNothingStartsAndTheReasonIsTold() throws Exception {
        start().close();
        sql(ONE_ROW_OF.replace("%s", "system"));
        assertThatThrownBy(this::start)
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("does not fit its checksum")
                .hasMessageContaining("put a backup in place");
    }

    private record Verified(int status, String text) {}

    private Verified verify(String... more) {
        StringWriter out = new StringWriter();
        List<String> words = new ArrayList<>(List.of("verify", "--data", data().toString()));
        words.addAll(List.of(more));
        int status = Main.commandLine().setOut(new PrintWriter(out)).execute(words.toArray(String[]::new));
        return new Verified(status, out.toString());
    }
}
