package io.candelabra.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes is killed again and again, with no chance to tidy up. Every acknowledged commit is there, and
 * nothing is there by halves. {@code -Dcandelabra.kills=100} kills more often.
 */
class StoreKillTest {
    private static final int KILLS = Integer.getInteger("candelabra.kills", 3);
    private static final long SEED = Long.getLong("candelabra.seed", 20);

    @TempDir
    Path folder;

    private final Map<Integer, Long> counted = new HashMap<>();
    private final Map<String, Integer> started = new HashMap<>();

    @Test
    void whatWasAnsweredIsThereAndNothingByHalves() throws IOException, InterruptedException {
        Random chance = new Random(SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            int answers = runAndKill(kill, 1 + chance.nextInt(1_500));
            assertThat(answers).isPositive();
            check(kill);
        }
        assertThat(counted).hasSize(KilledWriter.CALLERS);
        assertThat(started).isNotEmpty();
    }

    private int runAndKill(int kill, int afterAnswers) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledWriter.class.getName(),
                        folder.toString(),
                        Integer.toString(kill))
                .redirectError(new File(folder.getParent().toFile(), folder.getFileName() + "-" + kill + ".err"))
                .start();
        int answers = 0;
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            // Through the handle, which leaves the pipe open: the lines in it count as well, but for a last line that
            // is cut off.
            List<String> lines = new ArrayList<>();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                lines.add(line);
                if (++answers == afterAnswers) {
                    process.toHandle().destroyForcibly();
                }
            }
            boolean killed = process.waitFor() != 0;
            assertThat(killed).as("it did not end by itself").isTrue();
            assertThat(answers).isGreaterThanOrEqualTo(afterAnswers);
            lines.subList(0, lines.size() - 1).forEach(this::note);
        }
        return answers;
    }

    private void note(String line) {
        String[] words = line.split(" ");
        int caller = Integer.parseInt(words[1]);
        switch (words[0]) {
            case "count" -> counted.merge(caller, Long.parseLong(words[2]), Math::max);
            case "execution" -> started.put(words[2], caller);
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void check(int kill) {
        try (SqliteStore store = new SqliteStore(folder)) {
            Map<SiteId, SiteState> states = new HashMap<>();
            for (int i = 0; i < KilledWriter.SITES; i++) {
                SiteId site = KilledWriter.site(i);
                SiteState state = store.open(site).state();
                states.put(site, state);
                assertThat(fold(store, site))
                        .as("kill %d: log and rows of %s", kill, site)
                        .isEqualTo(state);
            }
            counted.forEach((caller, number) -> {
                SiteState state = states.get(KilledWriter.site(caller));
                long left = number(state, caller, "left");
                assertThat(left).as("kill %d: caller %d", kill, caller).isGreaterThanOrEqualTo(number);
                assertThat(number(state, caller, "right")).isEqualTo(left);
            });
            Sites sites = new HandStepped(store).sites();
            started.forEach((id, caller) -> assertThat(sites.historyItem(
                            Caller.CORE, KilledWriter.site(caller), HistoryItem.EndedExecution.class, id))
                    .as("kill %d: execution %s", kill, id)
                    .isPresent());
        }
    }

    private static long number(SiteState state, int caller, String half) {
        return KilledWriter.number(state.resource(
                        Resource.Extra.class,
                        KilledWriter.count(caller, half, 0).id())
                .orElseThrow());
    }

    private static SiteState fold(SqliteStore store, SiteId site) {
        SiteState state = SiteState.empty(site);
        for (List<LoggedEvent> page = store.read(site, 0, 1_000);
                !page.isEmpty();
                page = store.read(site, state.seq(), 1_000)) {
            for (LoggedEvent event : page) {
                assertThat(event.seq()).isEqualTo(state.seq() + 1);
                state = state.after(event.event(), event.atMs());
            }
        }
        return state;
    }
}
