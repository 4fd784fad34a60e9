package io.candelabra.dialect.sustainder;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.model.Device;
import io.candelabra.model.State;
import io.candelabra.store.sql.SqliteStore;
import io.candelabra.testing.TestTime;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Twenty thousand lamps on a real file. The bound of time is a promise with much room, no measurement. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LargeTownTest {
    private static final int LAMPS = 20_000;
    private static final int PAGE = 200;

    private final TestTime time = TestTime.begin();

    @TempDir
    Path folder;

    @Test
    void isThereAfterARestartIsListedWholeAndTakesOrdersForAThousand() throws Exception {
        Set<String> listed = new LinkedHashSet<>();
        try (SqliteStore store = new SqliteStore(folder);
                TownServer server = TownServer.startIn(folder, store, LAMPS, time)) {
            for (int page = 1; page <= LAMPS / PAGE; page++) {
                TownServer.Answer answer = server.get("/lcms?application_artkey=35&page=" + page);
                assertThat(answer.status()).isEqualTo(200);
                answer.embedded("lcms").forEach(lamp -> listed.add(String.valueOf(lamp.get("lcm_id"))));
            }
            assertThat(listed).hasSize(LAMPS);
            assertThat(server.get("/lcms?application_artkey=35&page=" + (LAMPS / PAGE + 1))
                            .embedded("lcms"))
                    .isEmpty();
            List<Map<String, Object>> orders = listed.stream()
                    .limit(1_000)
                    .<Map<String, Object>>map(id -> Map.of("lcm_id", id, "override", 35))
                    .toList();
            TownServer.Answer taken =
                    server.post("/lcms/functions/direct-control", Map.of("application_artkey", 35, "override", orders));
            assertThat(taken.status()).isEqualTo(200);
            assertThat(taken.list("lcms_ok").size() + taken.list("lcms_nok").size())
                    .isEqualTo(1_000);
            assertThat(taken.list("lcms_ok")).as("lamps that can be reached").hasSizeGreaterThan(900);
            String one = String.valueOf(taken.list("lcms_ok").getLast());
            server.until("/lcms/" + one, a -> a.raw().body().contains("\"override_light_level\":[35,35,35,35]"));
        }
        try (SqliteStore store = new SqliteStore(folder);
                TownServer server = TownServer.startIn(folder, store, LAMPS, time)) {
            Set<String> again = new LinkedHashSet<>();
            Set<State> objects = Collections.newSetFromMap(new IdentityHashMap<>());
            int states = 0;
            for (Device lamp : server.town().devices()) {
                again.add(lamp.ids().get("lcm"));
                objects.addAll(lamp.states().all());
                states += lamp.states().all().size();
            }
            assertThat(again).as("the same lamps, in order").containsExactlyElementsOf(listed);
            assertThat(objects)
                    .as("states that are equal share an object, or a town would not fit into memory")
                    .hasSizeLessThan(states / 2);
        }
    }
}
