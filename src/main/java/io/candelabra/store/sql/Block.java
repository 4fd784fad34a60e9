package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Cause;
import io.candelabra.model.SiteId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of the log: the events of one site that were committed together, up to about {@link #BYTES}. It stands at the place of
 * its last event, so that what follows a number is found by the place alone.
 *
 * <p>The body is an array with an object for each event, in order. An event of the same cause as the one before says none, and
 * one of the same time as the first says none. A body that is an object is of an older version, and of one event. A body of some
 * length is packed.
 *
 * @param seq number of the last event
 * @param atMs site time of the first event
 */
record Block(long seq, long atMs, byte[] body) {
    /** A body ends with the event that reaches it. */
    static final int BYTES = 16 << 10;

    /**
     * An event in its block.
     *
     * @param after ms after the block's time
     * @param cause empty where it is that of the event before
     */
    record Line(long after, Optional<Cause> cause, SiteEvent event) {}

    /** A whole body of an older version. */
    record Single(Cause cause, SiteEvent event) {}

    static List<Block> of(List<LoggedEvent> events, Packing packing) {
        List<Block> blocks = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long atMs = 0;
        Cause cause = Cause.CLOCK;
        for (LoggedEvent event : events) {
            boolean first = body.size() == 0;
            atMs = first ? event.atMs() : atMs;
            body.write(first ? '[' : ',');
            body.writeBytes(RowBodies.of(new Line(
                    event.atMs() - atMs,
                    first || !event.cause().equals(cause) ? Optional.of(event.cause()) : Optional.empty(),
                    event.event())));
            cause = event.cause();
            if (body.size() >= BYTES) {
                blocks.add(ended(event.seq(), atMs, body, packing));
            }
        }
        if (body.size() > 0) {
            blocks.add(ended(events.getLast().seq(), atMs, body, packing));
        }
        return blocks;
    }

    private static Block ended(long seq, long atMs, ByteArrayOutputStream body, Packing packing) {
        body.write(']');
        Block block = new Block(seq, atMs, packing.pack(body.toByteArray()));
        body.reset();
        return block;
    }

    /**
     * The events, in order.
     *
     * @throws io.candelabra.wire.json.JsonException if it cannot be read
     * @throws java.io.UncheckedIOException if it cannot be unpacked
     */
    List<LoggedEvent> events(SiteId site) {
        if (body.length > 0 && body[0] == '{') {
            Single single = RowBodies.single(body);
            return List.of(new LoggedEvent(site, seq, atMs, single.cause(), single.event()));
        }
        List<Line> lines = RowBodies.lines(Packing.unpack(body));
        List<LoggedEvent> events = new ArrayList<>(lines.size());
        long next = seq - lines.size() + 1;
        Cause cause = Cause.CLOCK;
        for (Line line : lines) {
            cause = line.cause().orElse(cause);
            events.add(new LoggedEvent(site, next++, atMs + line.after(), cause, line.event()));
        }
        return events;
    }
}
