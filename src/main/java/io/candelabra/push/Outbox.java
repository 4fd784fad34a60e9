package io.candelabra.push;

import io.candelabra.push.Pushes.Message;
import io.candelabra.push.Pushes.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The messages of one subscription that are not delivered yet, in order, and up to where everything is. Of one thing at
 * most one message is on its way, so that what is about it arrives in order while others go beside it.
 */
final class Outbox {
    /** @param id the same on every try, and after a restart */
    record Item(String id, long seq, Message message) {
        /** The messages that an event led to, for one subscription: the ids follow from the log, so they never change. */
        static List<Item> of(String subscription, long seq, List<Message> messages) {
            return numbered(subscription, Long.toString(seq), seq, messages);
        }

        /** How things are after an event, told to a subscription that missed what led there. */
        static List<Item> snapshot(String subscription, long seq, List<Message> messages) {
            return numbered(subscription, "s" + seq, seq, messages);
        }

        private static List<Item> numbered(String subscription, String mark, long seq, List<Message> messages) {
            List<Item> items = new ArrayList<>(messages.size());
            for (int i = 0; i < messages.size(); i++) {
                items.add(new Item(
                        String.format(Locale.ROOT, "msg_%s_%s_%d", subscription, mark, i), seq, messages.get(i)));
            }
            return items;
        }
    }

    private final Mode mode;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, String> latest = new LinkedHashMap<>();
    private final Set<String> onTheWay = new HashSet<>();
    private final Set<String> busyKeys = new HashSet<>();
    private final TreeMap<Long, Integer> openBySeq = new TreeMap<>();
    private long readSeq;

    Outbox(Mode mode, long fromSeq) {
        this.mode = mode;
        this.readSeq = fromSeq;
    }

    /** Up to where the log was read. */
    long readSeq() {
        return readSeq;
    }

    int size() {
        return items.size();
    }

    int onTheWay() {
        return onTheWay.size();
    }

    /** The log was read up to here, and led to these messages. */
    void read(long upToSeq, List<Item> more) {
        readSeq = upToSeq;
        for (Item item : more) {
            if (mode == Mode.LATEST) {
                replaceOlder(item);
            }
            items.put(item.id(), item);
            openBySeq.merge(item.seq(), 1, Integer::sum);
        }
    }

    private void replaceOlder(Item item) {
        String older = latest.put(item.message().key(), item.id());
        if (older != null && !onTheWay.contains(older)) {
            Item gone = items.remove(older);
            if (gone != null) {
                closed(gone);
            }
        }
    }

    /** Takes the messages that may go now, at most so many. */
    List<Item> take(int most) {
        List<Item> taken = new ArrayList<>();
        Iterator<Item> all = items.values().iterator();
        // Behind one that waits for its turn others may go, but not without end.
        for (int looked = 0; all.hasNext() && taken.size() < most && looked < 1_000; looked++) {
            Item item = all.next();
            if (!onTheWay.contains(item.id()) && busyKeys.add(item.message().key())) {
                onTheWay.add(item.id());
                taken.add(item);
            }
        }
        return taken;
    }

    /** The first one that is not delivered, unless something is on its way. */
    Optional<Item> takeFirst() {
        return onTheWay.isEmpty() ? take(1).stream().findFirst() : Optional.empty();
    }

    void delivered(Item item) {
        returned(item);
        if (items.remove(item.id()) != null) {
            closed(item);
            latest.remove(item.message().key(), item.id());
        }
    }

    /** It did not arrive; it goes again, before those behind it. */
    void returned(Item item) {
        onTheWay.remove(item.id());
        busyKeys.remove(item.message().key());
    }

    private void closed(Item item) {
        openBySeq.merge(item.seq(), -1, (a, b) -> a + b == 0 ? null : a + b);
    }

    /** Everything up to this number is delivered. */
    long deliveredSeq() {
        return openBySeq.isEmpty() ? readSeq : openBySeq.firstKey() - 1;
    }
}
