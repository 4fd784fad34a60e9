package io.candelabra.demo;

import io.candelabra.model.Resource;
import io.candelabra.model.State;
import java.util.List;
import java.util.Locale;

/** The dimming schemes that the town's lamps run: full in the evening, less when few are awake, off by day. */
final class DimmingPlans {
    /** @param steps as the street lighting face keeps them, @param plan as lamps are given it */
    private record Plan(int number, String name, String steps, String plan) {}

    private static final List<Plan> PLANS = List.of(
            new Plan(1, "main road", """
                    [{"light_level":100,"sunset":"-12"},{"light_level":75,"time":"23:00"},\
                    {"light_level":100,"time":"05:30"},{"light_level":0,"sunrise":"9"}]""", "1234567=sunset-12@100,23:00@75,05:30@100,sunrise+9@0"),
            new Plan(2, "residential", """
                    [{"light_level":100,"sunset":"0"},{"light_level":60,"time":"21:00"},{"light_level":40,"time":"00:00"},\
                    {"light_level":80,"time":"06:00"},{"light_level":0,"sunrise":"0"}]""", "1234567=sunset+0@100,21:00@60,00:00@40,06:00@80,sunrise+0@0"),
            new Plan(3, "park", """
                    [{"light_level":80,"sunset":"10"},{"light_level":0,"time":"23:30"}]""", "1234567=sunset+10@80,23:30@0"));

    private DimmingPlans() {}

    /** Streets differ: one in seven is a main road, one leads through a park. @param street its number in its quarter */
    private static Plan of(int street) {
        return PLANS.get(street % 7 == 0 ? 0 : street % 7 == 6 ? 2 : 1);
    }

    static String nameFor(int street) {
        return of(street).name();
    }

    static String planFor(int street) {
        return of(street).plan();
    }

    /** In the park, and in one street before it, lamps have an eye for who goes by; in another, for dark days. */
    static List<State> eyesFor(int street) {
        return switch (street % 7) {
            case 4 -> List.of(State.of("candelabra:AmbientThresholdLux", 400L));
            case 5, 6 ->
                List.of(
                        State.of("candelabra:PassersByPerHour", street % 7 == 5 ? 6L : 3L),
                        State.of("candelabra:MotionHoldSeconds", 30L));
            default -> List.of();
        };
    }

    static void add(List<Resource> resources, long nowMs) {
        for (Plan plan : PLANS) {
            resources.add(new Resource.Extra(
                    "sustainder",
                    "scheme",
                    Integer.toString(plan.number()),
                    String.format(
                            Locale.ROOT,
                            "{\"name\":\"%s\",\"steps\":%s,\"createdMs\":%d}",
                            plan.name(),
                            plan.steps(),
                            nowMs)));
        }
    }
}
