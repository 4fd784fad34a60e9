package io.candelabra.testing;

import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Chance that comes again with the same seed, where keys and passwords want a strong one. Good for tests alone. */
public final class TestChance extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private static final AtomicLong WORLDS = new AtomicLong();

    private final transient Random chance;

    public TestChance(long seed) {
        this.chance = new Random(seed);
    }

    /**
     * For one more world: other numbers than the worlds before it had, the same ones each time the same tests run.
     * {@code -Dcandelabra.test.seed=N} gives others.
     */
    public static TestChance begin() {
        return new TestChance(Long.getLong("candelabra.test.seed", 1) * 1_000_003 + WORLDS.incrementAndGet());
    }

    /** An id as the server gives them. */
    public String uuid() {
        return new UUID(nextLong() & ~0xF000L | 0x4000L, nextLong() & ~(3L << 62) | 1L << 63).toString();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        synchronized (chance) {
            chance.nextBytes(bytes);
        }
    }

    @Override
    public void setSeed(long seed) {
        // it has the seed that it was made with
    }
}
