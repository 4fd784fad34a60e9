package io.candelabra.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that a generator makes of the description of the Sustainder API, the strict kind that looks at every member: it
 * logs in and lists lamps, schemes and a group. It takes minutes and fetches the generator, so it runs only when asked for:
 * {@code ./candelabra test -Dtest=GeneratedClientTest -Dcandelabra.generate=true}.
 */
class GeneratedClientTest {
    private static final String GENERATOR = "org.openapitools:openapi-generator-cli:7.14.0";
    private static final Path CARETAKER =
            Path.of(System.getProperty("candelabra.root", ""), "src/test/generated/Caretaker.java");
    private static final int SECONDS = 300;

    @TempDir
    Path folder;

    @Test
    void aGeneratedClientReadsTheTown() throws Exception {
        assumeTrue(Boolean.getBoolean("candelabra.generate"), "skipped: asked for with -Dcandelabra.generate=true");
        Path client = generated();
        try (Candelabra server = Candelabra.start(
                Settings.demo(folder.resolve("data")).onFreePorts().withLamps(60), TestMachine.outside())) {
            Map<String, Object> face = server.demoFile().face("sustainder");
            String said = run(
                    folder,
                    Map.of(
                            "BASE",
                            server.https(),
                            "CA",
                            folder.resolve("data/ca.pem").toString(),
                            "USER_ID",
                            face.get("username").toString(),
                            "PASSWORD",
                            face.get("password").toString(),
                            "ARTKEY",
                            face.get("artkey").toString()),
                    java(),
                    "-cp",
                    client.resolve("target/classes") + ":" + client.resolve("target/lib") + "/*",
                    CARETAKER.toAbsolutePath().toString());
            Map<String, Integer> saw = said.lines()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[0], words -> Integer.valueOf(words[1])));
            assertThat(saw).containsEntry("lamps", 60).containsEntry("levels", 4);
            assertThat(saw.get("withoutSheet")).as("nulls are read").isPositive();
            assertThat(saw.get("withoutError")).as("nulls are read").isPositive();
            assertThat(saw)
                    .hasEntrySatisfying("schemes", number -> assertThat(number).isPositive());
            assertThat(saw).hasEntrySatisfying("lampsOfTheGroup", number -> assertThat(number)
                    .isPositive());
        }
    }

    /** The client's folder, compiled; where the generator or its libraries cannot be had, the test is left out. */
    private Path generated() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Path description = folder.resolve("sustainder.json");
        try (InputStream in = GeneratedClientTest.class.getResourceAsStream("/openapi/sustainder.json")) {
            Files.write(description, in.readAllBytes());
        }
        Path client = folder.resolve("client");
        try {
            run(
                    tools,
                    Map.of(),
                    "mvn",
                    "-q",
                    "-B",
                    "dependency:copy",
                    "-Dartifact=" + GENERATOR,
                    "-DoutputDirectory=" + tools,
                    "-Dmdep.stripVersion=true");
        } catch (IOException absent) {
            abort("skipped: the generator could not be fetched: " + absent.getMessage());
        }
        run(
                tools,
                Map.of(),
                java(),
                "-jar",
                tools.resolve("openapi-generator-cli.jar").toString(),
                "generate",
                "-g",
                "java",
                "--library",
                "okhttp-gson",
                "-i",
                description.toString(),
                "-o",
                client.toString(),
                "--additional-properties=invokerPackage=town,apiPackage=town.api,modelPackage=town.model");
        run(
                client,
                Map.of(),
                "mvn",
                "-q",
                "-B",
                "-Dmaven.test.skip=true",
                "-Dmaven.javadoc.skip=true",
                "compile",
                "dependency:copy-dependencies",
                "-DincludeScope=runtime",
                "-DoutputDirectory=target/lib");
        return client;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The output of a program; an exception with the end of it where it fails. */
    private String run(Path where, Map<String, String> environment, String... command) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(where.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(new HashMap<>(environment));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        if (!ended || process.exitValue() != 0) {
            String said = Files.readString(out) + Files.readString(err);
            throw new IOException(command[0] + ": " + said.substring(Math.max(0, said.length() - 3_000)));
        }
        return Files.readString(out);
    }
}
