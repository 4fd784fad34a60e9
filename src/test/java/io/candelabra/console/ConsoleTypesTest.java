package io.candelabra.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The types of the pages' sources, which the build takes out without a look. Where node or the registry is absent, they are left out. */
class ConsoleTypesTest {
    private static final Path PAGES =
            Path.of(System.getProperty("candelabra.root", "")).toAbsolutePath().resolve("src/main/console");
    private static final int PATIENCE_S = 180;

    @TempDir
    private Path folder;

    private record Outcome(int status, String said) {}

    private Outcome run(String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " does not end");
        }
        return new Outcome(process.exitValue(), Files.readString(said));
    }

    private void packages() throws InterruptedException {
        List<String> install = new ArrayList<>(List.of("npm", "install", "typescript@5.9.3", "lit@3.3.1"));
        install.addAll(List.of("--ignore-scripts", "--no-audit", "--no-fund"));
        Outcome outcome;
        try {
            outcome = run(install.toArray(String[]::new));
        } catch (IOException absent) {
            abort("skipped: node and npm are not installed");
            return;
        }
        if (outcome.status() != 0) {
            abort("skipped: npm could not fetch the compiler: " + outcome.said());
        }
    }

    private Outcome check(Path sources) throws Exception {
        Path modules = folder.resolve("node_modules");
        Map<String, Object> options = Map.ofEntries(
                Map.entry("target", "es2022"),
                Map.entry("module", "esnext"),
                Map.entry("moduleResolution", "bundler"),
                Map.entry("lib", List.of("es2023", "dom", "dom.iterable")),
                Map.entry("strict", true),
                Map.entry("noImplicitOverride", true),
                Map.entry("noUnusedLocals", true),
                Map.entry("noFallthroughCasesInSwitch", true),
                Map.entry("noEmit", true),
                Map.entry("useDefineForClassFields", false),
                Map.entry("resolveJsonModule", true),
                Map.entry("skipLibCheck", true),
                Map.entry("types", List.of()),
                Map.entry("paths", Map.of("*", List.of(modules + "/*"))));
        Map<String, Object> project = Map.of("compilerOptions", options, "include", List.of(sources + "/**/*.ts"));
        Files.write(folder.resolve("tsconfig.json"), Json.write(project));
        return run("node", modules.resolve("typescript/bin/tsc").toString(), "-p", "tsconfig.json");
    }

    @Test
    void everyTypeHolds() throws Exception {
        packages();
        Outcome outcome = check(PAGES);
        assertThat(outcome.said()).isEmpty();
        assertThat(outcome.status()).isZero();
        Path wrong = Files.createDirectories(folder.resolve("wrong"));
        Files.writeString(wrong.resolve("wrong.ts"), "export const wrong: number = 'text';\n");
        assertThat(check(wrong).said()).as("the check finds what is wrong").contains("TS2322");
    }
}
