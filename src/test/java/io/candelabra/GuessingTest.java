package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strangers guess as fast as they can, with the real hash, and everybody else goes on. */
@Timeout(120)
class GuessingTest {
    private static final int STRANGERS = 100;
    /** The law is 2 s and 250 ms on a machine of its own; here the strangers run on it as well. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static final String COMMAND = """
            {"CommuniqueType":"UpdateRequest","Header":{"Url":"/zone/1/status"},"Body":{"ZoneStatus":{"Level":75}}}""";

    @TempDir
    Path folder;

    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger guessed = new AtomicInteger();

    @Test
    void aHundredStrangersHoldUpNobody() throws Exception {
        Settings settings = Settings.demo(folder).onFreePorts().withLamps(10);
        try (Candelabra server = Candelabra.start(settings, TestMachine.outside())) {
            Path root = folder.resolve("ca.pem");
            List<Thread> strangers = new ArrayList<>();
            TestClient stranger = TestClient.trusting(root, server.https());
            for (int s = 0; s < STRANGERS; s++) {
                String name = "nobody" + s + "-";
                strangers.add(Thread.ofVirtual().start(() -> {
                    while (!enough.get()) {
                        assertThat(login(stranger, name + guessed.incrementAndGet(), "x"))
                                .isIn(401, 429);
                    }
                }));
            }
            while (guessed.get() < 2 * STRANGERS) {
                Thread.onSpinWait();
            }
            try {
                TestClient owner = TestClient.trusting(root, server.https());
                Map<String, Object> demo = server.demoFile().face("sustainder");
                long begun = System.nanoTime();
                assertThat(login(owner, "demo", String.valueOf(demo.get("password"))))
                        .isEqualTo(200);
                Map<String, Object> quantum = server.demoFile().face("quantum");
                TestClient keys = owner.with("ApiKey", String.valueOf(quantum.get("apiKey")))
                        .with("Authorization", String.valueOf(quantum.get("deviceKey")));
                assertThat(keys.send("POST", "/api/v1/leap", "application/json", COMMAND)
                                .status())
                        .isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
            } finally {
                enough.set(true);
            }
            for (Thread guesser : strangers) {
                guesser.join();
            }
        }
    }

    private static int login(TestClient client, String name, String password) {
        try {
            return client.json("POST", "/v2/auth/jwt", Map.of("username", name, "password", password))
                    .status();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
