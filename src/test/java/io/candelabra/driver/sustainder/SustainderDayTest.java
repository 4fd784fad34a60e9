package io.candelabra.driver.sustainder;

import static io.candelabra.driver.DriverContract.found;
import static io.candelabra.driver.DriverContract.reports;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A day with a layer that goes away and comes back, wants to be left alone, forgets tokens, answers garbage, and whose lamps come and go. No step
 * ends twice, none is left open, and in the end the site knows of each lamp what the layer does.
 */
class SustainderDayTest {
    private static final int LAMPS = 230;
    private static final int MINUTES = 24 * 60;

    private final FakeBrokerage layer = LayerLane.layer();
    /** The steps of the driver's present life: those of one that fell are the lane's to go on with. */
    private final Set<Step.Ref> open = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noStepIsLeftOpen(long seed) {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        HandLane lane = LayerLane.town(layer, LAMPS);
        List<Device> lamps = found(lane);
        int falls = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            trouble(chance, lamps);
            for (int i = chance.nextInt(4); i > 0; i--) {
                Step step = step(chance, lane, lamps.get(chance.nextInt(lamps.size())));
                if (lane.send(step) instanceof Transmission.Accepted) {
                    open.add(step.ref());
                }
            }
            falls += advance(lane, 60_000) ? 0 : 1;
        }
        assertThat(falls).as("there was trouble").isGreaterThan(10);
        calm(lamps);
        advance(lane, 26 * 3_600_000L);
        Map<Step.Ref, Integer> ends = new HashMap<>();
        reports(lane, Report.StepSeen.class).stream()
                .filter(seen -> seen.phase().ended())
                .forEach(seen -> ends.merge(seen.step(), 1, Integer::sum));
        assertThat(ends.values()).as("no step ends twice").allMatch(times -> times == 1);
        assertThat(open).as("none is left open").isSubsetOf(ends.keySet());
        for (Device lamp : lamps) {
            Map<String, Object> there = layer.lamps.get(lamp.id().address());
            assertThat(lane.device(lamp.id()).orElseThrow().available()).isTrue();
            assertThat(lane.value(lamp.id(), "candelabra:LightingModeState")).isEqualTo(there.get("lighting_mode"));
            assertThat(lane.value(lamp.id(), "candelabra:MaxLevelsState"))
                    .isEqualTo(there.get("light_level").toString().replace(" ", ""));
        }
    }

    private void trouble(RandomGenerator chance, List<Device> lamps) {
        layer.away = chance.nextInt(100) < 4;
        boolean tooMuch = chance.nextInt(100) < 6;
        layer.status = tooMuch ? 429 : chance.nextInt(100) < 2 ? 502 : 0;
        layer.headers = tooMuch && chance.nextBoolean()
                ? Map.of("retry-after", Integer.toString(chance.nextInt(200)))
                : Map.of();
        layer.instead = chance.nextInt(100) < 2 ? "{'_embedded':{'lcms':" : null;
        layer.mute = chance.nextInt(100) < 5;
        if (chance.nextInt(20) == 0) {
            layer.forgetTokens();
        }
        String lamp = lamps.get(chance.nextInt(lamps.size())).id().address();
        if (chance.nextInt(3) == 0) {
            layer.put(lamp, "status", "offline");
        } else {
            layer.back(lamp);
        }
    }

    private void calm(List<Device> lamps) {
        layer.away = false;
        layer.status = 0;
        layer.headers = Map.of();
        layer.instead = null;
        layer.mute = false;
        lamps.forEach(lamp -> layer.back(lamp.id().address()));
    }

    private static Step step(RandomGenerator chance, HandLane lane, Device lamp) {
        Value level = Value.of((long) chance.nextInt(101));
        return switch (chance.nextInt(5)) {
            case 0 -> lane.step(lamp.id(), "clearOverride");
            case 1 -> lane.step(lamp.id(), "setMaxLevels", new Value.Tree("[" + chance.nextInt(101) + "]"));
            case 2 -> lane.step(lamp.id(), "setDimmingScheme", Value.of("scheme " + chance.nextInt(3)));
            case 3 -> lane.step(lamp.id(), "refreshState");
            default -> lane.step(lamp.id(), "setIntensity", level);
        };
    }

    /** Lets time pass. A driver that falls is followed by the next one; false where one did. */
    private boolean advance(HandLane lane, long ms) {
        long until = lane.nowMs() + ms;
        boolean well = true;
        for (int tries = 0; lane.nowMs() < until && tries < 1_000; tries++) {
            try {
                lane.advance(until - lane.nowMs());
            } catch (RuntimeException fell) {
                well = false;
                again(lane);
            }
        }
        return well;
    }

    private void again(HandLane lane) {
        for (int tries = 0; tries < 1_000; tries++) {
            open.clear();
            try {
                lane.restart(new SustainderDriver(settings -> layer), 5_000);
                return;
            } catch (AssertionError notYet) {
                // it cannot start: the layer is away, or wrong, for a while
                layer.away &= tries % 7 != 6;
                layer.status = tries % 7 == 6 ? 0 : layer.status;
                layer.instead = null;
            }
        }
        throw new AssertionError("it never came back");
    }
}
