package io.candelabra.push;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Since when a reader owes what it has not delivered: remembers at which moments its site's log was seen to have grown. Of the
 * time before the first look nothing is known.
 *
 * <p>However far the reader is behind, it remembers a bounded number of moments. Where two are made one, the earlier stays: a
 * reader never looks better than it is.
 */
final class Arrears {
    private static final int MOST = 256;
    private static final long TOGETHER_MS = 10;

    /** @param seq the last event that was there at that moment, and was not the moment before */
    private record Mark(long seq, long atMs) {}

    private final Deque<Mark> marks = new ArrayDeque<>();
    /** Moments that are nearer to one another are one. It grows with the time over which the reader is behind. */
    private long togetherMs = TOGETHER_MS;

    /** The log is known to reach up to here. */
    void reached(long seq, long nowMs) {
        if (marks.isEmpty() || seq > marks.getLast().seq()) {
            add(new Mark(seq, nowMs));
        }
        while (marks.size() > MOST) {
            togetherMs *= 2;
            List<Mark> all = List.copyOf(marks);
            marks.clear();
            all.forEach(this::add);
        }
    }

    private void add(Mark mark) {
        Mark last = marks.peekLast();
        if (last != null && mark.atMs() - last.atMs() < togetherMs) {
            marks.removeLast();
            marks.add(new Mark(mark.seq(), last.atMs()));
        } else {
            marks.add(mark);
        }
    }

    /** Everything up to here is delivered. Gives the moment since which the rest waits; 0 where there is no rest. */
    long sinceMs(long deliveredSeq) {
        while (!marks.isEmpty() && marks.getFirst().seq() <= deliveredSeq) {
            marks.removeFirst();
        }
        if (marks.isEmpty()) {
            togetherMs = TOGETHER_MS;
            return 0;
        }
        return marks.getFirst().atMs();
    }
}
