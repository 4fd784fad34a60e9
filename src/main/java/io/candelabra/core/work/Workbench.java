package io.candelabra.core.work;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few platform threads with a short queue, for work that keeps a processor busy. A caller who comes when the queue is full is told
 * so at once. Guests are served before strangers, each have their own part of the queue, and no stranger has more than a
 * few places in it; so strangers cannot keep guests out, nor one another.
 */
public final class Workbench {
    private static final long IDLE_THREAD_S = 10;

    /** There is no room in the queue; nothing was done. */
    public static final class Full extends Exception {
        private static final long serialVersionUID = 1L;

        Full(String bench) {
            super("too much waits for the " + bench);
        }
    }

    /**
     * The client for whom something is done.
     *
     * @param name of the callers who share a stranger's places, such as an address
     * @param guest whether it is known to belong here
     */
    public record Client(String name, boolean guest) {
        /** The server itself, and every client that has proved who it is. */
        public static final Client GUEST = new Client("", true);
    }

    private final String name;
    private final int waiting;
    private final int each;
    private final ThreadPoolExecutor threads;
    private final Map<String, Integer> strangers = new HashMap<>();
    private int guestsInside;
    private int strangersInside;
    private long numbers;

    /**
     * @param hands how many things are done at a time
     * @param waiting how many guests, and how many strangers, may be inside: waiting, or being served
     * @param each how many places one stranger may have of these
     */
    public Workbench(String name, int hands, int waiting, int each) {
        this.name = name;
        this.waiting = waiting;
        this.each = each;
        this.threads = new ThreadPoolExecutor(
                hands,
                hands,
                IDLE_THREAD_S,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().name(name + " ", 1).daemon().factory());
        // nobody has to close it: a bench that is not used has no threads
        threads.allowCoreThreadTimeOut(true);
    }

    /** As many hands as leave a processor to everybody else. */
    public static int hands() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /** Does something and waits for it; its exceptions are thrown here. */
    public <T> T work(Client client, Callable<T> what) throws Full {
        Job<T> job = enter(client, what);
        try {
            threads.execute(job);
            return result(job);
        } finally {
            leave(client);
        }
    }

    private static <T> T result(Job<T> job) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return job.get();
                } catch (InterruptedException later) {
                    // it is short, and a worker that is asked to stop leaves no half of it behind
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException("work failed", failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized <T> Job<T> enter(Client client, Callable<T> what) throws Full {
        if (client.guest() ? guestsInside >= waiting : strangersInside >= waiting || inside(client) >= each) {
            throw new Full(name);
        }
        if (client.guest()) {
            guestsInside++;
        } else {
            strangersInside++;
            strangers.merge(client.name(), 1, Integer::sum);
        }
        return new Job<>(client.guest(), numbers++, what);
    }

    private int inside(Client client) {
        return strangers.getOrDefault(client.name(), 0);
    }

    private synchronized void leave(Client client) {
        if (client.guest()) {
            guestsInside--;
        } else {
            strangersInside--;
            strangers.computeIfPresent(client.name(), (who, places) -> places == 1 ? null : places - 1);
        }
    }

    /** How many are inside: waiting, or being served. */
    public synchronized int inside() {
        return guestsInside + strangersInside;
    }

    private static final class Job<T> extends FutureTask<T> implements Comparable<Job<?>> {
        private final boolean guest;
        private final long number;

        Job(boolean guest, long number, Callable<T> what) {
            super(what);
            this.guest = guest;
            this.number = number;
        }

        @Override
        public int compareTo(Job<?> other) {
            return guest == other.guest ? Long.compare(number, other.number) : guest ? -1 : 1;
        }
    }
}
