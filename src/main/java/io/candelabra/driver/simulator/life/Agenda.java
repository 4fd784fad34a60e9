package io.candelabra.driver.simulator.life;

import io.candelabra.driver.simulator.field.Field;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The looks that are due by and by. One timer serves all of them: looks that are due within the same few seconds are
 * taken together, so that a gateway with hundreds of lamps wakes seldom.
 */
public final class Agenda {
    static final long SLOT_MS = 5_000;

    /** Looks at something; the moment of the next look, or {@link Long#MAX_VALUE} for never. */
    @FunctionalInterface
    public interface Turn {
        long take(long nowMs);
    }

    private record Entry(long dueMs, long order, Turn turn) {}

    private final Field field;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::dueMs).thenComparingLong(Entry::order));
    private long timerMs = Long.MAX_VALUE;
    private long count;

    public Agenda(Field field) {
        this.field = field;
    }

    public void add(long dueMs, Turn turn) {
        if (dueMs == Long.MAX_VALUE) {
            return;
        }
        long slot = Math.ceilDiv(dueMs, SLOT_MS) * SLOT_MS;
        entries.add(new Entry(slot, count++, turn));
        if (slot < timerMs) {
            timerMs = slot;
            field.at(slot, () -> ring(slot));
        }
    }

    private void ring(long slot) {
        if (slot != timerMs) {
            return;
        }
        timerMs = Long.MAX_VALUE;
        long now = field.nowMs();
        for (Entry next = entries.peek(); next != null && next.dueMs() <= now; next = entries.peek()) {
            entries.remove();
            // at least a slot later, or a turn that is always due would never let go
            long due = Math.max(next.turn().take(now), now + 1);
            if (due != Long.MAX_VALUE) {
                entries.add(new Entry(Math.ceilDiv(due, SLOT_MS) * SLOT_MS, count++, next.turn()));
            }
        }
        Entry next = entries.peek();
        if (next != null && next.dueMs() < timerMs) {
            long at = next.dueMs();
            timerMs = at;
            field.at(at, () -> ring(at));
        }
    }
}
