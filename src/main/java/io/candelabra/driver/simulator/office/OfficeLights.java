package io.candelabra.driver.simulator.office;

import io.candelabra.driver.simulator.field.Actuators;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lights of an office, moved by sensors as they were programmed: on when somebody comes, off when all have gone,
 * dimmed near the windows by day. It never fights people: a level that was set by hand or from outside is left alone
 * until the room has been empty, and a room in which somebody has just set something counts as used for the hold time.
 * The level of an urgent command, as in an emergency, stays until the next command.
 */
final class OfficeLights {
    /** Level that a zone goes to when its room becomes occupied. */
    static final String WHEN_OCCUPIED = "occupied";
    /** Share of the light at the window that reaches a zone, 0 to 1. */
    static final String WINDOW = "window";
    /** Light that a photosensor is to hold, in lux. */
    static final String TARGET = "target";

    static final double FULL_LIGHT_LUX = 600;
    private static final double LEAST_PERCENT = 10;
    private static final double NOTICED_PERCENT = 4;
    private static final String LUX = "core:LuminanceState";
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String ON_OFF = "core:OnOffState";

    private final Field field;
    private final Actuators actuators;
    private final Map<String, Long> touchedMs = new HashMap<>();
    private final Set<DeviceId> byHand = new HashSet<>();
    private final Set<DeviceId> locked = new HashSet<>();

    OfficeLights(Field field, Actuators actuators) {
        this.field = field;
        this.actuators = actuators;
    }

    // ---- what others do ----

    /** A command from outside has arrived at a zone. */
    void commanded(Simulated zone, Step step) {
        touched(zone);
        if (step.urgent()) {
            locked.add(zone.id());
        } else {
            locked.remove(zone.id());
        }
    }

    /** Somebody has set a zone. */
    void touched(Simulated zone) {
        touchedMs.put(zone.area(), field.nowMs());
        byHand.add(zone.id());
    }

    boolean isLocked(Simulated zone) {
        return locked.contains(zone.id());
    }

    // ---- occupancy ----

    /** A sensor says something else than before; the room counts as used while any of its sensors sees somebody. */
    void sensed(Simulated sensor) {
        String room = sensor.area();
        boolean others = in(room).stream()
                .anyMatch(other -> other != sensor && OfficeSensors.isProgrammed(other) && seesSomebody(other));
        if (others) {
            return;
        }
        boolean occupied = seesSomebody(sensor);
        String mode = sensor.note(OfficeSensors.MODE);
        if (occupied && mode.equals("Active")) {
            switchOn(room, OfficeSensors.holdMs(sensor));
        } else if (!occupied && (mode.equals("Active") || mode.equals("Vacancy"))) {
            switchOff(sensor);
        }
    }

    /** Whether any sensor of a room sees somebody. */
    boolean occupied(String room) {
        return in(room).stream().anyMatch(device -> OfficeSensors.isProgrammed(device) && seesSomebody(device));
    }

    private static boolean seesSomebody(Simulated sensor) {
        return sensor.states().text(OfficeSensors.OCCUPANCY).equals(OfficeSensors.OCCUPIED);
    }

    List<Simulated> in(String room) {
        return field.all().stream().filter(device -> device.area().equals(room)).toList();
    }

    private long sinceTouchMs(String room) {
        return field.nowMs() - touchedMs.getOrDefault(room, Long.MIN_VALUE / 2);
    }

    private void switchOn(String room, long holdMs) {
        if (sinceTouchMs(room) < holdMs) {
            return;
        }
        for (Simulated zone : in(room)) {
            double level = zone.noteNumber(WHEN_OCCUPIED);
            if (level > 0 && !isLocked(zone)) {
                byHand.remove(zone.id());
                set(zone, Math.min(level, byDaylight(zone, level)));
            }
        }
    }

    private void switchOff(Simulated sensor) {
        String room = sensor.area();
        long holdMs = OfficeSensors.holdMs(sensor);
        long used = sinceTouchMs(room);
        if (used < holdMs) {
            field.after(holdMs - used, () -> {
                if (!occupied(room)) {
                    switchOff(sensor);
                }
            });
            return;
        }
        for (Simulated zone : in(room)) {
            if (zone.noteNumber(WHEN_OCCUPIED) > 0 && !isLocked(zone)) {
                byHand.remove(zone.id());
                set(zone, 0);
            }
        }
    }

    // ---- daylight ----

    /** A photosensor has measured: rows near the windows give what the day does not, unless somebody has set them. */
    void harvest(Simulated photosensor) {
        for (Simulated zone : in(photosensor.area())) {
            double most = zone.noteNumber(WHEN_OCCUPIED);
            double now = level(zone);
            if (zone.noteNumber(WINDOW) > 0 && now > 0 && !byHand.contains(zone.id()) && !isLocked(zone)) {
                double wanted = byDaylight(zone, most);
                if (Math.abs(wanted - now) >= NOTICED_PERCENT) {
                    set(zone, wanted);
                }
            }
        }
    }

    /** The level that brings a zone to its photosensor's target; the most where it has none. */
    private double byDaylight(Simulated zone, double most) {
        double share = zone.noteNumber(WINDOW);
        if (!(share > 0)) {
            return most;
        }
        for (Simulated sensor : in(zone.area())) {
            double target = sensor.noteNumber(TARGET);
            if (target > 0) {
                double day = Math.max(0, sensor.states().number(LUX) - electricLux(sensor));
                double wanted = (target - day * share) / FULL_LIGHT_LUX * 100;
                return Math.rint(Math.clamp(wanted, Math.min(LEAST_PERCENT, most), most));
            }
        }
        return most;
    }

    /** The light that the lamps near a photosensor add to the daylight. */
    double electricLux(Simulated sensor) {
        double sum = 0;
        int rows = 0;
        for (Simulated zone : in(sensor.area())) {
            if (zone.noteNumber(WINDOW) > 0) {
                sum += zone.away() ? 0 : level(zone);
                rows++;
            }
        }
        return rows == 0 ? 0 : sum / rows / 100 * FULL_LIGHT_LUX;
    }

    // ---- zones ----

    static double level(Simulated zone) {
        double intensity = zone.states().number(INTENSITY);
        if (zone.states().text(ON_OFF).equals("off")) {
            return 0;
        }
        return Double.isNaN(intensity) ? zone.states().text(ON_OFF).equals("on") ? 100 : 0 : intensity;
    }

    /** Sets a zone to a level; a zone that can only be on or off is on where the level is above 0. */
    void set(Simulated zone, double percent) {
        if (zone.type().command("setIntensity").isPresent()) {
            actuators.byItself(zone, DeviceCommand.of("setIntensity", Value.of(Math.round(percent))));
        } else {
            actuators.byItself(zone, DeviceCommand.of(percent > 0 ? "on" : "off"));
        }
    }
}
