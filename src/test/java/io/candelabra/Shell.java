package io.candelabra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A shell in a folder in which {@code ./candelabra} is the program as it was compiled for the test. */
final class Shell {
    private final Path folder;
    private final int patienceSeconds;

    Shell(Path folder, int patienceSeconds) throws IOException {
        this.folder = folder;
        this.patienceSeconds = patienceSeconds;
        Path launcher = Files.writeString(
                folder.resolve("candelabra"),
                "#!/usr/bin/env bash\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + System.getProperty("java.class.path")
                        + "' io.candelabra.Main \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }

    record Outcome(int status, String out, String err) {}

    /** Runs lines as they would be pasted. */
    Outcome run(String... bash) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process shell = new ProcessBuilder(
                        Stream.concat(Stream.of("bash"), Stream.of(bash)).toList())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        shell.getOutputStream().close();
        if (!shell.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
            shell.destroyForcibly();
            throw new AssertionError("the commands do not end; so far: " + Files.readString(out));
        }
        return new Outcome(shell.exitValue(), Files.readString(out), Files.readString(err));
    }

    static boolean has(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
