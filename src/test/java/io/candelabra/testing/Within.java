package io.candelabra.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Waiting for a real server's own work: a test looks until it is there, and fails with words where it does not come.
 */
public final class Within {
    /** More than the slowest machine needs, and less than the patience of who waits for the tests. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Within() {}

    /** Looks again and again until it holds. @param what is hoped for, such as {@code "the reader is cut"} */
    public static void reason(String what, Callable<Boolean> holds) {
        reason(() -> what, holds);
    }

    /** The same with words that tell what was seen last. */
    public static void reason(Supplier<String> what, Callable<Boolean> holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!looked(holds)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what.get());
            }
            Thread.yield();
        }
    }

    private static boolean looked(Callable<Boolean> holds) {
        try {
            return holds.call();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
