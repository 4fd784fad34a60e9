package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strangers guess as fast as they can, with the real hash, and everybody else goes on. */
@Timeout(600)
class GuessingTest {
    private static final int STRANGERS = 100;
    /**
     * The law is 2 s and 250 ms on a machine of its own. A machine that is busy with other things is slow for everybody, so time is
     * counted in guesses here: were the owner behind the strangers, each step on the way would wait for about one of each.
     */
    private static final int BOUND = STRANGERS;

    private static final String COMMAND = """
            {"CommuniqueType":"UpdateRequest","Header":{"Url":"/zone/1/status"},"Body":{"ZoneStatus":{"Level":75}}}""";

    @TempDir
    Path folder;

    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicInteger hashed = new AtomicInteger();
    private final CountDownLatch busy = new CountDownLatch(2 * STRANGERS);
    private final Queue<Integer> wrong = new ConcurrentLinkedQueue<>();

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
                        guess(stranger, name + names.incrementAndGet());
                    }
                }));
            }
            busy.await();
            try {
                TestClient owner = TestClient.trusting(root, server.https());
                Map<String, Object> demo = server.demoFile().face("sustainder");
                int before = hashed.get();
                assertThat(login(owner, "demo", String.valueOf(demo.get("password"))))
                        .isEqualTo(200);
                Map<String, Object> quantum = server.demoFile().face("quantum");
                TestClient keys = owner.with("ApiKey", String.valueOf(quantum.get("apiKey")))
                        .with("Authorization", String.valueOf(quantum.get("deviceKey")));
                assertThat(keys.send("POST", "/api/v1/leap", "application/json", COMMAND)
                                .status())
                        .isEqualTo(200);
                assertThat(hashed.get() - before)
                        .as("guesses looked at meanwhile")
                        .isLessThan(BOUND);
            } finally {
                enough.set(true);
            }
            for (Thread guesser : strangers) {
                guesser.join();
            }
            assertThat(wrong).isEmpty();
        }
    }

    private void guess(TestClient stranger, String name) {
        try {
            int status = login(stranger, name, "x");
            if (status == 401) {
                hashed.incrementAndGet();
            } else if (status != 429) {
                wrong.add(status);
            }
            busy.countDown();
        } catch (UncheckedIOException gaveUp) {
            // a stranger whose own patience ended has had no answer, and guesses on
            Thread.yield();
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
