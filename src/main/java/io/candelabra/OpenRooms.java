package io.candelabra;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms that were opened, to be closed the other way round. A room that does not close keeps no other from closing. */
final class OpenRooms implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpenRooms.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    synchronized <C extends AutoCloseable> C opened(C room) {
        open.push(room);
        return room;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable room = open.pop();
            try {
                room.close();
            } catch (Exception failed) {
                log.warn("{} could not be closed", room, failed);
            }
        }
    }
}
