package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on machines that lack something. It runs as a copy in a folder of its own, so it can build nothing here. */
class LauncherTest {

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    Path folder;

    private Path home;

    private record Outcome(int status, String out, String err) {}

    @BeforeEach
    void copyIntoPathWithSpaces() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "skipped: there is no " + BASH);
        home = Files.createDirectories(folder.resolve("a path/with spaces"));
        Path launcher = home.resolve("candelabra");
        Files.copy(Path.of(System.getProperty("candelabra.root", ""), "candelabra"), launcher);
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
    }

    @Test
    void saysInOneSentenceThatTheJdkIsAnotherOne() throws Exception {
        Outcome outcome = run(home.resolve("candelabra"), Map.of("CANDELABRA_JAVA_HOME", folder.toString()), "demo");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains(folder.toString())
                .contains("not a JDK 25");
    }

    @Test
    void saysInOneSentenceThatMavenIsMissing() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "sed", "find", "head", "mkdir", "ls")) {
            Path there =
                    Files.isExecutable(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            script(tools.resolve(tool), "exec " + there + " \"$@\"");
        }
        Map<String, String> environment =
                Map.of("PATH", tools.toString(), "CANDELABRA_JAVA_HOME", System.getProperty("java.home"));
        Outcome outcome = run(home.resolve("candelabra"), environment, "test");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().lines()).singleElement().asString().contains("Maven was not found: install it");
        assertThat(run(home.resolve("candelabra"), environment, "demo").err())
                .contains("Maven was not found: install it");
    }

    @Test
    void startsWhatIsBuiltThroughLinkFromAnywhere() throws Exception {
        // a program that stands in for the built one and tells what it was asked
        Path app = Files.createDirectories(home.resolve("target/app"));
        Files.createDirectories(app.resolve("lib"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        script(java, "printf '<%s>' \"${@: -3}\"; exit 7");
        script(java.resolveSibling("javac"), "echo javac 25.0.1");
        Files.writeString(app.resolve("candelabra.jar"), "");
        Files.writeString(app.resolve(".built"), "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("candelabra"));

        Outcome outcome =
                run(link, Map.of("CANDELABRA_JAVA_HOME", folder.resolve("jdk").toString()), "export", "two words");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("<" + app.toRealPath().resolve("candelabra.jar") + "><export><two words>");
        assertThat(outcome.status()).as("the program's own status").isEqualTo(7);
    }

    @Test
    void aPackageStartsWithItsOwnJavaAndNothingElse() throws Exception {
        Path app = Files.createDirectories(home.resolve("app/lib")).getParent();
        Files.writeString(app.resolve("candelabra.jar"), "");
        Files.writeString(home.resolve("package.version"), "1.2.3\n");
        Files.copy(
                Path.of(System.getProperty("candelabra.root", ""), "docs/help/candelabra.txt"),
                Files.createDirectories(home.resolve("docs/help")).resolve("candelabra.txt"));
        Path java = Files.createDirectories(home.resolve("runtime/bin")).resolve("java");
        script(java, "printf '<%s>' \"${@: -3}\"; exit 7");
        Path launcher = home.resolve("candelabra");
        Map<String, String> nothing = Map.of("PATH", folder.resolve("nowhere").toString());

        Outcome demo = run(launcher, nothing, "demo", "two words");
        assertThat(demo.err()).isEmpty();
        assertThat(demo.out()).isEqualTo("<" + app.toRealPath().resolve("candelabra.jar") + "><demo><two words>");
        assertThat(demo.status()).as("the program's own status").isEqualTo(7);
        assertThat(run(launcher, nothing, "--version").out()).isEqualTo("candelabra 1.2.3\n");
        assertThat(run(launcher, nothing, "--help").out()).startsWith("Usage: candelabra");
        Outcome test = run(launcher, nothing, "test");
        assertThat(test.status()).isEqualTo(1);
        assertThat(test.err()).isEqualTo("candelabra: this is a package: test belongs to the sources.\n");
        assertThat(home.resolve("target")).as("what a package writes").doesNotExist();
    }

    @Test
    void givesLargeTownsTheRoomThatTheyNeed() throws Exception {
        Path app = Files.createDirectories(home.resolve("target/app"));
        Files.createDirectories(app.resolve("lib"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        script(java, "printf '%s ' \"$@\"");
        script(java.resolveSibling("javac"), "echo javac 25.0.1");
        Files.writeString(app.resolve("candelabra.jar"), "");
        Files.writeString(app.resolve(".built"), "");
        String jdk = folder.resolve("jdk").toString();
        Path launcher = home.resolve("candelabra");

        assertThat(run(launcher, Map.of("CANDELABRA_JAVA_HOME", jdk), "demo").out())
                .contains("UseSerialGC", "-Xmx1g ");
        assertThat(run(launcher, Map.of("CANDELABRA_JAVA_HOME", jdk), "demo", "--lamps", "100000")
                        .out())
                .contains("UseG1GC", "-Xmx1300m ")
                .endsWith("demo --lamps 100000 ");
        assertThat(run(launcher, Map.of("CANDELABRA_JAVA_HOME", jdk), "demo", "--lamps=20000")
                        .out())
                .contains("UseG1GC", "-Xmx740m ");
        assertThat(run(launcher, Map.of("CANDELABRA_JAVA_HOME", jdk, "CANDELABRA_LAMPS", "20000"), "demo")
                        .out())
                .contains("UseG1GC");
        assertThat(run(launcher, Map.of("CANDELABRA_JAVA_HOME", jdk), "demo", "--lamps", "many")
                        .out())
                .contains("UseSerialGC");
    }

    @Test
    void namesTheLibraryThatLiesUnpackedBesideTheProgram() throws Exception {
        Path app = Files.createDirectories(home.resolve("target/app"));
        Files.createDirectories(app.resolve("lib"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        script(java, "printf '%s\\n' \"$@\"");
        script(java.resolveSibling("javac"), "echo javac 25.0.1");
        Files.writeString(app.resolve("candelabra.jar"), "");
        Files.writeString(app.resolve(".built"), "");
        Map<String, String> environment =
                Map.of("CANDELABRA_JAVA_HOME", folder.resolve("jdk").toString());
        Path launcher = home.resolve("candelabra");

        assertThat(run(launcher, environment, "demo").out()).doesNotContain("org.sqlite");
        Path unpacked = Files.createDirectories(app.resolve("native/org/sqlite/native/Plan 9/vax"));
        Files.writeString(app.resolve("native/folder"), "Plan 9/vax");
        assertThat(run(launcher, environment, "demo").out())
                .as("the library is not there")
                .doesNotContain("org.sqlite");
        Files.writeString(unpacked.resolve("libsqlitejdbc.so"), "");
        assertThat(run(launcher, environment, "serve").out().lines())
                .contains("-Dorg.sqlite.lib.path=" + unpacked.toRealPath(), "-Dorg.sqlite.lib.name=libsqlitejdbc.so");
    }

    @Test
    void beginsWithTheCacheOfItsTrainingRun() throws Exception {
        Path app = Files.createDirectories(home.resolve("target/app"));
        Files.createDirectories(app.resolve("lib"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        // it leaves a cache where it is told to, as Java does, unless the training is to fail
        script(
                java,
                "printf '%s ' \"$@\"; for option in \"$@\"; do case $option in -XX:AOTCacheOutput=*)"
                        + " [ -e \"$0.fails\" ] || printf '%s ' \"$@\" >\"${option#*=}\";; esac; done");
        script(java.resolveSibling("javac"), "echo javac 25.0.1");
        Files.writeString(app.resolve("candelabra.jar"), "");
        Files.writeString(app.resolve(".built"), "");
        Files.setLastModifiedTime(app.resolve("candelabra.jar"), FileTime.fromMillis(0));
        Map<String, String> environment =
                Map.of("CANDELABRA_JAVA_HOME", folder.resolve("jdk").toString(), "CANDELABRA_LAMPS", "7");
        Path launcher = home.resolve("candelabra");
        Path cache = app.toRealPath().resolve("candelabra.aot");

        assertThat(run(launcher, environment, "demo").out()).doesNotContain("AOTCache");
        Files.writeString(folder.resolve("jdk/bin/java.fails"), "");
        Outcome failed = run(launcher, environment, "train");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).contains("no cache");
        assertThat(cache).doesNotExist();
        Files.delete(folder.resolve("jdk/bin/java.fails"));
        assertThat(run(launcher, environment, "train").status()).isZero();
        assertThat(cache).content().contains("-jar " + cache.resolveSibling("candelabra.jar") + " train --data ");
        assertThat(run(launcher, environment, "demo").out()).contains("-XX:AOTCache=" + cache + " ");
        try (Stream<Path> left = Files.list(home.resolve("target"))) {
            assertThat(left).as("the training's own folder is gone").containsExactly(home.resolve("target/app"));
        }
    }

    @Test
    void tellsVersionAndHelpWithoutJdkOrBuild() throws Exception {
        Path root = Path.of(System.getProperty("candelabra.root", ""));
        Files.copy(root.resolve("pom.xml"), home.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING);
        Path help = Files.createDirectories(home.resolve("docs/help"));
        for (String name : List.of("candelabra", "demo", "serve")) {
            Files.copy(root.resolve("docs/help/" + name + ".txt"), help.resolve(name + ".txt"));
        }
        Path launcher = home.resolve("candelabra");
        Map<String, String> noJdk = Map.of("CANDELABRA_JAVA_HOME", folder.toString());
        Outcome version = run(launcher, noJdk, "--version");
        assertThat(version.status()).isZero();
        assertThat(version.out()).matches("candelabra \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(run(launcher, noJdk, "--help").out()).contains("Usage: candelabra", "demo", "serve");
        assertThat(run(launcher, noJdk).out()).contains("Usage: candelabra");
        assertThat(run(launcher, noJdk, "demo", "--help").out()).contains("Usage: candelabra demo", "--lamps");
        assertThat(run(launcher, noJdk, "serve", "-h").out()).contains("Usage: candelabra serve", "--config");
        assertThat(run(launcher, noJdk, "test", "--help").out()).contains("--fast");
        Outcome wrong = run(launcher, noJdk, "format", "everything");
        assertThat(wrong.status()).as("asked wrongly").isEqualTo(2);
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!" + BASH + "\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Outcome run(Path launcher, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(BASH.toString(), launcher.toString()).directory(folder.toFile());
        builder.command().addAll(List.of(args));
        builder.environment().remove("CANDELABRA_JAVA_OPTS");
        builder.environment().putAll(environment);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("the launcher ended")
                .isTrue();
        return new Outcome(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
