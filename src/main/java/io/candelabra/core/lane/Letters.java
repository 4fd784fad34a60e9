package io.candelabra.core.lane;

import java.util.ArrayDeque;
import java.util.Queue;

/** What other threads tell a lane: done on its own thread, in the order in which it came. */
final class Letters {
    private final Queue<Runnable> letters = new ArrayDeque<>();

    synchronized void post(Runnable letter) {
        letters.add(letter);
    }

    private synchronized Queue<Runnable> taken() {
        Queue<Runnable> all = new ArrayDeque<>(letters);
        letters.clear();
        return all;
    }

    void read() {
        for (Queue<Runnable> all = taken(); !all.isEmpty(); all = taken()) {
            all.forEach(Runnable::run);
        }
    }
}
