package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Caller;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.model.Resource.DriverNote;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.Within;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What drivers keep for their next start. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DriverNotesTest extends OnThreads {
    private final MemoryStore store = new MemoryStore();
    private final CopyOnWriteArrayList<String> found = new CopyOnWriteArrayList<>();

    private static DriverFactory starting(Consumer<DriverContext> start) {
        return gateway -> new Lamps.Radio(new Lamps.Field(), 0) {
            @Override
            public void start(DriverContext given) {
                start.accept(given);
            }
        };
    }

    private void once(DriverFactory drivers, Sited then) throws Exception {
        int before = found.size();
        running(store, Lamps.source(drivers, DriverKinds.NONE), 1, sites -> {
            Within.reason("the driver runs", () -> found.size() > before);
            then.with(sites);
        });
    }

    private static Optional<DriverNote> note(Sites sites) {
        return state(sites).resource(DriverNote.class, DriverNote.idOf(GATEWAY, "token"));
    }

    private static SiteState state(Sites sites) {
        return sites.state(Caller.CORE, SITE);
    }

    /** Each start adds a letter to what was kept. */
    @Test
    void theNextDriverIsGivenWhatTheOneBeforeKept() throws Exception {
        DriverFactory adding = starting(given -> {
            String kept = given.kept("token");
            given.keep("token", kept + "secret ");
            found.add(kept);
        });
        once(adding, sites -> assertThat(note(sites).orElseThrow().sealed())
                .isNotEmpty()
                .doesNotContain("secret"));
        once(adding, sites -> assertThat(found).containsExactly("", "secret "));
        once(
                starting(given -> {
                    given.keep("token", "");
                    found.add(given.kept("token"));
                }),
                sites -> assertThat(note(sites)).isEmpty());
        assertThat(found).last().isEqualTo("");
    }

    @Test
    void theSameKeptAgainIsNotWrittenAgain() throws Exception {
        DriverFactory keeping = starting(given -> {
            given.keep("token", "the same");
            given.keep("token", "the same");
            found.add("");
        });
        long[] seq = {0};
        once(keeping, sites -> seq[0] = state(sites).seq());
        once(keeping, sites -> assertThat(state(sites).seq()).isEqualTo(seq[0]));
    }

    @Test
    void whatIsTooMuchIsAFaultOfTheDriver() throws Exception {
        once(
                starting(given -> {
                    assertThatThrownBy(() -> given.keep("token", "x".repeat(20_001)))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThatThrownBy(() -> given.keep("No name", "x")).isInstanceOf(IllegalArgumentException.class);
                    found.add("");
                }),
                sites -> assertThat(note(sites)).isEmpty());
    }
}
