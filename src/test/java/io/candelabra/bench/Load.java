package io.candelabra.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/** So many callers, each on a connection of its own, each asking as soon as it was answered. */
final class Load {

    /** The caller's next request. */
    @FunctionalInterface
    interface Requests {
        byte[] request(int caller, long turn);
    }

    /** Told of every answer of 200 or 304, on the caller's thread. */
    @FunctionalInterface
    interface Answered {
        void answered(Wire wire, long sentNanos, long gotNanos);
    }

    /** @param nanos how long each good answer took, sorted */
    record Result(long good, long other, double seconds, long[] nanos) {
        double perSecond() {
            return good / seconds;
        }

        double percentileMs(double percent) {
            return Load.percentileMs(nanos, percent);
        }
    }

    private Load() {}

    static double percentileMs(long[] sortedNanos, double percent) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        int at = (int) Math.min(sortedNanos.length - 1L, Math.round(sortedNanos.length * percent / 100));
        return sortedNanos[at] / 1e6;
    }

    static Result run(List<Wire> wires, Requests requests, double seconds) throws Exception {
        return run(wires, requests, seconds, 0, (wire, sent, got) -> {});
    }

    /** @param paceNanos least time from one request of a caller to its next */
    static Result run(List<Wire> wires, Requests requests, double seconds, long paceNanos, Answered answered)
            throws Exception {
        AtomicLong other = new AtomicLong();
        AtomicReference<IOException> broken = new AtomicReference<>();
        List<long[]> times = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        CountDownLatch never = new CountDownLatch(1);
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        for (int i = 0; i < wires.size(); i++) {
            int caller = i;
            callers.add(Thread.ofPlatform().name("caller " + i).start(() -> {
                long[] nanos = new long[1024];
                int count = 0;
                try {
                    long due = start + paceNanos * caller / wires.size();
                    for (long turn = 0; System.nanoTime() < end; turn++, due += paceNanos) {
                        if (paceNanos > 0) {
                            never.await(due - System.nanoTime(), TimeUnit.NANOSECONDS);
                        }
                        long sent = System.nanoTime();
                        int status = wires.get(caller).send(requests.request(caller, turn));
                        long got = System.nanoTime();
                        if (status == 200 || status == 304) {
                            answered.answered(wires.get(caller), sent, got);
                            nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
                            nanos[count++] = got - sent;
                        } else {
                            other.incrementAndGet();
                        }
                    }
                } catch (IOException lost) {
                    broken.set(lost);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
                synchronized (times) {
                    times.add(Arrays.copyOf(nanos, count));
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        if (broken.get() != null) {
            throw broken.get();
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] all = times.stream().flatMapToLong(LongStream::of).sorted().toArray();
        return new Result(all.length, other.get(), took, all);
    }
}
