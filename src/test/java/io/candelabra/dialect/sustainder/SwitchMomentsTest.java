package io.candelabra.dialect.sustainder;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.schedule.Almanac;
import io.candelabra.testing.TestTime;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One scheme, two lamps: each is told the moments of where it stands, and the levels of what it may give. */
class SwitchMomentsTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    @Test
    void momentsAreTheLampsOwn() {
        try (PushReceiver receiver = new PushReceiver();
                TownServer server = TownServer.startAt(TestTime.at("2026-11-29T17:00:00Z"), 40)) {
            List<String> lamps = server.get("/lcms").embedded("lcms").stream()
                    .filter(lamp -> "online".equals(lamp.get("status")))
                    .map(lamp -> String.valueOf(lamp.get("lcm_id")))
                    .limit(2)
                    .toList();
            Map<String, double[]> places =
                    Map.of(lamps.get(0), new double[] {53.2, 6.6}, lamps.get(1), new double[] {51.4, 3.6});
            places.forEach((lamp, place) -> {
                Object node =
                        server.get("/lcms/" + lamp).embedded("node").getFirst().get("node_id");
                server.call(
                        "PATCH",
                        "/nodes/" + node,
                        Json.write(Map.of("latitude", place[0], "longitude", place[1])),
                        TownServer.basic(TownServer.USER));
            });
            server.post(
                    "/lcms/settings/light-levels",
                    Map.of("light_levels", List.of(Map.of("lcm_id", lamps.get(1), "light_levels", 50))));
            server.until("/lcms/" + lamps.get(1), a -> a.list("light_level").equals(List.of(50L, 50L, 50L, 50L)));
            server.post(
                    "/webhooks/dimming_scheme",
                    Map.of(
                            "remote_url",
                            receiver.origin() + "/moments",
                            "auth_method",
                            "BEARER",
                            "password_or_token",
                            "token",
                            "application_artkey",
                            35));
            server.post(
                    "/lcms/settings/dimming-schemes",
                    Map.of(
                            "lcms",
                            lamps.stream()
                                    .map(lamp -> Map.of("lcm_id", lamp, "calendar_name", "mine"))
                                    .toList(),
                            "dimming_schemes",
                            List.of(Map.of(
                                    "dimming_scheme_name",
                                    "mine",
                                    "steps",
                                    List.of(
                                            Map.of("light_level", 80, "sunset", "-12"),
                                            Map.of("light_level", 0, "sunrise", "9"))))));
            Map<String, List<Map<?, ?>>> told = new HashMap<>();
            for (PushReceiver.Push message : receiver.await(2)) {
                Map<?, ?> body = (Map<?, ?>) Json.tree(message.body().getBytes(StandardCharsets.UTF_8));
                told.put(String.valueOf(body.get("lcm_id")), moments(body));
            }
            assertThat(told).containsOnlyKeys(lamps);
            places.forEach((lamp, place) -> {
                long most = lamp.equals(lamps.get(1)) ? 40 : 80;
                for (Map<?, ?> moment : told.get(lamp)) {
                    Instant at = Instant.parse(String.valueOf(moment.get("start_time")));
                    boolean on = !List.of(0L, 0L, 0L, 0L).equals(moment.get("light_levels"));
                    assertThat(moment.get("light_levels"))
                            .isEqualTo(on ? List.of(most, most, most, most) : List.of(0L, 0L, 0L, 0L));
                    LocalDate day = at.atZone(AMSTERDAM).toLocalDate();
                    Instant sun = on
                            ? Almanac.sunset(day, place[0], place[1])
                                    .orElseThrow()
                                    .minusSeconds(720)
                            : Almanac.sunrise(day, place[0], place[1])
                                    .orElseThrow()
                                    .plusSeconds(540);
                    assertThat(Duration.between(at, sun).abs()).isLessThanOrEqualTo(Duration.ofSeconds(60));
                }
            });
        }
    }

    private static List<Map<?, ?>> moments(Map<?, ?> body) {
        List<?> moments = (List<?>) body.get("switch_moments");
        assertThat(moments).as("this night's sunrise, and two nights").hasSize(5);
        return moments.stream().<Map<?, ?>>map(moment -> (Map<?, ?>) moment).toList();
    }
}
