package io.candelabra.dialect.sustainder.lamps;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.view.View;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.wire.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LampDocumentCacheTest {
    private static final String BASE = "https://localhost/v2";
    private static final int LAMPS = 2_000;

    private final HandStepped world = new HandStepped(new MemoryStore());

    /** The documents of all lamps, in order, as who leafs through the list asks for them. */
    private List<RawJson> leaf(LampDocumentCache texts, View view) {
        List<RawJson> all = new ArrayList<>();
        view.devices().forEach(lamp -> all.add(texts.full(BASE, view, lamp.id())));
        return all;
    }

    private static int same(List<RawJson> before, List<RawJson> after) {
        int same = 0;
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).isEqualTo(before.get(i));
            same += after.get(i) == before.get(i) ? 1 : 0;
        }
        return same;
    }

    @Test
    void whatFitsByItsBytesIsRenderedOnce() {
        world.install(HandStepped.SITE, LAMPS);
        View view = world.sites().view(Caller.CORE, HandStepped.SITE);
        Lamps lamps = new Lamps(world.sites());
        LampDocumentCache texts = new LampDocumentCache(lamps);
        assertThat(same(leaf(texts, view), leaf(texts, view))).isEqualTo(LAMPS);
    }

    @Test
    void whoLeafsThroughMoreThanFitsFindsAPartOfItAgain() {
        world.install(HandStepped.SITE, LAMPS);
        View view = world.sites().view(Caller.CORE, HandStepped.SITE);
        Lamps lamps = new Lamps(world.sites());
        long all = leaf(new LampDocumentCache(lamps), view).stream()
                .mapToLong(document -> document.text().length())
                .sum();
        LampDocumentCache half = new LampDocumentCache(lamps, all / 2);
        leaf(half, view);
        int found = same(leaf(half, view), leaf(half, view));
        assertThat(found)
                .as("of %d, where the oldest would go first it is none", LAMPS)
                .isBetween(LAMPS / 5, LAMPS / 2);
    }
}
