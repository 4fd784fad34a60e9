package io.candelabra.driver.simulator.town;

import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The power of a street lamp: the controller and the driver always, the rest nearly in proportion to the light, and a
 * little worse when dimmed. A lamp that keeps its light constant over its life is fed less while it is young.
 */
final class LampPower {
    /** The lamp's own rated power as an attribute, in watts; without it one of the usual ones. */
    static final String RATED_WATTS = "candelabra:Watts";
    /** Attribute: {@code true} where the light is kept constant over the lamp's life. */
    static final String CONSTANT_LIGHT = "candelabra:ConstantLightOutput";

    static final double CONTROLLER_W = 0.8;
    static final double DRIVER_W = 0.4;
    private static final double[] USUAL_WATTS = {25, 40, 60, 90};
    private static final double YOUNG_SHARE = 0.8;
    private static final double DESIGN_LIFE_HOURS = 100_000;

    private static final List<Long> ALL_FULL = List.of(100L, 100L, 100L, 100L);
    private static final String MAX_LEVELS = "candelabra:MaxLevelsState";

    private LampPower() {}

    /** Neither lamp nor ballast gives light any more. */
    static boolean dark(String errors) {
        return errors.contains("\"LAMP\"") || errors.contains("\"BALLAST\"");
    }

    /** The dimmer knows full and nothing else. */
    static boolean stuck(String errors) {
        return errors.contains("\"DIMMING\"");
    }

    static boolean broken(String errors) {
        return dark(errors) || stuck(errors);
    }

    /** Watts by what the lamp is at. A dead ballast draws nothing; the controller goes on. */
    static double watts(Simulated lamp, States states) {
        double share = lit(states);
        double standing =
                states.text(LampLight.ERRORS).contains("\"BALLAST\"") ? CONTROLLER_W : CONTROLLER_W + DRIVER_W;
        return standing + rated(lamp) * constantLight(lamp, states) * share * (1 + 0.06 * (1 - share));
    }

    private static double constantLight(Simulated lamp, States states) {
        if (!lamp.attribute(CONSTANT_LIGHT).equals("true")) {
            return 1;
        }
        double hours = states.number("candelabra:RunningHoursState");
        double age = Double.isNaN(hours) ? 0 : Math.clamp(hours / DESIGN_LIFE_HOURS, 0, 1);
        return YOUNG_SHARE + (1 - YOUNG_SHARE) * age;
    }

    private static double rated(Simulated lamp) {
        String given = lamp.attribute(RATED_WATTS);
        double watts = given.isEmpty() ? Double.NaN : Value.of(given).asNumber();
        return watts > 0 ? watts : USUAL_WATTS[(int) (lamp.nature("watts") * USUAL_WATTS.length)];
    }

    /** How far it really burns, 0 to 1. */
    static double lit(States states) {
        String errors = states.text(LampLight.ERRORS);
        double share = share(states);
        if (dark(errors)) {
            return 0;
        }
        return stuck(errors) && share > 0 ? 1 : share;
    }

    /** The mean of the four levels, each scaled by its highest; 0 to 1. */
    static double share(States states) {
        List<Long> most = levels(states.text(MAX_LEVELS));
        double sum = 0;
        for (int i = 0; i < LampLight.LEVELS.size(); i++) {
            double level = states.number(LampLight.LEVELS.get(i));
            long max = i < most.size() ? most.get(i) : 100;
            sum += Double.isNaN(level) ? 0 : Math.clamp(level, 0, 100) * Math.clamp(max, 0, 100) / 10_000;
        }
        return sum / LampLight.LEVELS.size();
    }

    /** The numbers of a flat array such as {@code [100,80,80,100]}; an entry that is no number is 100. */
    static List<Long> levels(String array) {
        if (array.equals("[100,100,100,100]")) {
            return ALL_FULL;
        }
        String inside = array.replaceAll("[\\[\\]\\s]", "");
        List<Long> levels = new ArrayList<>();
        if (!inside.isEmpty()) {
            for (String part : inside.split(",", -1)) {
                double number = Value.of(part).asNumber();
                levels.add(Double.isNaN(number) ? 100 : Math.round(number));
            }
        }
        return levels;
    }
}
