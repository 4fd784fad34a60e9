package io.candelabra.store.sql;

import static io.candelabra.core.site.HandStepped.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.model.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syncs that fail, as the operating system tells it: {@code strace} makes them. */
class FailedSyncTest {
    @TempDir
    Path folder;

    private static String output(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0 ? told : "";
        } catch (IOException noSuchProgram) {
            return "";
        }
    }

    @Test
    void theStoreGoesOnAndShowsWhatWasAcknowledgedAndNothingElse() throws Exception {
        assumeTrue(
                output(List.of("strace", "-f", "-qq", "-e", "trace=none", "echo", "allowed"))
                        .contains("allowed"),
                "skipped: strace is not there, or may not look into a process");
        Path data = folder.resolve("data");
        String told = output(List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                folder.resolve("trace").toString(),
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:error=EIO:when=20+9",
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FaultyWriter.class.getName(),
                data.toString()));
        Set<String> done = new HashSet<>();
        List<String> refused = new ArrayList<>();
        for (String line : told.lines().toList()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "done" -> done.add(words[1]);
                case "refused" -> refused.add(words[1]);
                case "shown" ->
                    assertThat(done).as("shown after %s was refused", words[3]).contains(words[1]);
                default -> assertThat(line).as("a line of the log").contains("i.c.");
            }
        }
        assertThat(refused)
                .as("syncs failed, and each time the store went on")
                .hasSizeBetween(2, FaultyWriter.THINGS / 3);
        assertThat(done.size() + refused.size()).isEqualTo(FaultyWriter.THINGS);
        try (SqliteStore store = new SqliteStore(data)) {
            assertThat(store.open(SITE).state().resources(Resource.Extra.class))
                    .extracting(extra -> extra.id().substring(extra.id().lastIndexOf('/') + 1))
                    .containsExactlyInAnyOrderElementsOf(done);
        }
    }
}
