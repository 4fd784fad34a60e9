package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.testing.Within;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that subscribes and does not read harms no other: it is told so when it reads again, and closed. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ViveSlowReaderTest {
    /** Each change is told so many times, so that the line fills soon. */
    private static final int SUBSCRIPTIONS = 600;
    /** More than a line holds, and fewer than after which a reader is told how things are now instead of each change. */
    private static final int CHANGES = 300;

    private LutronOffice office;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private LeapClient slow() throws IOException {
        LeapClient client = office.loginNarrow();
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            client.subscribe("/zone/status", "slow-" + i);
        }
        return client;
    }

    /** Changes a zone, and sees that a reader that reads hears of each change, until the hub has found the slow one. */
    private List<Long> changesUntilFound(LeapClient client) throws IOException {
        String zone = ViveZonesTest.zone(client, "Bar");
        client.command(zone, ViveZonesTest.dimmed(100));
        client.subscribe(zone + "/status", "swift");
        List<Long> levels = new ArrayList<>(List.of(100L));
        Within.reason("the hub finds the slow reader", () -> {
            if (office.vive.tooSlow() > 0) {
                return true;
            }
            if (levels.size() < CHANGES) {
                long level = 1 + levels.size() % 99;
                levels.add(level);
                client.command(zone, ViveZonesTest.dimmed(level));
                Message push = client.await(m -> m.header("ClientTag").equals("swift"));
                assertThat(push.body("ZoneStatus/Level")).isEqualTo(level);
            } else {
                assertThat(client.read("/server/1/status/ping").status()).isEqualTo("200 OK");
            }
            office.laterMs.addAndGet(10_500);
            office.vive.sweep();
            return false;
        });
        return levels;
    }

    @Test
    void itIsToldWhenItReadsAgainAndThenClosed() throws IOException {
        try (LeapClient slow = slow();
                LeapClient swift = office.login()) {
            List<Long> levels = changesUntilFound(swift);
            Map<String, List<Long>> heard = new HashMap<>();
            Message last = null;
            for (Optional<Message> next = slow.next(); next.isPresent(); next = slow.next()) {
                last = next.get();
                if (!last.communique().equals("ExceptionResponse")) {
                    heard.computeIfAbsent(last.header("ClientTag"), t -> new ArrayList<>())
                            .add((Long) last.body("ZoneStatuses/0/Level"));
                }
            }
            assertThat(last).as("the last thing before the end").isNotNull();
            assertThat(last.status()).isEqualTo("503 ServiceUnavailable");
            assertThat(last.header("Url")).isEqualTo("/");
            assertThat((String) last.body("Message")).contains("too slowly");
            heard.forEach((tag, told) -> assertThat(told)
                    .as("%s hears each change once, in order, for as long as it hears", tag)
                    .isEqualTo(levels.subList(0, told.size())));
            assertThat(swift.read("/area").status()).isEqualTo("200 OK");
            untilAlone();
        }
    }

    @Test
    void whoNeverReadsIsCut() throws IOException {
        try (LeapClient slow = slow();
                LeapClient swift = office.login()) {
            changesUntilFound(swift);
            untilCut(swift);
            assertThat(swift.read("/area").status()).isEqualTo("200 OK");
        }
    }

    @Test
    void askingWithoutReadingIsNoBetter() throws Exception {
        try (LeapClient slow = office.loginNarrow();
                LeapClient swift = office.login()) {
            String ask = LeapClient.request("ReadRequest", "/zone", "x", null);
            Thread asking = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        slow.send(ask);
                    }
                } catch (IOException cut) {
                    Thread.currentThread().interrupt();
                }
            });
            untilCut(swift);
            asking.join();
        }
    }

    /** Time passes, and who reads is answered all the while. */
    private void untilCut(LeapClient swift) {
        Within.reason("the slow reader is cut", () -> {
            office.laterMs.addAndGet(10_500);
            office.vive.sweep();
            assertThat(swift.read("/server/1/status/ping").status()).isEqualTo("200 OK");
            return office.vive.connections() == 1;
        });
    }

    private void untilAlone() {
        Within.reason("the slow reader is cut", () -> office.vive.connections() == 1);
    }
}
