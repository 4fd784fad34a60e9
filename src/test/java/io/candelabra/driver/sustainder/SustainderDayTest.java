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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A working day with a layer that goes away and comes back, wants to be left alone, forgets tokens, answers garbage, and whose lamps come and go. No step
 * ends twice, none is left open, and in the end the site knows of each lamp what the layer does.
 */
class SustainderDayTest {
    private static final int LAMPS = 23;
    private static final int MINUTES = 8 * 60;

    private final FakeBrokerage layer = LayerLane.layer();
    /** The steps that have not ended, as the lane has them: all are safe to repeat, and a driver that starts is given them again. */
    private final Map<Step.Ref, Step> open = new LinkedHashMap<>();

    /** How often each step was given to a driver. */
    private final Map<Step.Ref, Integer> given = new HashMap<>();

    private int read;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noStepIsLeftOpen(long seed) {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        layer.pageSize = 5;
        HandLane lane = LayerLane.town(layer, LAMPS);
        List<Device> lamps = found(lane);
        int falls = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            trouble(chance, lamps);
            for (int i = chance.nextInt(4); i > 0; i--) {
                give(lane, step(chance, lane, lamps.get(chance.nextInt(lamps.size()))));
            }
            if (minute % 3 == 0) {
                // a scene: its lamps are read by their page
                Value level = Value.of((long) (minute % 101));
                lamps.stream().limit(4).forEach(lamp -> give(lane, lane.step(lamp.id(), "setIntensity", level)));
            }
            falls += advance(lane, 60_000) ? 0 : 1;
            settle(lane);
        }
        assertThat(falls).as("there was trouble").isGreaterThan(10);
        calm(lamps);
        advance(lane, 30 * 60_000);
        settle(lane);
        Map<Step.Ref, Integer> ends = new HashMap<>();
        reports(lane, Report.StepSeen.class).stream()
                .filter(seen -> seen.phase().ended())
                .forEach(seen -> ends.merge(seen.step(), 1, Integer::sum));
        assertThat(ends.values()).as("no step ends twice").allMatch(times -> times == 1);
        assertThat(ends.keySet()).as("every step ends").isEqualTo(given.keySet());
        assertThat(given.values()).as("some were given again").anyMatch(times -> times > 1);
        for (Device lamp : lamps) {
            Map<String, Object> there = layer.lamps.get(lamp.id().address());
            assertThat(lane.device(lamp.id()).orElseThrow().available()).isTrue();
            assertThat(lane.value(lamp.id(), "candelabra:LightingModeState")).isEqualTo(there.get("lighting_mode"));
            assertThat(lane.value(lamp.id(), "candelabra:MaxLevelsState"))
                    .isEqualTo(there.get("light_level").toString().replace(" ", ""));
        }
    }

    private void give(HandLane lane, Step step) {
        if (lane.send(step) instanceof Transmission.Accepted) {
            open.put(step.ref(), step);
            given.merge(step.ref(), 1, Integer::sum);
        }
    }

    /** Takes out what has ended since. */
    private void settle(HandLane lane) {
        List<HandLane.Heard> heard = lane.heard();
        for (HandLane.Heard one : heard.subList(read, heard.size())) {
            if (one.report() instanceof Report.StepSeen seen && seen.phase().ended()) {
                open.remove(seen.step());
            }
            if (one.report() instanceof Report.AvailabilitySeen seen && !seen.available()) {
                assertThat(layer.lamps.get(seen.device().address()).get("status"))
                        .as("%s cannot be reached", seen.device())
                        .isEqualTo("offline");
            }
        }
        read = heard.size();
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
            try {
                lane.restart(new SustainderDriver(settings -> layer), 5_000);
                settle(lane);
                List.copyOf(open.values()).forEach(step -> give(lane, step));
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
