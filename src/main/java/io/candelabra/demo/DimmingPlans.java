package io.candelabra.demo;

import io.candelabra.model.Resource;
import java.util.List;

/** The dimming schemes that the town's lamps run: full in the evening, less when few are awake, off by day. */
final class DimmingPlans {
    private record Plan(int number, String name, String steps) {}

    private static final List<Plan> PLANS =
            List.of(new Plan(1, "main road", """
                    [{"light_level":100,"sunset":"-12"},{"light_level":75,"time":"23:00"},\
                    {"light_level":100,"time":"05:30"},{"light_level":0,"sunrise":"9"}]"""), new Plan(2, "residential", """
                    [{"light_level":100,"sunset":"0"},{"light_level":60,"time":"21:00"},{"light_level":40,"time":"00:00"},\
                    {"light_level":80,"time":"06:00"},{"light_level":0,"sunrise":"0"}]"""), new Plan(3, "park", """
                    [{"light_level":80,"sunset":"10"},{"light_level":0,"time":"23:30"}]"""));

    private DimmingPlans() {}

    static String nameFor(int lamp) {
        return PLANS.get(lamp / 28 % 7 == 0 ? 0 : lamp / 28 % 7 == 6 ? 2 : 1).name();
    }

    static void add(List<Resource> resources, long nowMs) {
        for (Plan plan : PLANS) {
            resources.add(new Resource.Extra(
                    "sustainder",
                    "scheme",
                    Integer.toString(plan.number()),
                    "{\"name\":\"%s\",\"steps\":%s,\"createdMs\":%d}".formatted(plan.name(), plan.steps(), nowMs)));
        }
    }
}
