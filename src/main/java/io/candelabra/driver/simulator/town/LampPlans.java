package io.candelabra.driver.simulator.town;

import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.schedule.DimmingPlan;
import io.candelabra.model.schedule.SunDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The plans that street lamps were given, which they follow by themselves, also when nobody can reach them. Many lamps have
 * the same plan under the same sun, so both are worked out once.
 */
final class LampPlans {
    static final String PLAN = "candelabra:DimmingPlanState";

    private static final int MOST_PLANS = 1_000;
    private static final int MOST_STRETCHES = 200;
    private static final int MOST_DAYS = 30;

    private static final long LONGEST_MS = 12 * 3_600_000L;

    /** From one switch of a plan to the next, as far back as somebody asked. */
    private record Stretch(long fromMs, long untilMs, int level) {}

    private final Sky sky;
    private final Map<String, DimmingPlan> plans = new HashMap<>();
    private final Map<String, TreeMap<Long, Stretch>> stretches = new HashMap<>();
    private final Map<LocalDate, SunDay> days = new HashMap<>();

    LampPlans(Sky sky) {
        this.sky = sky;
    }

    /** A lamp that has no plan, or a text that is none, burns in full from sunset to sunrise. */
    private DimmingPlan plan(String text) {
        if (plans.size() > MOST_PLANS) {
            plans.clear();
            stretches.clear();
        }
        return plans.computeIfAbsent(text, written -> DimmingPlan.parse(written).orElse(DimmingPlan.DUSK_TO_DAWN));
    }

    private SunDay sun(LocalDate day) {
        if (days.size() > MOST_DAYS) {
            days.clear();
        }
        return days.computeIfAbsent(day, sky::sun);
    }

    /** The level that a plan says, in %. */
    int level(String text, long atMs) {
        return stretch(text, atMs).level();
    }

    /** When a plan switches next, ms since 1970; a moment to ask again where it does not switch soon. */
    long nextSwitchMs(String text, long atMs) {
        return stretch(text, atMs).untilMs();
    }

    private Stretch stretch(String text, long atMs) {
        TreeMap<Long, Stretch> known = stretches.computeIfAbsent(text, none -> new TreeMap<>());
        Map.Entry<Long, Stretch> before = known.floorEntry(atMs);
        if (before != null && atMs < before.getValue().untilMs()) {
            return before.getValue();
        }
        Instant at = Instant.ofEpochMilli(atMs);
        DimmingPlan plan = plan(text);
        long untilMs = plan.nextAfter(at, sky.zone(), this::sun)
                .map(next -> next.at().toEpochMilli())
                // a plan that does not switch in the next days may do so later
                .orElse(atMs + LONGEST_MS);
        Stretch found = new Stretch(atMs, untilMs, plan.levelAt(at, sky.zone(), this::sun));
        if (known.size() > MOST_STRETCHES) {
            known.clear();
        }
        known.put(atMs, found);
        return found;
    }
}
