package io.candelabra.push;

import io.candelabra.core.feed.Feed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.Entry;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in the log what one subscription was told, and makes the messages again, with the ids that they had. A fact
 * that the event itself does not tell is shown as it is now.
 */
final class LogSearch {
    /** At about so many messages a stretch ends early. */
    static final int MOST_MESSAGES = 10_000;
    /** After so many events a stretch ends early. */
    static final int MOST_EVENTS = 100_000;

    private static final int PAGE = 500;
    private static final Pattern ID = Pattern.compile("msg_(.+)_([0-9]{1,18})_([0-9]{1,9})");

    record Found(List<Outbox.Item> items, boolean gap, boolean complete, long lastSeq) {}

    private final Sites sites;
    private final SiteId site;
    private final Subscription subscription;
    private final Pushes pushes;
    private final Feed feed;

    LogSearch(Sites sites, SiteId site, Subscription subscription, Pushes pushes) {
        this.sites = sites;
        this.site = site;
        this.subscription = subscription;
        this.pushes = pushes;
        this.feed = new Feed(sites, pushes.caller(subscription), site, subscription.id());
    }

    /** The number of the event that an id comes from; empty where it is none of this subscription's. */
    Optional<Long> seq(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches() && parts.group(1).equals(subscription.id())
                ? Optional.of(Long.parseLong(parts.group(2)))
                : Optional.empty();
    }

    /** The message of an id and of an event that {@link #seq} gave; a gap where the event is not kept. */
    Found message(String id, long seq) {
        Feed.Page page = page(seq - 1, 1);
        if (page.gap() || page.entries().isEmpty()) {
            return new Found(List.of(), true, true, seq);
        }
        List<Outbox.Item> items = items(page.entries().getFirst(), view()).stream()
                .filter(item -> item.id().equals(id))
                .toList();
        return new Found(items, false, true, seq);
    }

    /** @param upTo number of the last event that may be among them */
    Found stretch(ReplayRequest.Stretch wanted, long upTo) {
        Optional<Entry> oldest = page(0, 1).entries().stream().findFirst();
        if (oldest.isEmpty() || oldest.get().seq() > upTo) {
            return new Found(List.of(), upTo > 0, true, upTo);
        }
        long first = oldest.get().seq();
        boolean gap = first > 1 && wanted.fromMs() < oldest.get().atMs() && wanted.afterSeq() < first - 1;
        long after = Math.max(lastBefore(first, upTo, wanted.fromMs()), wanted.afterSeq());
        View view = view();
        List<Outbox.Item> items = new ArrayList<>();
        int events = 0;
        while (after < upTo && items.size() < MOST_MESSAGES && events < MOST_EVENTS) {
            Feed.Page page = page(after, (int) Math.min(PAGE, upTo - after));
            if (page.entries().isEmpty()) {
                return new Found(items, gap, true, after);
            }
            gap |= page.gap();
            for (Entry event : page.entries()) {
                if (event.atMs() > wanted.toMs()) {
                    return new Found(items, gap, true, after);
                }
                items.addAll(items(event, view));
                after = event.seq();
                events++;
            }
        }
        return new Found(items, gap, after >= upTo, after);
    }

    /** The last event before a moment; the one before {@code first} where there is none. */
    private long lastBefore(long first, long last, long ms) {
        long low = first - 1;
        long high = last + 1;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            List<Entry> found = page(middle - 1, 1).entries();
            if (!found.isEmpty() && found.getFirst().atMs() < ms) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private List<Outbox.Item> items(Entry entry, View view) {
        return Outbox.Item.of(
                subscription.id(),
                entry.seq(),
                entry.told()
                        .map(event -> feed.words(
                                event, List.<Pushes.Message>of(), () -> pushes.messages(subscription, event, view)))
                        .orElse(List.of()));
    }

    private Feed.Page page(long after, int most) {
        return feed.read(after, most);
    }

    private View view() {
        return sites.view(pushes.caller(subscription), site);
    }
}
