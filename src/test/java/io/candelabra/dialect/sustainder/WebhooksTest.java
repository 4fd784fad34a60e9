package io.candelabra.dialect.sustainder;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.sustainder.PushReceiver.Push;
import io.candelabra.dialect.sustainder.TownServer.Answer;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestTime;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.out.AddressCorpus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Subscribers hear over real TLS what lamps and gateways do, from the first start on and after a restart. */
class WebhooksTest {
    private static Map<String, Object> hook(PushReceiver receiver, String type) {
        Map<String, Object> body = new HashMap<>();
        body.put("remote_url", receiver.origin() + "/" + type);
        body.put("auth_method", "BASIC");
        body.put("username", "listener");
        body.put("password_or_token", "p:ass word");
        body.put("application_artkey", 35);
        return body;
    }

    private static String online(TownServer server, int index) {
        return server.get("/lcms?page=1").embedded("lcms").stream()
                .filter(l -> "online".equals(l.get("status")) && l.get("error_type") == null)
                .map(l -> String.valueOf(l.get("lcm_id")))
                .toList()
                .get(index);
    }

    private static Map<?, ?> body(Push push) {
        return (Map<?, ?>) Objects.requireNonNull(Json.tree(push.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static void override(TownServer server, String lamp, int level) {
        assertThat(server.post(
                                "/lcms/functions/direct-control",
                                Map.of("override", List.of(Map.of("lcm_id", lamp, "override", level))))
                        .list("lcms_ok"))
                .isEqualTo(List.of(lamp));
    }

    @Test
    void aSubscriberHearsWhatALampDidAfterACommand() {
        try (PushReceiver receiver = new PushReceiver();
                TownServer server = TownServer.start(40)) {
            Answer made = server.post("/webhooks/status_response", hook(receiver, "status_response"));
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.raw().body()).doesNotContain("p:ass");
            assertThat(server.get("/webhooks/status_response").raw().body())
                    .contains("/status_response", "BASIC", "listener")
                    .doesNotContain("p:ass", "whsec_");
            String lamp = online(server, 0);
            override(server, lamp, 41);
            Push push = receiver.await(1).getFirst();
            assertThat(push.authorization()).isEqualTo("Basic bGlzdGVuZXI6cDphc3Mgd29yZA==");
            assertThat(body(push).get("lcm_id")).isEqualTo(lamp);
            assertThat(body(push).get("lighting_mode")).isEqualTo("OVERRIDE");
            assertThat((List<?>) body(push).get("channel_data")).hasSize(4);
        }
    }

    @Test
    void whatFailsComesAgainInOrderAfterARestartToo() {
        MemoryStore store = new MemoryStore();
        TestTime time = TestTime.begin();
        try (PushReceiver receiver = new PushReceiver()) {
            receiver.answer(500);
            String lamp;
            try (TownServer server = TownServer.startOn(store, 40, time)) {
                server.post("/webhooks/status_response", hook(receiver, "status_response"));
                lamp = online(server, 0);
                for (int level : List.of(11, 12, 13)) {
                    override(server, lamp, level);
                    String wanted = String.format(Locale.ROOT, "[%1$d,%1$d,%1$d,%1$d]", level);
                    server.until("/lcms/" + lamp, a -> Json.text(a.list("override_light_level"))
                            .equals(wanted));
                }
            }
            receiver.answer(200);
            try (TownServer server = TownServer.startOn(store, 40, time)) {
                List<Push> pushes = receiver.await(3);
                assertThat(pushes).map(Push::id).doesNotHaveDuplicates();
                assertThat(pushes).allMatch(p -> lamp.equals(body(p).get("lcm_id")));
                assertThat(receiver.all().stream()
                                .filter(p -> p.status() == 500)
                                .map(Push::id))
                        .as("a try that was refused has the id of the one that was taken")
                        .isSubsetOf(pushes.stream().map(Push::id).toList());
                assertThat(server.get("/webhooks/status_response").json().get("is_active"))
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void aNewConfigurationTakesThePlaceOfTheOldOneAndDeletingEndsIt() {
        try (PushReceiver first = new PushReceiver();
                PushReceiver second = new PushReceiver();
                TownServer server = TownServer.start(40)) {
            server.post("/webhooks/gateway_state_change", hook(first, "gateway_state_change"));
            Map<String, Object> bearer = hook(second, "gateway_state_change");
            bearer.put("auth_method", "TOKEN");
            bearer.put("password_or_token", "tok.en");
            server.post("/webhooks/gateway_state_change", bearer);
            Object gateway =
                    server.get("/gateways").embedded("gateways").getFirst().get("gateway_id");
            server.field("gateway", String.valueOf(gateway), "down");
            Push push = second.await(1).getFirst();
            assertThat(push.authorization()).isEqualTo("Bearer tok.en");
            assertThat(body(push).get("gateway_id")).isEqualTo(gateway);
            assertThat(first.all()).isEmpty();
            assertThat(server.call("DELETE", "/webhooks/gateway_state_change", null, TownServer.basic("demo"))
                            .status())
                    .isEqualTo(204);
            assertThat(server.get("/webhooks/gateway_state_change").status()).isEqualTo(404);
            server.post("/webhooks/status_push", hook(second, "status_push"));
            server.field("gateway", String.valueOf(gateway), "up");
            server.field(online(server, 0), "core:ElectricPowerConsumptionState", "12.5");
            assertThat(second.await(1).getFirst().path())
                    .as("only what is subscribed to")
                    .isEqualTo("/status_push");
        }
    }

    @Test
    void aSchemeIsToldAsTheMomentsAtWhichItSwitches() {
        // one in the morning in Amsterdam: a switch of this night is past
        TestTime night = TestTime.at("2026-11-29T00:00:00Z");
        try (PushReceiver receiver = new PushReceiver();
                TownServer server = TownServer.startAt(night, 40)) {
            server.post("/webhooks/dimming_scheme", hook(receiver, "dimming_scheme"));
            String lamp = online(server, 0);
            server.post(
                    "/lcms/settings/dimming-schemes",
                    Map.of(
                            "lcms", List.of(Map.of("lcm_id", lamp, "calendar_name", "mine")),
                            "dimming_schemes",
                                    List.of(Map.of(
                                            "dimming_scheme_name",
                                            "mine",
                                            "steps",
                                            List.of(
                                                    Map.of("light_level", 81, "time", "20:00"),
                                                    Map.of("light_level", 23, "time", "02:00"))))));
            Map<?, ?> message = body(receiver.await(1).getFirst());
            assertThat(message.get("lcm_id")).isEqualTo(lamp);
            List<?> moments = (List<?>) message.get("switch_moments");
            assertThat(moments)
                    .as("the rest of this night, and two more")
                    .isEqualTo(List.of(
                            moment("2026-11-29T01:00:00Z", 23),
                            moment("2026-11-29T19:00:00Z", 81),
                            moment("2026-11-30T01:00:00Z", 23),
                            moment("2026-11-30T19:00:00Z", 81),
                            moment("2026-12-01T01:00:00Z", 23)));
        }
    }

    private static Map<String, Object> moment(String start, long level) {
        return Map.of("start_time", start, "light_levels", List.of(level, level, level, level));
    }

    @Test
    void oneThatIsBehindSaysByHowMuchUntilItHasCaughtUp() {
        try (PushReceiver receiver = new PushReceiver();
                TownServer server = TownServer.start(40)) {
            server.post("/webhooks/status_push", hook(receiver, "status_push"));
            receiver.answer(500);
            String lamp = online(server, 0);
            server.field(lamp, "core:ElectricPowerConsumptionState", "12.5");
            server.until("/webhooks/status_push/deliveries", a -> a.raw().body().contains("500"));
            server.later(Duration.ofSeconds(90));
            Answer late = server.get("/webhooks/status_push");
            assertThat((Long) late.json().get("behind_seconds")).isBetween(90L, 120L);
            assertThat((Long) late.json().get("behind_events")).isPositive();

            receiver.answer(200);
            server.field(lamp, "core:ElectricPowerConsumptionState", "13.5");
            Answer caughtUp =
                    server.until("/webhooks/status_push", a -> !a.raw().body().contains("behind_"));
            assertThat(caughtUp.json().get("is_active")).isEqualTo(true);
        }
    }

    @Test
    void whoIsSwitchedOffIsToldWhyAndComesBackBySettingItAnew() {
        try (PushReceiver receiver = new PushReceiver();
                TownServer server = TownServer.start(40)) {
            server.post("/webhooks/status_push", hook(receiver, "status_push"));
            receiver.answer(410);
            String lamp = online(server, 0);
            server.field(lamp, "core:ElectricPowerConsumptionState", "12.5");
            Answer off = server.until(
                    "/webhooks/status_push", a -> Boolean.FALSE.equals(a.json().get("is_active")));
            assertThat(String.valueOf(off.json().get("inactive_reason"))).contains("410");
            assertThat(server.town().alerts().stream()).anyMatch(a -> a.kind().equals("WEBHOOK_DISABLED"));
            assertThat(server.post("/webhooks/status_push/replay", Map.of("from", "2020-01-01T00:00:00Z"))
                            .status())
                    .isEqualTo(409);

            receiver.answer(200);
            Answer tried = server.post("/webhooks/status_push/test", Map.of());
            assertThat(tried.json().get("delivered"))
                    .as("tried out while it is off")
                    .isEqualTo(true);
            assertThat(receiver.await(1).getFirst().id()).isEqualTo(tried.json().get("webhook_id"));

            server.post("/webhooks/status_push", hook(receiver, "status_push"));
            Answer on = server.get("/webhooks/status_push");
            assertThat(on.json().get("is_active")).isEqualTo(true);
            assertThat(on.json().get("inactive_reason")).isNull();
            assertThat(server.town().alerts().stream()).noneMatch(a -> a.kind().equals("WEBHOOK_DISABLED"));
            server.field(lamp, "core:ElectricPowerConsumptionState", "13.5");
            assertThat(body(receiver.await(1).getFirst()).get("measured_power")).isEqualTo(13.5);
        }
    }

    @Test
    void whatWasToldIsToldAgainByItsId() {
        try (PushReceiver receiver = new PushReceiver();
                TownServer server = TownServer.start(40)) {
            server.post("/webhooks/status_push", hook(receiver, "status_push"));
            String lamp = online(server, 0);
            server.field(lamp, "core:ElectricPowerConsumptionState", "12.5");
            Push first = receiver.await(1).getFirst();
            byte[] asked = Json.write(Map.of("webhook_id", first.id()));
            Answer again = server.callUntil(
                    "POST",
                    "^/v2/webhooks/status_push/replay",
                    asked,
                    TownServer.basic(TownServer.USER),
                    "\"messages\":1");
            assertThat(again.status()).isEqualTo(202);
            Push second = receiver.await(1).getFirst();
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.body()).isEqualTo(first.body());
            Answer deliveries = server.until(
                    "/webhooks/status_push/deliveries",
                    a -> a.embedded("deliveries").size() == 2);
            assertThat(deliveries.embedded("deliveries").stream().map(d -> String.valueOf(d.get("kind"))))
                    .containsExactly("replay", "stream");
        }
    }

    @Test
    void anAddressThatMayNotBeSentToIsRefused() {
        try (PushReceiver receiver = new PushReceiver();
                TownServer server = TownServer.start(4)) {
            List<String> types = List.of("dimming_scheme", "status_response", "status_push", "gateway_state_change");
            int turn = 0;
            for (String url : AddressCorpus.refusedEverywhere()) {
                String type = types.get(turn++ % types.size());
                Map<String, Object> body = hook(receiver, type);
                body.put("remote_url", url);
                Answer answer = server.post("/webhooks/" + type, body);
                assertThat(answer.status()).as(url).isEqualTo(400);
                assertThat(answer.json().get("remote_url")).as(url).isNotNull();
            }
            types.forEach(
                    type -> assertThat(server.get("/webhooks/" + type).status()).isEqualTo(404));
        }
    }
}
