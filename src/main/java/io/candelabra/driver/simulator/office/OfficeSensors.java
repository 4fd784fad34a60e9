package io.candelabra.driver.simulator.office;

import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Occupancy sensors of an office: one that sees somebody move is occupied at once, and unoccupied when it has seen nobody for
 * its hold time. A large room has several, each with its corner. Looked at when somebody comes, every minute while somebody
 * is there, and when the hold time ends; so an empty room costs nothing.
 */
final class OfficeSensors implements Habit {
    static final String OCCUPANCY = "core:OccupancyState";
    static final String OCCUPIED = "personInside";
    private static final String UNOCCUPIED = "noPersonInside";
    private static final String HOLD = "candelabra:OccupancyTimeoutState";
    private static final long MINUTE_MS = 60_000;
    private static final long USUAL_HOLD_MS = 15 * MINUTE_MS;

    /** Programmed for a mode: {@code Active}, {@code Vacancy}, {@code Inactive} or {@code Unused}. */
    static final String MODE = "mode";

    private final Field field;
    private final OfficeStaff staff;
    private final OfficeLights lights;
    /** When each has last seen somebody move. */
    private final Map<DeviceId, Long> seenMs = new HashMap<>();

    private final Map<DeviceId, Boolean> wasThere = new HashMap<>();

    OfficeSensors(Field field, OfficeStaff staff, OfficeLights lights) {
        this.field = field;
        this.staff = staff;
        this.lights = lights;
    }

    /** Whether a sensor belongs to an office, and not to a home. */
    static boolean isProgrammed(Simulated device) {
        return !device.note(MODE).isEmpty();
    }

    @Override
    public boolean fits(Simulated device) {
        return Field.has(device, OCCUPANCY) && isProgrammed(device) && staff.knows(device.area());
    }

    @Override
    public long periodMs(Simulated device) {
        return MINUTE_MS;
    }

    @Override
    public long nextMs(Simulated device, long nowMs, double chance) {
        if (device.away() || there(device, nowMs)) {
            return nowMs + MINUTE_MS;
        }
        long arrival = staff.nextArrival(device.area(), part(device), parts(device), nowMs);
        long silent = seenMs.getOrDefault(device.id(), 0L) + holdMs(device);
        return silent > nowMs ? Math.min(arrival, silent) : arrival;
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        if (device.away()) {
            return List.of();
        }
        boolean occupied = device.states().text(OCCUPANCY).equals(OCCUPIED);
        // what it said when nobody of us was there yet still holds for a while
        long seen = seenMs.computeIfAbsent(device.id(), d -> occupied ? sinceMs : 0L);
        boolean there = there(device, nowMs);
        boolean enters = there && !Boolean.TRUE.equals(wasThere.put(device.id(), there));
        if (enters || there && staff.moves(device.area(), part(device), nowMs)) {
            seen = nowMs;
            seenMs.put(device.id(), seen);
        }
        boolean now = nowMs - seen < holdMs(device);
        if (now != occupied) {
            Field.state(device, OCCUPANCY, Value.of(now ? OCCUPIED : UNOCCUPIED))
                    .ifPresent(state -> field.change(device, List.of(state)));
            lights.sensed(device);
        }
        return List.of();
    }

    private boolean there(Simulated device, long nowMs) {
        return staff.present(device.area(), part(device), parts(device), nowMs);
    }

    static long holdMs(Simulated device) {
        double seconds = device.states().number(HOLD);
        return seconds > 0 ? (long) (seconds * 1_000) : USUAL_HOLD_MS;
    }

    private static int part(Simulated device) {
        double part = device.noteNumber("part");
        return part > 0 ? (int) part : 0;
    }

    private static int parts(Simulated device) {
        double parts = device.noteNumber("parts");
        return parts > 1 ? (int) parts : 1;
    }
}
