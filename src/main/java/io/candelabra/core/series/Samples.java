package io.candelabra.core.series;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers of one series, each with its site time in ms since 1970. Several may have one time; they stand in the order in which they came.
 * A series that the clock was set back in is not in order of time until {@link #ordered} puts it there. Immutable.
 */
public final class Samples {
    public static final Samples NONE = new Samples(new long[0], new double[0], 0);

    private final long[] times;
    private final double[] values;
    private final int size;

    private Samples(long[] times, double[] values, int size) {
        this.times = times;
        this.values = values;
        this.size = size;
    }

    /** Takes the arrays over. */
    static Samples over(long[] times, double[] values) {
        return new Samples(times, values, times.length);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public long atMs(int index) {
        return times[index];
    }

    public double value(int index) {
        return values[index];
    }

    /** The earliest time in it. */
    public long firstMs() {
        return Arrays.stream(times, 0, size).min().orElseThrow();
    }

    /** The latest time in it. */
    public long lastMs() {
        return Arrays.stream(times, 0, size).max().orElseThrow();
    }

    /** All of them, one list behind the other. */
    public static Samples joined(List<Samples> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int size = parts.stream().mapToInt(Samples::size).sum();
        long[] times = new long[size];
        double[] values = new double[size];
        int at = 0;
        for (Samples part : parts) {
            System.arraycopy(part.times, 0, times, at, part.size);
            System.arraycopy(part.values, 0, values, at, part.size);
            at += part.size;
        }
        return new Samples(times, values, size);
    }

    /** The same by time; those of one time stay in the order in which they came. */
    public Samples ordered() {
        for (int i = 1; i < size; i++) {
            if (times[i] < times[i - 1]) {
                return sorted();
            }
        }
        return this;
    }

    private Samples sorted() {
        // a stable sort, of which each step compares times alone
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(i -> times[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] sortedTimes = new long[size];
        double[] sortedValues = new double[size];
        for (int i = 0; i < size; i++) {
            sortedTimes[i] = times[order[i]];
            sortedValues[i] = values[order[i]];
        }
        return new Samples(sortedTimes, sortedValues, size);
    }

    /** Of ordered samples, how many are before a moment. */
    public int before(long ms) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < ms) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Those from one index to before another. */
    public Samples part(int from, int to) {
        return new Samples(Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(values, from, to), to - from);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples samples
                && Arrays.equals(times, 0, size, samples.times, 0, samples.size)
                && Arrays.equals(values, 0, size, samples.values, 0, samples.size);
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + Long.hashCode(times[i])) + Double.hashCode(values[i]);
        }
        return hash;
    }

    @Override
    public String toString() {
        return size + " samples" + (size == 0 ? "" : " from " + firstMs() + " to " + lastMs());
    }

    /** Samples that more are added to. For one thread at a time. */
    public static final class Growing {
        /** Enough for most series between two writes. */
        private static final int FEW = 4;

        private long[] times = new long[FEW];
        private double[] values = new double[FEW];
        private int size;

        public Growing add(long atMs, double value) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            times[size] = atMs;
            values[size++] = value;
            return this;
        }

        public int size() {
            return size;
        }

        /** Those that are there now; what is added later does not change them. */
        public Samples now() {
            return new Samples(Arrays.copyOf(times, size), Arrays.copyOf(values, size), size);
        }
    }
}
