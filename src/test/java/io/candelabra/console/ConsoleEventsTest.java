package io.candelabra.console;

import static io.candelabra.console.ConsoleHome.HOME;
import static io.candelabra.console.ConsoleHome.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Raw;
import io.candelabra.model.Cause;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.State;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.Within;
import io.candelabra.wire.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that are sent as they happen: from where a listener was, of what it may see, and until it may hear no more. */
class ConsoleEventsTest {
    private ConsoleHome home;
    private String cookie;

    @BeforeEach
    void start() throws Exception {
        home = new ConsoleHome();
        cookie = cookie(ConsoleHome.OWNER);
    }

    @AfterEach
    void stop() {
        home.close();
    }

    private String cookie(String name) throws Exception {
        String set =
                home.signIn(name, ConsoleHome.PASSWORD).header("set-cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private record Event(String name, long id, String data) {}

    /** A listener, as a browser is one. */
    private final class Ear implements AutoCloseable {
        private final InputStream in;
        private final BufferedReader lines;

        Ear(String who, Optional<Long> last) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(home.origin() + HOME + "/events"))
                    .header("Cookie", who)
                    .header("Accept", "text/event-stream");
            last.ifPresent(id -> request.header("Last-Event-ID", Long.toString(id)));
            HttpResponse<InputStream> response =
                    home.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
            this.in = response.body();
            this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        Event next() throws IOException {
            String name = "";
            long id = -1;
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !name.isEmpty()) {
                    return new Event(name, id, data);
                }
            }
            return new Event("over", id, "");
        }

        Event until(String text) throws IOException {
            Event event = next();
            while (!event.data().contains(text)) {
                assertThat(event.name()).as(event.data()).isNotEqualTo("over");
                event = next();
            }
            return event;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private void dim(int percent) throws Exception {
        TestClient owner = home.stranger().with("Cookie", cookie);
        assertThat(owner.json("POST", device(TestHome.DIMMER) + "/commands", Map.of("trait", "level", "value", percent))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aChangeIsToldWithItsCause() throws Exception {
        try (Ear ear = new Ear(cookie, Optional.empty())) {
            assertThat(ear.next().name()).isEqualTo("hello");
            dim(40);
            Event told = ear.until("\"level\":40");
            assertThat(told.name()).isEqualTo("line");
            assertThat(told.data())
                    .contains("statesChanged")
                    .contains("\"who\":\"olga\"")
                    .contains("\"dialect\":\"console\"");
            assertThat(ear.until("\"phase\":\"COMPLETED\"").id()).isGreaterThan(told.id());
        }
    }

    /** What is shown of a device beside an event is never older than the event, also where much happens while it is told. */
    @Test
    void howThingsAreIsToldFromBehindTheEvent() throws Exception {
        int levels = 400;
        try (Ear ear = new Ear(cookie, Optional.empty())) {
            ear.next();
            for (int level = 1; level <= levels; level++) {
                SiteEvent.StatesChanged changed = new SiteEvent.StatesChanged(List.of(new SiteEvent.DeviceStates(
                        new DeviceId(TestHome.DIMMER), List.of(State.of("core:LightIntensityState", level)))));
                Raw.ask(
                        home.sites(),
                        TestHome.SITE,
                        (state, now) -> new Raw.Changes(state).add(changed).answer(true),
                        Cause.CLOCK);
            }
            for (int level = 1; level <= levels; level++) {
                Map<?, ?> told = (Map<?, ?>) Json.tree(ear.until("\"core:LightIntensityState\":" + level)
                        .data()
                        .getBytes(StandardCharsets.UTF_8));
                Map<?, ?> device = (Map<?, ?>) ((List<?>) told.get("devices")).getFirst();
                assertThat(((Number) ((Map<?, ?>) device.get("traits")).get("level")).intValue())
                        .isGreaterThanOrEqualTo(level);
            }
        }
    }

    @Test
    void aChangeOfRightsIsTold() throws Exception {
        try (Ear ear = new Ear(cookie(ConsoleHome.GUEST), Optional.empty())) {
            ear.next();
            home.accounts()
                    .putAccount(
                            ConsoleHome.GUEST,
                            ConsoleHome.GUEST,
                            ConsoleHome.PASSWORD,
                            List.of(new Grant(TestHome.SITE, Set.of(Verb.VIEW, Verb.CONTROL), Set.of())));
            dim(35);
            Event event = ear.next();
            while (event.name().equals("line")) {
                event = ear.next();
            }
            assertThat(event.name()).isEqualTo("rights");
            assertThat(event.data()).isEqualTo("{\"rights\":[\"CONTROL\",\"VIEW\"]}");
        }
    }

    @Test
    void aSiteThatIsLostSignsNobodyOut() throws Exception {
        try (Ear ear = new Ear(cookie(ConsoleHome.GUEST), Optional.empty())) {
            ear.next();
            home.accounts()
                    .putAccount(
                            ConsoleHome.GUEST,
                            ConsoleHome.GUEST,
                            ConsoleHome.PASSWORD,
                            List.of(Accounts.owner(TestHome.OTHER_SITE)));
            dim(36);
            Event event = ear.next();
            while (!event.name().equals("end")) {
                event = ear.next();
            }
            assertThat(event.data()).contains("\"signedOut\":false");
        }
    }

    @Test
    void aListenerThatComesBackMissesNothing() throws Exception {
        long left;
        try (Ear ear = new Ear(cookie, Optional.empty())) {
            left = ear.next().id();
        }
        dim(30);
        try (Ear ear = new Ear(cookie, Optional.of(left))) {
            assertThat(ear.next().name()).isEqualTo("hello");
            Event first = ear.next();
            assertThat(first.id()).isEqualTo(left + 1);
            assertThat(first.data()).contains("executionStarted");
            ear.until("\"level\":30");
        }
    }

    @Test
    void aPositionThatIsNotInTheLogIsToldAsAGap() throws Exception {
        try (Ear ear = new Ear(cookie, Optional.of(1_000_000L))) {
            assertThat(ear.next().name()).isEqualTo("hello");
            Event gap = ear.next();
            assertThat(gap.name()).isEqualTo("gap");
            dim(20);
            ear.until("\"level\":20");
        }
    }

    @Test
    void whatIsHiddenIsNotTold() throws Exception {
        try (Ear ear = new Ear(cookie(ConsoleHome.GUEST), Optional.empty())) {
            ear.next();
            dim(60);
            TestClient owner = home.stranger().with("Cookie", cookie);
            owner.json("POST", device(TestHome.LAMP) + "/commands", Map.of("trait", "onOff", "value", true));
            Event event = ear.next();
            while (!event.data().contains(TestHome.LAMP)) {
                assertThat(event.data()).doesNotContain(TestHome.DIMMER);
                event = ear.next();
            }
        }
    }

    @Test
    void aListenerWhoSignsOutHearsNoMore() throws Exception {
        String other = cookie(ConsoleHome.OWNER);
        try (Ear ear = new Ear(other, Optional.empty())) {
            ear.next();
            home.stranger().with("Cookie", other).send("POST", ConsoleHome.API + "/sign-out");
            dim(50);
            // one stretch may have been under way
            Event event = ear.next();
            while (event.name().equals("line")) {
                event = ear.next();
            }
            assertThat(event.name()).isEqualTo("end");
            assertThat(event.data()).contains("\"signedOut\":true");
            assertThat(ear.next().name()).isEqualTo("over");
        }
    }

    @Test
    void theServerEndsWithListenersOpen() throws Exception {
        Ear ear = new Ear(cookie, Optional.empty());
        ear.next();
        long begun = System.nanoTime();
        home.close();
        assertThat(System.nanoTime() - begun).as("nobody waits for a listener").isLessThan(5_000_000_000L);
        Within.reason("the listener is told by the end of its connection", () -> {
            try {
                return ear.next().name().equals("over");
            } catch (IOException cut) {
                return true;
            }
        });
    }
}
