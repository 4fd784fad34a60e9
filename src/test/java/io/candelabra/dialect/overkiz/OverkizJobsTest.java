package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.model.Failure;
import io.candelabra.model.HistoryItem.EndedJob;
import io.candelabra.model.Phase;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import io.candelabra.testing.Within;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long work through the cloud face: the rights to it, its events, and its history. */
class OverkizJobsTest {
    private static final String REFRESH = "/setup/gateways/" + TestHome.SECOND_GATEWAY + "/devices/states/refresh";

    private final MemoryStore store = new MemoryStore();

    private static String heard(OverkizCalls calls, String listener) throws Exception {
        StringBuilder heard = new StringBuilder();
        Within.reason("the end is heard", () -> {
            byte[] fetched =
                    calls.call("POST", "/events/" + listener + "/fetch", "").body();
            String text = new String(fetched, StandardCharsets.UTF_8);
            if (!text.equals("[]")) {
                heard.append(text);
            }
            return heard.indexOf("RefreshAllDevices") >= 0;
        });
        return heard.toString();
    }

    @Test
    void aRefreshEndsAsItAlwaysDidAlsoWhereTheServerWasStartedAnewMeanwhile() throws Exception {
        String listener;
        OverkizCalls before;
        try (TestServer server = TestServer.startOn(store)) {
            before = OverkizCalls.login(server, TestServer.GUEST, "");
            listener = before.text("POST", "/events/register", "", "id");
            before.answer("POST", REFRESH, "");
        }
        try (TestServer server = TestServer.startOn(store)) {
            String heard = heard(before.on(server), listener).replaceAll("\"timestamp\":\\d+", "\"timestamp\":0");
            assertThat(heard)
                    .contains("{\"name\":\"RefreshAllDevicesStatesCompletedEvent\",\"timestamp\":0,\"gatewayId\":\""
                            + TestHome.SECOND_GATEWAY + "\"}")
                    .doesNotContain("\"gatewayId\":\"" + TestHome.GATEWAY + "\"");
            assertThat(server.sites().latest(Caller.CORE, TestHome.SITE, EndedJob.class, 10))
                    .singleElement()
                    .satisfies(ended -> {
                        assertThat(ended.job().phase()).isEqualTo(Phase.COMPLETED);
                        assertThat(ended.job().cause().orElseThrow().dialect()).isEqualTo("overkiz");
                        assertThat(ended.job().cause().orElseThrow().who()).isEqualTo(TestServer.GUEST);
                    });
        }
    }

    /** A caller who may only operate lets nothing in, and a gateway lets in for one call at a time. */
    @Test
    void pairingIsForThoseWhoConfigure() throws Exception {
        String start = "/config/" + TestHome.GATEWAY + "/zwave/inclusion/start";
        String stop = "/config/" + TestHome.GATEWAY + "/zwave/inclusion/stop";
        // the field stands still, so none of them ends by itself
        try (TestServer server = TestServer.start(0.001)) {
            OverkizCalls guest = OverkizCalls.login(server, TestServer.GUEST, "");
            assertThat(guest.call("POST", start, "").statusCode()).isEqualTo(403);
            assertThat(guest.call("POST", stop, "").statusCode())
                    .as("also where nothing runs")
                    .isEqualTo(403);
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            owner.answer("POST", start, "");
            assertThat(owner.call("POST", start, "").statusCode()).isEqualTo(400);
            assertThat(guest.call("POST", stop, "").statusCode()).isEqualTo(403);
            owner.answer("POST", stop, "");
            owner.answer("POST", start, "");
            owner.answer("POST", stop, "");
            assertThat(server.sites().latest(Caller.CORE, TestHome.SITE, EndedJob.class, 10))
                    .hasSize(2)
                    .allSatisfy(ended -> assertThat(ended.job().failure()).isEqualTo(Failure.CANCELLED));
        }
    }

    @Test
    void asManyAsMayRunAreTakenAndTheNextIsRefused() throws Exception {
        // the field stands still, so none of them ends
        try (TestServer server = TestServer.start(0.001)) {
            OverkizCalls owner = OverkizCalls.login(server, TestServer.OWNER, "");
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 33; i++) {
                answers.add(owner.call("POST", REFRESH, "").statusCode());
            }
            assertThat(answers.subList(0, 32)).containsOnly(200);
            assertThat(answers.getLast()).isEqualTo(400);
        }
    }
}
