package io.candelabra.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Composer;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.SiteId;
import io.candelabra.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Readers' places: written one at a time, the newest in the end; and what ended is never made again. */
class CursorsTest {
    private static final SiteId SITE = new SiteId("home");

    private static final SiteId SYSTEM = new SiteId("system");

    private final HandStepped world = new HandStepped(new MemoryStore());
    private final List<Runnable> writes = new ArrayList<>();
    private boolean full;
    private int written;

    private final Cursors cursors = new Cursors(new Cursors.Home() {
        @Override
        public SiteState state() {
            return world.state(SYSTEM);
        }

        @Override
        public <A> A compose(Composer<A> composer) {
            return tell(composer.compose(View.whole(state()), 0));
        }

        private <C, A> A tell(Composed<C, A> composed) {
            return composed.answer().apply(world.tell(SYSTEM, composed.command()));
        }

        /** It comes to the disk when the test says so. */
        @Override
        public <A> CompletableFuture<Boolean> bookkeep(Composer<A> composer) {
            CompletableFuture<Boolean> told = new CompletableFuture<>();
            writes.add(() -> {
                if (!full) {
                    compose(composer);
                }
                told.complete(!full);
            });
            return told;
        }
    });

    private static Cursor at(long seq) {
        return new Cursor("one", "reader", SITE, seq, seq);
    }

    private boolean keep(long seq) {
        return cursors.keep(at(seq), stored -> stored == null || stored.seq() < seq, () -> written++);
    }

    private void write() {
        List<Runnable> all = List.copyOf(writes);
        writes.clear();
        all.forEach(Runnable::run);
    }

    @Test
    void onePlaceIsWrittenAtATimeAndThenTheNewest() {
        assertThat(keep(1)).isTrue();
        assertThat(keep(2)).isTrue();
        assertThat(keep(3)).isTrue();
        assertThat(writes).hasSize(1);
        write();
        assertThat(written).as("whoever waits is told").isEqualTo(1);
        assertThat(cursors.find("one")).contains(at(1));
        assertThat(keep(3)).isTrue();
        write();
        assertThat(cursors.find("one")).contains(at(3));
        assertThat(keep(3)).isTrue();
        assertThat(writes).as("what is on disk").isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenIsTriedAgainAfterAPause() {
        full = true;
        keep(1);
        write();
        assertThat(keep(1)).as("wait a moment").isFalse();
        full = false;
        assertThat(keep(1)).isTrue();
        write();
        assertThat(cursors.find("one")).contains(at(1));
    }

    @Test
    void aPlaceThatEndedIsNotMadeAgain() {
        cursors.open(at(1), 0);
        cursors.begin("one", at(1));
        keep(2);
        cursors.close("one");
        write();
        assertThat(cursors.find("one")).isEmpty();
        cursors.write(List.of(at(3)));
        write();
        assertThat(cursors.find("one")).isEmpty();
    }

    @Test
    void ofAReaderTheNewestPlacesStay() {
        cursors.open(new Cursor("a", "reader", SITE, 1, 1), 1);
        cursors.open(new Cursor("b", "reader", SITE, 1, 2), 1);
        assertThat(cursors.open(new Cursor("c", "reader", SITE, 1, 3), 1)).containsExactly("a");
        assertThat(cursors.of("reader")).extracting(Cursor::id).containsExactly("b", "c");
        cursors.forget("b");
        write();
        assertThat(cursors.all(c -> c.seq() == 1)).extracting(Cursor::id).containsExactly("c");
    }
}
