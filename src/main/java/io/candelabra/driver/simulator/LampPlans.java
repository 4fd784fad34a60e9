package io.candelabra.driver.simulator;

import io.candelabra.model.schedule.DimmingPlan;
import io.candelabra.model.schedule.DimmingPlan.Moment;
import io.candelabra.model.schedule.SunDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The plans that street lamps were given, which they follow by themselves, also when nobody can reach them. Many lamps have
 * the same plan under the same sun, so both are worked out once.
 */
final class LampPlans {
    static final String PLAN = "candelabra:DimmingPlanState";

    private static final int MOST_PLANS = 1_000;
    private static final int MOST_DAYS = 30;

    private final Sky sky;
    private final Map<String, Optional<DimmingPlan>> plans = new HashMap<>();
    private final Map<LocalDate, SunDay> days = new HashMap<>();

    LampPlans(Sky sky) {
        this.sky = sky;
    }

    /** Empty for a text that is no plan, and for none. */
    private Optional<DimmingPlan> plan(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (plans.size() > MOST_PLANS) {
            plans.clear();
        }
        return plans.computeIfAbsent(text, DimmingPlan::parse);
    }

    private SunDay sun(LocalDate day) {
        if (days.size() > MOST_DAYS) {
            days.clear();
        }
        return days.computeIfAbsent(day, sky::sun);
    }

    /** The level that a plan says, in %; empty where there is no plan. */
    OptionalInt level(String text, long atMs) {
        return plan(text)
                .map(plan -> OptionalInt.of(plan.levelAt(Instant.ofEpochMilli(atMs), sky.zone(), this::sun)))
                .orElse(OptionalInt.empty());
    }

    /** When a plan switches next, ms since 1970; {@link Long#MAX_VALUE} where it does not. */
    long nextSwitchMs(String text, long atMs) {
        return plan(text)
                .flatMap(plan -> plan.nextAfter(Instant.ofEpochMilli(atMs), sky.zone(), this::sun))
                .map(Moment::at)
                .map(Instant::toEpochMilli)
                .orElse(Long.MAX_VALUE);
    }
}
