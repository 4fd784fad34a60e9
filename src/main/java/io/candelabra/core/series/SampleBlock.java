package io.candelabra.core.series;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Packs samples into bytes, two to four for each. One sample of a series is much like the next: of times the difference of differences is
 * written, which is nothing where a meter reports at an even pace; of values the difference. Values are whole numbers of the finest decimal
 * place that all of them have, up to six; where a value has more, all are written by the bits that differ from the one before.
 *
 * <p>The format: a byte for its version, the count, a column of times, a column of values. Numbers are in groups of seven bits, the lowest
 * first, the sign in the lowest bit. Nothing is lost, not the sign of a zero either.
 */
public final class SampleBlock {
    /** So many at most stand in one block: a query reads whole blocks, and the last one is written again as it fills. */
    public static final int MOST = 256;

    private static final int VERSION = 1;
    /** In the place of the count of decimals, where values are written by their bits. */
    private static final int BITS = 15;

    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    /** Below, whole numbers are exact, and so are their differences. */
    private static final double EXACT = 1L << 51;

    private SampleBlock() {}

    public static byte[] pack(Samples samples) {
        ByteArrayOutputStream out = begun(samples.size());
        putTimes(out, samples);
        double[] values = new double[samples.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples.value(i);
        }
        putValues(out, values);
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if it is no block */
    public static Samples unpack(byte[] block) {
        Reader in = new Reader(block);
        int count = in.count();
        return Samples.over(in.times(count), in.values(count));
    }

    /** The same for hours that were gathered: their beginnings, and a column for each number. */
    public static byte[] packHours(List<Bucket> hours) {
        ByteArrayOutputStream out = begun(hours.size());
        Samples.Growing times = new Samples.Growing();
        hours.forEach(hour -> times.add(hour.startMs(), 0));
        putTimes(out, times.now());
        putValues(out, hours.stream().mapToDouble(Bucket::samples).toArray());
        putValues(out, hours.stream().mapToDouble(Bucket::sum).toArray());
        putValues(out, hours.stream().mapToDouble(Bucket::min).toArray());
        putValues(out, hours.stream().mapToDouble(Bucket::max).toArray());
        putValues(out, hours.stream().mapToDouble(Bucket::last).toArray());
        putValues(out, hours.stream().mapToDouble(Bucket::growth).toArray());
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if they are none */
    public static List<Bucket> unpackHours(byte[] block) {
        Reader in = new Reader(block);
        int count = in.count();
        long[] starts = in.times(count);
        double[][] columns = new double[6][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = in.values(count);
        }
        Bucket[] hours = new Bucket[count];
        for (int i = 0; i < count; i++) {
            hours[i] = new Bucket(
                    starts[i],
                    (int) columns[0][i],
                    columns[1][i],
                    columns[2][i],
                    columns[3][i],
                    columns[4][i],
                    columns[5][i]);
        }
        return List.of(hours);
    }

    private static ByteArrayOutputStream begun(int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8 + 4 * count);
        out.write(VERSION);
        putUnsigned(out, count);
        return out;
    }

    private static void putTimes(ByteArrayOutputStream out, Samples samples) {
        long before = 0;
        long step = 0;
        for (int i = 0; i < samples.size(); i++) {
            long next = samples.atMs(i) - before;
            putSigned(out, next - step);
            // the first one is a moment, and no step that the second would be like
            step = i == 0 ? 0 : next;
            before = samples.atMs(i);
        }
    }

    private static void putValues(ByteArrayOutputStream out, double[] values) {
        int decimals = decimals(values);
        out.write(decimals);
        if (decimals == BITS) {
            putBits(out, values);
            return;
        }
        long before = 0;
        for (double value : values) {
            long scaled = Math.round(value * POWERS[decimals]);
            putSigned(out, scaled - before);
            before = scaled;
        }
    }

    /** The fewest places with which every value comes back as it is. */
    private static int decimals(double[] values) {
        int decimals = 0;
        for (double value : values) {
            while (decimals < POWERS.length && !comesBack(value, decimals)) {
                decimals++;
            }
            if (decimals == POWERS.length) {
                return BITS;
            }
        }
        // a value with fewer places may be too large for more
        for (double value : values) {
            if (!comesBack(value, decimals)) {
                return BITS;
            }
        }
        return decimals;
    }

    private static boolean comesBack(double value, int decimals) {
        double scaled = value * POWERS[decimals];
        return Math.abs(scaled) < EXACT
                && Double.doubleToRawLongBits(Math.round(scaled) / POWERS[decimals])
                        == Double.doubleToRawLongBits(value);
    }

    private static void putBits(ByteArrayOutputStream out, double[] values) {
        long before = 0;
        for (double value : values) {
            long bits = Double.doubleToRawLongBits(value);
            long differ = bits ^ before;
            int zeros = differ == 0 ? 0 : Long.numberOfTrailingZeros(differ) / 8;
            int length = differ == 0 ? 0 : 8 - Long.numberOfLeadingZeros(differ) / 8 - zeros;
            out.write(zeros << 4 | length);
            for (int i = 0; i < length; i++) {
                out.write((int) (differ >>> 8 * (zeros + i)));
            }
            before = bits;
        }
    }

    private static void putSigned(ByteArrayOutputStream out, long number) {
        putUnsigned(out, number << 1 ^ number >> 63);
    }

    private static void putUnsigned(ByteArrayOutputStream out, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Reads a block from its beginning, and refuses whatever does not fit. */
    private static final class Reader {
        private final byte[] block;
        private int at;

        Reader(byte[] block) {
            this.block = block;
        }

        int count() {
            if (next() != VERSION) {
                throw new IllegalArgumentException("a block of samples of an unknown version");
            }
            long count = unsigned();
            // each has a byte for its time and one for its value at least
            if (count < 0 || count > block.length) {
                throw new IllegalArgumentException("a block of samples with a count that cannot be");
            }
            return (int) count;
        }

        long[] times(int count) {
            long[] times = new long[count];
            long before = 0;
            long step = 0;
            for (int i = 0; i < count; i++) {
                long next = signed() + step;
                times[i] = before + next;
                step = i == 0 ? 0 : next;
                before = times[i];
            }
            return times;
        }

        double[] values(int count) {
            int decimals = next();
            double[] values = new double[count];
            if (decimals == BITS) {
                bits(values);
                return values;
            }
            if (decimals >= POWERS.length) {
                throw new IllegalArgumentException("a block of samples with decimals that cannot be");
            }
            long scaled = 0;
            for (int i = 0; i < count; i++) {
                scaled += signed();
                values[i] = scaled / POWERS[decimals];
            }
            return values;
        }

        private void bits(double[] values) {
            long before = 0;
            for (int i = 0; i < values.length; i++) {
                int head = next();
                int zeros = head >>> 4;
                int length = head & 0xF;
                if (zeros + length > 8) {
                    throw new IllegalArgumentException("a block of samples with a value that cannot be");
                }
                for (int k = 0; k < length; k++) {
                    before ^= (long) next() << 8 * (zeros + k);
                }
                values[i] = Double.longBitsToDouble(before);
            }
        }

        private int next() {
            if (at == block.length) {
                throw new IllegalArgumentException("a block of samples that ends too early");
            }
            return block[at++] & 0xFF;
        }

        private long signed() {
            long number = unsigned();
            return number >>> 1 ^ -(number & 1);
        }

        private long unsigned() {
            long number = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                int group = next();
                number |= (long) (group & 0x7F) << shift;
                if ((group & 0x80) == 0) {
                    return number;
                }
            }
            throw new IllegalArgumentException("a block of samples with a number that has no end");
        }
    }
}
