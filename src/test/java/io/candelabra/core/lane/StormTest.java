package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One seed, one storm: plans, cancellations, radios that fail, repeat themselves and fall over, and servers that are
 * killed at any point between deciding, writing, sending and hearing. The laws of the core hold all the time.
 */
class StormTest {
    /** More seeds for a long run: {@code -Dcandelabra.storms=1000}. */
    private static final int STORMS = Integer.getInteger("candelabra.storms", 12);

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, STORMS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLawsHoldInAnyStorm(long seed) {
        Storm storm = new Storm(seed);
        storm.rage();
        assertThat(storm.acknowledged).as("the storm was one").hasSizeGreaterThan(50);
        storm.checkLaws();
    }

    /**
     * The disk is full for a while, again and again: refused commands never happened, and nothing that a reader saw is
     * lost.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void theLawsHoldOnADiskThatIsFullNowAndThen(long seed) {
        Storm storm = new Storm(seed);
        storm.fill();
        storm.rage();
        assertThat(storm.acknowledged).as("the storm was one").hasSizeGreaterThan(20);
        assertThat(storm.refused).as("the disk was full").isPositive();
        storm.checkLaws();
    }

    /**
     * Types change and go, drivers throw errors, forget ends and report nonsense, readers cannot tell: every healthy device and
     * reader goes on.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void theLawsHoldAmongPoison(long seed) {
        PoisonedStorm storm = new PoisonedStorm(seed);
        storm.rage();
        assertThat(storm.acknowledged).as("the storm was one").hasSizeGreaterThan(20);
        assertThat(storm.setAside()).as("there was poison").isGreaterThan(5);
        storm.checkLaws();
    }

    @Test
    void theSameSeedGivesTheSamePoison() {
        PoisonedStorm one = new PoisonedStorm(77);
        PoisonedStorm two = new PoisonedStorm(77);
        one.rage();
        two.rage();
        assertThat(two.world.log()).isEqualTo(one.world.log()).isNotEmpty();
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        Storm one = new Storm(77);
        Storm two = new Storm(77);
        one.rage();
        two.rage();
        assertThat(two.world.log()).isEqualTo(one.world.log()).isNotEmpty();
        assertThat(two.field.frames).isEqualTo(one.field.frames);
        Storm other = new Storm(78);
        other.rage();
        assertThat(other.world.log()).isNotEqualTo(one.world.log());
    }
}
