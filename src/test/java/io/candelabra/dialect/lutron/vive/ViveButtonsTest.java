package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Buttons of remotes: pressed by clients and by people, and heard by who subscribed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ViveButtonsTest {
    private static LutronOffice office;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    @Test
    void buttonsArePressedHeldAndHeard() throws IOException {
        try (LeapClient client = office.login();
                LeapClient listener = office.login()) {
            String button = String.valueOf(
                    client.read("/button").list("Buttons").getFirst().get("href"));
            Message subscribed = listener.subscribe(button + "/status/event", "events");
            assertThat(subscribed.status()).isEqualTo("204 NoContent");
            assertThat(client.command(button, Map.of("CommandType", "PressAndRelease"))
                            .status())
                    .isEqualTo("204 NoContent");
            assertThat(event(listener)).isEqualTo("Press");
            assertThat(event(listener)).isEqualTo("Release");
            client.command(button, Map.of("CommandType", "PressAndHold"));
            assertThat(event(listener)).isEqualTo("Press");
            assertThat(event(listener)).isEqualTo("LongHold");
            client.command(button, Map.of("CommandType", "Release"));
            assertThat(event(listener)).isEqualTo("Release");
            try (LeapClient holder = office.login()) {
                holder.command(button, Map.of("CommandType", "PressAndHold"));
                assertThat(event(listener)).isEqualTo("Press");
            }
            assertThat(event(listener)).as("who is gone lets go").isEqualTo("Release");
        }
    }

    private static String event(LeapClient listener) throws IOException {
        Message push = listener.await(m -> m.header("ClientTag").equals("events"));
        assertThat(push.communique()).isEqualTo("UpdateResponse");
        assertThat(push.header("MessageBodyType")).isEqualTo("OneButtonStatusEvent");
        return String.valueOf(push.body("ButtonStatus/ButtonEvent/EventType"));
    }

    @Test
    void everyTapIsHeardThoughItReadsAsTheOneBefore() throws IOException {
        try (LeapClient client = office.login();
                LeapClient listener = office.login()) {
            String button = String.valueOf(
                    client.read("/button").list("Buttons").getFirst().get("href"));
            listener.subscribe(button + "/status/event", "events");
            for (int i = 0; i < 3; i++) {
                assertThat(client.command(button, Map.of("CommandType", "MultiTap"))
                                .status())
                        .isEqualTo("204 NoContent");
            }
            client.command(button, Map.of("CommandType", "PressAndRelease"));
            for (String expected : List.of("MultiTap", "MultiTap", "MultiTap", "Press", "Release")) {
                assertThat(event(listener)).isEqualTo(expected);
            }
            assertThat(client.command(button, Map.of("CommandType", "Knock")).status())
                    .isEqualTo("400 BadRequest");
        }
    }

    @Test
    void buttonsOfOneRemotePressedAtTheSameTimeAreEachHeard() throws IOException {
        try (LeapClient listener = office.login()) {
            Device remote = office.state().devices().stream()
                    .filter(d -> d.type().equals("candelabra:PicoRemote"))
                    .findFirst()
                    .orElseThrow();
            int first = Integer.parseInt(remote.id("leap.button").orElseThrow());
            listener.subscribe("/button/" + first + "/status/event", "first");
            listener.subscribe("/button/" + (first + 1) + "/status/event", "second");
            office.seen(did(remote, 1, "press"), did(remote, 2, "press"), did(remote, 2, "release"));
            office.seen(did(remote, 1, "release"));
            for (String tag : List.of("first", "second")) {
                for (String expected : List.of("Press", "Release")) {
                    assertThat(listener.await(m -> m.header("ClientTag").equals(tag))
                                    .body("ButtonStatus/ButtonEvent/EventType"))
                            .isEqualTo(expected);
                }
            }
            listener.subscribe("/project", "end");
            assertThat(listener.waiting()).isEmpty();
        }
    }

    private static Report did(Device remote, long button, String what) {
        return new Report.StatesSeen(
                remote.id(),
                List.of(State.of("candelabra:LastButtonState", button), State.of("candelabra:ButtonEventState", what)));
    }
}
