package io.candelabra.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is packed comes back to the last bit, and whatever is no block is refused. */
class SampleBlockTest {
    private static final double[] ODD = {
        0, -0.0, 1, -1, 0.1, 21.5, -40.25, 1e-300, 1e300, 4.9e-324, 123_456_789.123456, 1L << 52, 2.0 / 3, 0.000001
    };

    @Test
    void everySampleComesBackAsItWas() {
        Random random = new Random(44);
        for (int round = 0; round < 300; round++) {
            Samples.Growing growing = new Samples.Growing();
            long ms = random.nextLong(4_000_000_000_000L);
            int size = random.nextInt(SampleBlock.MOST + 1);
            int kind = random.nextInt(4);
            for (int i = 0; i < size; i++) {
                // equal times, jitter, a clock that is set back
                ms += random.nextInt(10) == 0 ? -random.nextInt(5_000_000) : random.nextInt(3) * 300_000L;
                double value =
                        switch (kind) {
                            case 0 -> Math.round(random.nextGaussian() * 100) / 10.0;
                            case 1 -> i * 17 + random.nextInt(3);
                            case 2 -> ODD[random.nextInt(ODD.length)];
                            default -> Double.longBitsToDouble(random.nextLong());
                        };
                growing.add(ms, value);
            }
            Samples samples = growing.now();
            Samples back = SampleBlock.unpack(SampleBlock.pack(samples));
            assertThat(bits(back)).as("round %s", round).isEqualTo(bits(samples));
        }
    }

    private static List<Long> bits(Samples samples) {
        List<Long> bits = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            bits.add(samples.atMs(i));
            bits.add(Double.doubleToRawLongBits(samples.value(i)));
        }
        return bits;
    }

    @Test
    void hoursComeBackAsTheyWere() {
        List<Bucket> hours = new ArrayList<>();
        for (int i = 0; i < 744; i++) {
            double value = i % 24 / 3.0;
            hours.add(
                    new Bucket(1_700_000_000_000L + i * 3_600_000L, 12, 12 * value, value - 1, value + 1, value, 0.5));
        }
        assertThat(SampleBlock.unpackHours(SampleBlock.packHours(hours))).isEqualTo(hours);
        assertThat(SampleBlock.unpackHours(SampleBlock.packHours(List.of()))).isEmpty();
    }

    @Test
    void whatIsNoBlockIsRefusedAndNeverTakesMuch() {
        Random random = new Random(45);
        Samples.Growing growing = new Samples.Growing();
        for (int i = 0; i < 100; i++) {
            growing.add(i * 60_000L, i * 0.37);
        }
        byte[] block = SampleBlock.pack(growing.now());
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = i % 2 == 0 ? Arrays.copyOf(block, random.nextInt(block.length)) : block.clone();
            if (i % 2 == 1) {
                broken[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Throwable thrown = catchThrowable(() -> SampleBlock.unpack(broken));
            assertThat(thrown).satisfiesAnyOf(none -> assertThat(none).isNull(), refused -> assertThat(refused)
                    .isInstanceOf(IllegalArgumentException.class));
            if (i % 2 == 0) {
                assertThat(thrown).isNotNull();
            }
        }
    }
}
