package io.candelabra.core.feed;

import io.candelabra.core.event.LoggedEvent;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The newest events as they are written for readers who are all told the same: with thousands of listeners each event
 * is put into words once. Older ones are written anew for a reader that still wants them.
 *
 * <p>It is bound by weight, for all sites together: one event may tell of two thousand devices in half a megabyte. The
 * oldest words go first, since a reader that keeps up wants the newest.
 */
public final class RenderedTail {
    private static final int REACH = 8_192;
    private static final long MOST_BYTES = 64L << 20;
    /** The size of an entry beside its bytes, about. */
    private static final int OVERHEAD = 100;

    private record Key(Object readers, long seq) {}

    private final int reach;
    private final long mostBytes;
    private final Map<Key, byte[]> rendered = new LinkedHashMap<>();
    private final Map<Object, Long> newest = new HashMap<>();
    private long weight;

    public RenderedTail() {
        this(REACH, MOST_BYTES);
    }

    RenderedTail(int reach, long mostBytes) {
        this.reach = reach;
        this.mostBytes = mostBytes;
    }

    /**
     * All that an event is told as; empty where it is told as nothing.
     *
     * @param readers stands for those who are told the same
     */
    public byte[] of(Object readers, LoggedEvent event, Function<LoggedEvent, byte[]> render) {
        Key key = new Key(readers, event.seq());
        byte[] known = find(key);
        if (known != null) {
            return known;
        }
        byte[] bytes = render.apply(event);
        keep(key, bytes);
        return bytes;
    }

    private synchronized byte @Nullable [] find(Key key) {
        return rendered.get(key);
    }

    private synchronized void keep(Key key, byte[] bytes) {
        long head = newest.merge(key.readers(), key.seq(), Math::max);
        if (key.seq() <= head - reach || rendered.putIfAbsent(key, bytes) != null) {
            // one reader who is far behind does not push out what all others want
            return;
        }
        weight += bytes.length + OVERHEAD;
        Iterator<byte[]> oldest = rendered.values().iterator();
        while (weight > mostBytes && oldest.hasNext()) {
            weight -= oldest.next().length + OVERHEAD;
            oldest.remove();
        }
    }
}
