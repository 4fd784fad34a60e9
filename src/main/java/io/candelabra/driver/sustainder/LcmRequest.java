package io.candelabra.driver.sustainder;

import io.candelabra.model.schedule.DimmingPlan;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One request that carries orders to many lamps.
 *
 * @param form what it does; orders of one form go together
 */
record LcmRequest(String method, String path, String form, Map<String, Object> body) {
    /** So many orders go in one request. */
    static final int MOST = 500;

    /** An order and the lamp that it is for. */
    record To(String lcm, LcmOrder order) {}

    /** What orders have in common that go in one request; a name and a read go alone. */
    static String form(LcmOrder order) {
        return switch (order) {
            case LcmOrder.DirectControl ignored -> "direct-control";
            case LcmOrder.ClearOverride ignored -> "clear-override";
            case LcmOrder.PreviewLevels ignored -> "preview-light-levels";
            case LcmOrder.SetMost ignored -> "light-levels";
            // each plan under its name: two calendars of one name would be one
            case LcmOrder.SetScheme(String name, String plan) -> "scheme " + name + "\n" + plan;
            case LcmOrder.SetName(String name) -> "name " + name;
            case LcmOrder.ReadLamp ignored -> "read";
        };
    }

    /**
     * @param orders of one form, which is not that of a name or a read; each for another lamp
     * @param known whether the layer has the scheme of such a name and plan by itself
     * @param queues whether settings may wait there for lamps that are away
     */
    static LcmRequest of(List<To> orders, boolean known, boolean queues) {
        LcmOrder first = orders.getFirst().order();
        List<Map<String, Object>> documents =
                orders.stream().map(to -> to.order().document(to.lcm())).toList();
        return switch (first) {
            case LcmOrder.DirectControl ignored ->
                posted("/lcms/functions/direct-control", first, Map.of("override", documents));
            case LcmOrder.ClearOverride ignored ->
                posted(
                        "/lcms/functions/clear-override",
                        first,
                        Map.of("lcm_ids", orders.stream().map(To::lcm).toList()));
            case LcmOrder.PreviewLevels ignored ->
                posted("/lcms/functions/preview-light-levels", first, Map.of("light_levels", documents));
            case LcmOrder.SetMost ignored ->
                posted(
                        "/lcms/settings/light-levels",
                        first,
                        Map.of("light_levels", documents, "queue_when_offline", queues));
            case LcmOrder.SetScheme(String name, String plan) ->
                posted("/lcms/settings/dimming-schemes", first, schemes(documents, name, known ? "" : plan, queues));
            case LcmOrder.SetName ignored -> throw new IllegalArgumentException("a name goes to a node");
            case LcmOrder.ReadLamp ignored -> throw new IllegalArgumentException("a read has no body");
        };
    }

    private static LcmRequest posted(String path, LcmOrder first, Map<String, Object> body) {
        return new LcmRequest("POST", path, form(first), body);
    }

    /** A scheme that the layer does not have goes along, and is kept by the lamps alone. */
    private static Map<String, Object> schemes(
            List<Map<String, Object>> lamps, String name, String plan, boolean queues) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("lcms", lamps);
        body.put("queue_when_offline", queues);
        List<DimmingPlan.Rule> rules =
                DimmingPlan.parse(plan).map(DimmingPlan::rules).orElse(List.of());
        if (rules.isEmpty()) {
            return body;
        }
        List<Map<String, Object>> nights = new ArrayList<>();
        List<Map<String, Object>> schemes = new ArrayList<>();
        for (DimmingPlan.Rule rule : rules) {
            String night = "night " + (nights.size() + 1);
            schemes.add(Map.of(
                    "dimming_scheme_name",
                    night,
                    "steps",
                    rule.steps().stream().map(LcmRequest::step).toList()));
            nights.add(Map.of(
                    "dimming_scheme_name",
                    night,
                    "days",
                    rule.days().stream().sorted().map(DayOfWeek::name).toList()));
        }
        body.put("calendars", List.of(Map.of("calendar_name", name, "dimming_scheme_rules", nights)));
        body.put("dimming_schemes", schemes);
        return body;
    }

    private static Map<String, Object> step(DimmingPlan.Step step) {
        return switch (step.anchor()) {
            case CLOCK ->
                Map.of(
                        "light_level",
                        step.level(),
                        "time",
                        String.format(Locale.ROOT, "%02d:%02d", step.minutes() / 60, step.minutes() % 60));
            case SUNSET -> Map.of("light_level", step.level(), "sunset", Integer.toString(step.minutes()));
            case SUNRISE -> Map.of("light_level", step.level(), "sunrise", Integer.toString(step.minutes()));
        };
    }
}
