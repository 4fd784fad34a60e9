package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many clients a hub takes, and for how long it waits for a login. */
class ViveLimitsTest {
    private LutronOffice office;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void theEleventhIsToldAndTheTenAreUnharmed() throws IOException {
        List<LeapClient> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(office.login());
        }
        try (LeapClient eleventh = office.connect()) {
            Message refused = eleventh.next().orElseThrow();
            assertThat(refused.communique()).isEqualTo("ExceptionResponse");
            assertThat(refused.status()).isEqualTo("503 ServiceUnavailable");
            assertThat(refused.header("Url")).isEqualTo("/");
            assertThat(eleventh.next()).as("it is closed").isEmpty();
        }
        for (LeapClient client : ten) {
            assertThat(client.read("/server/1/status/ping").status()).isEqualTo("200 OK");
        }
        ten.removeLast().close();
        while (office.vive.connections() == 10) {
            Thread.onSpinWait();
        }
        try (LeapClient again = office.login()) {
            assertThat(again.read("/area").status()).isEqualTo("200 OK");
        }
        for (LeapClient client : ten) {
            client.close();
        }
    }

    @Test
    void whoDoesNotLogInIsSentAway() throws IOException {
        try (LeapClient silent = office.connect();
                LeapClient known = office.login()) {
            silent.read("/server/1/status/ping");
            office.laterMs.set(31_000);
            office.vive.sweep();
            assertThat(silent.next()).isEmpty();
            assertThat(known.read("/area").status()).isEqualTo("200 OK");
        }
    }
}
