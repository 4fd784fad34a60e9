package io.candelabra.core.site;

import io.candelabra.model.HistoryItem;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The history of sites: the items of the store, and those since a site's last checkpoint, which stand in the log and
 * are remembered.
 *
 * <p>The remembered items are always asked first. A checkpoint in between moves it to the store, where it is found as
 * well; the other way round it would be seen at neither place.
 */
final class History {
    private final SiteStore store;
    private final Function<SiteId, LocalSite> open;

    /** @param open finds an open site, which remembers the items of its history beyond those of the store */
    History(SiteStore store, Function<SiteId, LocalSite> open) {
        this.store = store;
        this.open = open;
    }

    <H extends HistoryItem> Optional<H> item(SiteId site, Class<H> kind, String id) {
        return open.apply(site).recent(kind, id).or(() -> store.historyItem(site, kind, id));
    }

    /** Oldest first, within the times (inclusive), at most so many. */
    <H extends HistoryItem> List<H> between(SiteId site, Class<H> kind, long fromMs, long toMs, int max) {
        List<H> remembered = recent(site, kind).stream()
                .filter(item -> item.atMs() >= fromMs && item.atMs() <= toMs)
                .toList();
        return both(store.history(site, kind, fromMs, toMs, max), remembered).stream()
                .limit(max)
                .toList();
    }

    /** Newest first, at most so many. */
    <H extends HistoryItem> List<H> latest(SiteId site, Class<H> kind, int max) {
        List<H> remembered = recent(site, kind);
        return both(store.latest(site, kind, max).reversed(), remembered).reversed().stream()
                .limit(max)
                .toList();
    }

    private <H extends HistoryItem> List<H> recent(SiteId site, Class<H> kind) {
        return open.apply(site).recent().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Oldest first; of one moment, in the order in which they happened. An item that is at both places is taken once. */
    private static <H extends HistoryItem> List<H> both(List<H> stored, List<H> remembered) {
        if (remembered.isEmpty()) {
            return stored;
        }
        Set<String> ids = new HashSet<>();
        remembered.forEach(item -> ids.add(item.id()));
        List<H> all = new ArrayList<>(stored.size() + remembered.size());
        stored.stream().filter(item -> !ids.contains(item.id())).forEach(all::add);
        all.addAll(remembered);
        all.sort(Comparator.comparingLong(HistoryItem::atMs));
        return all;
    }
}
