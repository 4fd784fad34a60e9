package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource;
import io.candelabra.store.memory.MemoryStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Two nodes over one store: a site is written by the node that holds its lease, however often the other one is asked for it. */
class LeasesTest {
    private final MemoryStore store = new MemoryStore();
    private final Map<String, String> holders = new HashMap<>();
    private final HandStepped here = new HandStepped(store, 1, site -> lease(site.value(), "here"));
    private final HandStepped there = new HandStepped(store, 2, site -> lease(site.value(), "there"));

    private Optional<String> lease(String site, String node) {
        return Optional.of(holders.computeIfAbsent(site, s -> node)).filter(holder -> !holder.equals(node));
    }

    private static Command<Boolean> put(String scene) {
        return new Command.Put(new Resource.Scene(scene, scene, List.of(), 0, 0, Map.of(), Map.of()));
    }

    private static boolean write(HandStepped node, String scene) {
        CompletableFuture<Boolean> answer = node.ask(put(scene));
        node.settle();
        return answer.join();
    }

    @Test
    void whoIsAskedForASiteOfAnotherNodeTakesNothingFromIt() {
        assertThat(write(here, "a")).isTrue();
        refused(() -> there.sites().state(Caller.CORE, SITE));
        refused(() -> there.sites().view(Caller.CORE, SITE));
        refused(() -> there.sites().read(Caller.CORE, SITE, 0, 10));
        refused(() -> there.sites().submit(Caller.CORE, SITE, put("b"), Cause.CLOCK));
        refused(() -> there.sites().open(SITE));
        assertThat(there.sites().readable(Caller.CORE))
                .as("who goes through all sites goes on")
                .isEmpty();

        assertThat(write(here, "b")).as("the holder writes on").isTrue();
        assertThat(here.state().seq()).isEqualTo(2);
    }

    @Test
    void whoGetsTheLeaseHasTheSiteWithAllThatIsOnDisk() {
        write(here, "a");
        refused(() -> there.sites().state(Caller.CORE, SITE));
        holders.put(SITE.value(), "there");
        assertThat(write(there, "b")).isTrue();
        assertThat(there.state().seq()).isEqualTo(2);
        assertThat(there.state().resources(Resource.Scene.class).size()).isEqualTo(2);

        CompletableFuture<Boolean> late = here.ask(put("c"));
        here.settle();
        assertThat(late).as("the one before writes no more").isCompletedExceptionally();
        refused(() -> here.sites().submit(Caller.CORE, SITE, put("c"), Cause.CLOCK));
        assertThat(there.state().seq()).isEqualTo(2);
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Refused.Reason.UNAVAILABLE);
            assertThat(refused).hasMessageContaining("the node ");
        });
    }
}
