package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.testing.Within;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        Within.reason("the place is free again", () -> office.vive.connections() < 10);
        try (LeapClient again = office.login()) {
            assertThat(again.read("/area").status()).isEqualTo("200 OK");
        }
        for (LeapClient client : ten) {
            client.close();
        }
    }

    @Test
    void whileTenWorkTheEleventhIsRefusedInWordsAndNobodyIsHarmed() throws Exception {
        List<LeapClient> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(office.login());
        }
        String zone = ViveZonesTest.zone(ten.getFirst(), "Bar");
        for (LeapClient client : ten) {
            client.subscribe("/zone/status", "zones");
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                LeapClient client = ten.get(i);
                int first = i;
                work.add(threads.submit(() -> {
                    for (int n = 0; n < 40; n++) {
                        Message answer = n % 2 == 0
                                ? client.command(zone, ViveZonesTest.dimmed((first * 40 + n) % 101))
                                : client.read("/area/status");
                        assertThat(answer.status()).isIn("200 OK", "201 Created");
                    }
                    return null;
                }));
            }
            for (int i = 0; i < 10; i++) {
                try (LeapClient eleventh = office.connect()) {
                    Message refused = eleventh.next().orElseThrow();
                    assertThat(refused.status()).isEqualTo("503 ServiceUnavailable");
                    assertThat((String) refused.body("Message")).contains("10 connections");
                    assertThat(eleventh.next()).isEmpty();
                }
            }
            for (Future<?> done : work) {
                done.get();
            }
        }
        Object last = ten.getFirst().read(zone + "/status").body("ZoneStatus/Level");
        for (LeapClient client : ten) {
            client.subscribe("/project", "end");
            List<Object> told = client.waiting().stream()
                    .filter(m -> m.header("ClientTag").equals("zones"))
                    .flatMap(m -> m.list("ZoneStatuses").stream())
                    .filter(row -> row.containsKey("Level") && (zone + "/status").equals(row.get("href")))
                    .map(row -> row.get("Level"))
                    .toList();
            assertThat(told).as("each of the ten heard how it ended").last().isEqualTo(last);
            client.close();
        }
    }

    @Test
    void strangersTakeNoPlacesOfThoseWhoLogIn() throws IOException {
        List<LeapClient> strangers = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            strangers.add(office.connect());
        }
        List<LeapClient> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(office.login());
        }
        for (int i = 0; i < 20; i++) {
            strangers.add(office.connect());
        }
        for (LeapClient client : ten) {
            assertThat(client.read("/server/1/status/ping").status()).isEqualTo("200 OK");
            client.close();
        }
        for (LeapClient stranger : strangers) {
            stranger.close();
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
