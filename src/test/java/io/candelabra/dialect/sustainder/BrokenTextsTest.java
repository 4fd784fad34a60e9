package io.candelabra.dialect.sustainder;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.testing.Broken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A broken text is left out, and all else is shown. */
class BrokenTextsTest {

    @Test
    void everyListIsStillShown() throws Exception {
        try (TownServer server = TownServer.start(30)) {
            Map<String, Object> scheme = Map.of(
                    "dimming_scheme_name", "Evening", "steps", List.of(Map.of("time", "20:15", "light_level", 50)));
            assertThat(server.post("/dimming-schemes", scheme).status()).isEqualTo(201);
            assertThat(server.get("/dimming-schemes").status()).isEqualTo(200);
            int lamps = server.get("/lcms").embedded("lcms").size();
            Broken.all(server.sites(), TownServer.TOWN);
            server.accounts()
                    .putBinding(new FaceBinding(
                            "broken",
                            "sustainder",
                            TownServer.OFFICE,
                            "no number",
                            "",
                            List.of(TownServer.USER),
                            Map.of()));
            List<String> paths = Broken.reads("sustainder", "GET").stream()
                    .map(path -> path.substring("/v2".length()))
                    .filter(path -> !path.isEmpty())
                    .toList();
            assertThat(paths).hasSizeGreaterThan(5);
            assertThat(paths).allSatisfy(path -> {
                TownServer.Answer answer = server.get(path);
                assertThat(answer.status())
                        .as("%s: %s", path, answer.raw().body())
                        .isLessThan(500);
            });
            List<Map<?, ?>> after = server.get("/lcms").embedded("lcms");
            assertThat(after).hasSize(lamps);
            assertThat(after).allSatisfy(lamp -> {
                String id = String.valueOf(lamp.get("lcm_id"));
                assertThat(server.get("/lcms/" + id).status()).isEqualTo(200);
            });
        }
    }
}
