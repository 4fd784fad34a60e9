package io.candelabra.driver.simulator.office;

import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Photosensors of an office: they measure the daylight through the windows past the shades, and the light of the lamps.
 * The rows near the windows follow, see {@link OfficeLights#harvest}. Where it is bright at night, or dark in working
 * hours though somebody is there, an alert says that the light is not what the timeclock wants.
 */
final class Photosensors implements Habit {
    private static final String LUX = "core:LuminanceState";
    private static final String CLOSURE = "core:ClosureState";
    private static final String ALERT = "LIGHT_LEVEL";
    private static final long PERIOD_MS = 5 * 60_000;
    /** The shares of the light outdoors that reach a desk at a window, and that a closed shade lets through. */
    private static final double THROUGH_THE_WINDOW = 0.02;

    private static final double THROUGH_THE_SHADE = 0.15;
    private static final double BRIGHT_LUX = 100;
    private static final double DARK_LUX = 120;

    private final Field field;
    private final Sky sky;
    private final OfficeLights lights;
    private final Map<DeviceId, Boolean> told = new HashMap<>();

    Photosensors(Field field, Sky sky, OfficeLights lights) {
        this.field = field;
        this.sky = sky;
        this.lights = lights;
    }

    static boolean isProgrammed(Simulated device) {
        return !device.note(OfficeLights.TARGET).isEmpty();
    }

    @Override
    public boolean fits(Simulated device) {
        return isProgrammed(device) && Field.has(device, LUX);
    }

    @Override
    public long periodMs(Simulated device) {
        return PERIOD_MS;
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        double lux = daylight(device, nowMs) + lights.electricLux(device);
        Field.state(device, LUX, Value.of(Sky.twoDigits(lux))).ifPresent(state -> field.change(device, List.of(state)));
        if (!device.away()) {
            lights.harvest(device);
        }
        mismatch(device, lux, nowMs);
        return List.of();
    }

    /** Daylight at the desks of its room, in lux. */
    private double daylight(Simulated device, long nowMs) {
        double open = lights.in(device.area()).stream()
                .map(shade -> shade.states().number(CLOSURE))
                .filter(closure -> !Double.isNaN(closure))
                .mapToDouble(closure -> 1 - closure / 100)
                .average()
                .orElse(1);
        double through = THROUGH_THE_SHADE + (1 - THROUGH_THE_SHADE) * open;
        return sky.lux(nowMs) * THROUGH_THE_WINDOW * through;
    }

    private void mismatch(Simulated device, double lux, long nowMs) {
        double hour = sky.hour(nowMs);
        boolean night = hour >= 22 || hour < 6;
        boolean work = sky.local(nowMs).getDayOfWeek().getValue() <= 5 && hour >= 9 && hour < 17;
        boolean wrong = night && lux > BRIGHT_LUX || work && lux < DARK_LUX && lights.occupied(device.area());
        if (!Boolean.valueOf(wrong).equals(told.put(device.id(), wrong))) {
            String detail = night ? "it is bright after hours" : "it is too dark to work";
            field.report(new Report.AlertSeen(new Alert(device.id(), ALERT, detail, nowMs), wrong));
        }
    }
}
