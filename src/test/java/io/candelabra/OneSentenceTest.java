package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.candelabra.testing.TestMachine;
import io.candelabra.testing.Within;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A start that cannot be says why in one sentence, with what to do about it, and shows nobody the program's inside. */
class OneSentenceTest {
    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        ((Logger) LoggerFactory.getLogger(Candelabra.class)).setLevel(Level.INFO);
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(logged);
    }

    @AfterEach
    void leave() {
        ((Logger) LoggerFactory.getLogger(Candelabra.class)).setLevel(null);
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(logged);
    }

    private record Told(int status, String text) {}

    private Told started(String command, Path data, String... more) {
        StringWriter told = new StringWriter();
        List<String> words = new ArrayList<>(List.of(command, "--data", data.toString()));
        words.addAll(List.of("--https", "0", "--leap", "0", "--pairing", "0"));
        words.addAll(List.of(more));
        int status = Main.commandLine()
                .setOverwrittenOptionsAllowed(true)
                .setErr(new PrintWriter(told))
                .execute(words.toArray(String[]::new));
        return new Told(status, told.toString().strip());
    }

    private void isRefused(Told told, String... words) {
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.text().lines()).as("one sentence").hasSize(1);
        assertThat(told.text()).startsWith("candelabra: ").contains(words);
        assertThat(logged.list.stream().filter(event -> event.getThrowableProxy() != null))
                .as("traces in the log")
                .isEmpty();
    }

    private String verified() {
        StringWriter told = new StringWriter();
        assertThat(Main.commandLine().setOut(new PrintWriter(told)).execute("verify", "--data", data().toString()))
                .isEqualTo(1);
        return told.toString();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Candelabra server() throws IOException {
        return Candelabra.start(Settings.demo(data()).serving().onFreePorts(), TestMachine.outside());
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(other.getLocalPort());
            isRefused(started("serve", data(), "--https", port), "port " + port, "--https");
            isRefused(started("demo", data(), "--lamps", "0", "--leap", port), "port " + port, "--leap");
        }
    }

    @Test
    void aFolderThatAnotherServerUses() throws Exception {
        try (Candelabra first = server()) {
            isRefused(started("serve", data()), data().toString(), "another", "--data");
            assertThat(first.sites().all()).isNotEmpty();
        }
    }

    @Test
    void aFolderThatIsAFile() throws IOException {
        Files.writeString(data(), "notes");
        isRefused(started("serve", data()), data().toString(), "is a file", "--data");
        isRefused(started("serve", data().resolve("below")), data().toString(), "is a file", "--data");
        isRefused(started("serve", data(), "--new"), data().toString(), "is a file", "--data");
        assertThat(data()).hasContent("notes");
    }

    @Test
    void aFolderThatCannotBeMade() {
        isRefused(started("serve", Path.of("/proc/candelabra")), "/proc/candelabra", "can be made");
        isRefused(started("serve", data(), "--config", "/nowhere/settings"), "/nowhere/settings is not there");
    }

    @Test
    void aKeyThatIsMissing() throws Exception {
        server().close();
        Files.delete(data().resolve("root.key"));
        isRefused(started("serve", data()), "root.key", "missing", "backup", "--new");
        assertThat(verified()).contains("root.key is missing");
        assertThat(data().resolve("root.key")).doesNotExist();
    }

    @Test
    void aKeyThatIsAnother() throws Exception {
        server().close();
        byte[] key = Files.readAllBytes(data().resolve("root.key"));
        for (int i = 0; i < key.length; i++) {
            key[i] ^= 1;
        }
        Files.write(data().resolve("root.key"), key);
        Told told = started("serve", data());
        isRefused(told, "root.key", "backup");
        assertThat(verified()).contains("root.key is not the key");
        assertThat(Files.readAllBytes(data().resolve("root.key"))).isEqualTo(key);
    }

    @Test
    void aNewBeginningMovesTheOldOneAside() throws Exception {
        server().close();
        Files.delete(data().resolve("root.key"));
        Thread fresh = Thread.ofPlatform().start(() -> started("serve", data(), "--new"));
        Within.reason("the server is started", () -> logged.list.stream()
                .anyMatch(event -> event.getFormattedMessage().startsWith("started: ")));
        fresh.interrupt();
        fresh.join();
        try (Stream<Path> beside = Files.list(folder)) {
            List<Path> aside = beside.filter(path -> !path.equals(data())).toList();
            assertThat(aside).hasSize(1);
            assertThat(aside.getFirst().getFileName().toString()).startsWith("data.before-");
            assertThat(aside.getFirst().resolve("candelabra.db")).exists();
        }
    }
}
