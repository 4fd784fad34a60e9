package io.candelabra.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.work.Workbench.Client;
import io.candelabra.core.work.Workbench.Full;
import io.candelabra.testing.Within;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkbenchTest {
    private static final Client STRANGER = new Client("203.0.113.9", false);
    private static final Client ANOTHER = new Client("198.51.100.7", false);

    private final Workbench bench = new Workbench("test", 1, 4, 2);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Boolean>> asked = new ArrayList<>();

    @AfterEach
    void open() {
        gate.countDown();
    }

    /** Asks on a thread of its own, and returns when it is inside. */
    private void asks(Client client, String what) {
        int before = bench.inside();
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        asked.add(answer);
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(bench.work(client, () -> {
                    gate.await();
                    return done.add(what);
                }));
            } catch (Full full) {
                answer.completeExceptionally(full);
            }
        });
        Within.reason("the work is taken in", () -> bench.inside() != before);
    }

    @Test
    void workHoldsNoVirtualThreadsCarrier() throws Exception {
        assertThat(bench.<Boolean>work(STRANGER, () -> Thread.currentThread().isVirtual()))
                .isFalse();
    }

    @Test
    void guestsAreServedBeforeStrangersAndHaveRoomOfTheirOwn() {
        asks(STRANGER, "first");
        asks(STRANGER, "second");
        asks(ANOTHER, "third");
        asks(ANOTHER, "fourth");
        assertThatThrownBy(() -> bench.work(new Client("192.0.2.1", false), () -> true))
                .as("strangers' room is full")
                .isInstanceOf(Full.class);
        asks(Client.GUEST, "guest");
        gate.countDown();
        assertThat(asked).allSatisfy(answer -> assertThat(answer.join()).isTrue());
        assertThat(done).containsExactly("first", "guest", "second", "third", "fourth");
        assertThat(bench.inside()).isZero();
    }

    @Test
    void oneStrangerDoesNotTakeThePlacesOfAnother() {
        asks(STRANGER, "first");
        asks(STRANGER, "second");
        assertThatThrownBy(() -> bench.work(STRANGER, () -> true)).isInstanceOf(Full.class);
        asks(ANOTHER, "third");
        gate.countDown();
        assertThat(asked.getLast().join()).isTrue();
    }

    @Test
    void whatFailsFailsForWhoAskedAndLeavesItsPlace() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> bench.work(STRANGER, () -> {
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");
        }
        assertThat(bench.inside()).isZero();
    }
}
