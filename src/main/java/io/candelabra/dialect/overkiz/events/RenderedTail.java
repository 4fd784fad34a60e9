package io.candelabra.dialect.overkiz.events;

import io.candelabra.core.event.LoggedEvent;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * The newest events of a setup as they are written, once for all listeners that see everything of it: with thousands of
 * listeners each event is put into words once. Older ones are written anew for whoever still wants them.
 */
final class RenderedTail {
    private static final int REMEMBERED = 8_192;

    private record Rendered(long seq, byte[] json) {}

    private final AtomicReferenceArray<Rendered> ring = new AtomicReferenceArray<>(REMEMBERED);

    /** The JSON of all that an event is told as, with commas between and none around; empty where it is told as nothing. */
    byte[] of(LoggedEvent event, Function<LoggedEvent, byte[]> render) {
        int at = (int) (event.seq() & (REMEMBERED - 1));
        Rendered known = ring.get(at);
        if (known != null && known.seq() == event.seq()) {
            return known.json();
        }
        byte[] json = render.apply(event);
        if (known == null || known.seq() < event.seq()) {
            ring.set(at, new Rendered(event.seq(), json));
        }
        return json;
    }
}
