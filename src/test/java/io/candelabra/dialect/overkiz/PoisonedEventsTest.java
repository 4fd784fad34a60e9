package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Raw;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A listener goes on behind an event that cannot be told, whether it sees all of a setup or a part. */
class PoisonedEventsTest {

    @Test
    void aFetchPassesByWhatCannotBeTold() throws Exception {
        try (TestServer server = TestServer.start()) {
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            OverkizCalls second = OverkizCalls.login(server, TestServer.OWNER, "");
            String one = String.valueOf(((Map<?, ?>) owner.answer("POST", "/events/register", "")).get("id"));
            String two = String.valueOf(((Map<?, ?>) second.answer("POST", "/events/register", "")).get("id"));
            tell(server, new State("core:NameState", State.Kind.STRING, null));
            tell(server, new State("core:NameState", State.Kind.STRING, Value.of("told")));

            assertThat(names(owner, one)).containsOnlyOnce("told");
            assertThat(names(second, two)).containsOnlyOnce("told");
            tell(server, new State("core:NameState", State.Kind.STRING, Value.of("and on")));
            assertThat(names(owner, one)).containsOnlyOnce("and on").doesNotContain("told");
            assertThat(server.sites().state(Caller.CORE, TestHome.SITE).alerts().stream()
                            .filter(a -> a.kind().equals("SET_ASIDE")))
                    .singleElement()
                    .extracting(Alert::subject)
                    .isEqualTo(Alert.Subject.of("overkiz events"));
        }
    }

    /** As a store may hold it that another version wrote: no driver could say so. */
    private static void tell(TestServer server, State state) {
        Raw.tell(server.sites(), TestHome.SITE, (now, atMs) -> new Raw.Changes(now)
                .add(new SiteEvent.StatesChanged(
                        List.of(new SiteEvent.DeviceStates(new DeviceId(TestHome.THERMOMETER), List.of(state)))))
                .answer(true));
    }

    private static List<String> names(OverkizCalls session, String listener) throws Exception {
        List<?> fetched = (List<?>) session.answer("POST", "/events/" + listener + "/fetch", "");
        return fetched.stream()
                .map(event -> (Map<?, ?>) event)
                .filter(event -> TestHome.THERMOMETER.equals(event.get("deviceURL")))
                .map(event ->
                        String.valueOf(((Map<?, ?>) ((List<?>) event.get("deviceStates")).getFirst()).get("value")))
                .toList();
    }
}
