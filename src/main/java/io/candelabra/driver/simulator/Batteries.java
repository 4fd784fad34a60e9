package io.candelabra.driver.simulator;

import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Batteries empty over a year or two. When one is low an alert is raised; some days later somebody changes it. */
final class Batteries implements Habit {
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final String LEVEL = "core:BatteryLevelState";
    private static final String DEFECT = "core:SensorDefectState";
    private static final double LOW = 10;
    private static final double CHANGED_AT = 8;
    private static final String ALERT = "LOW_BATTERY";

    private final Field field;
    private final Map<DeviceId, Double> exact = new HashMap<>();
    private final Map<DeviceId, Alert> alerts = new HashMap<>();

    Batteries(Field field) {
        this.field = field;
    }

    @Override
    public boolean fits(Simulated device) {
        return device.states().has(LEVEL);
    }

    @Override
    public long periodMs(Simulated device) {
        return DAY_MS / 8;
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        double perDay = 0.1 + 0.2 * device.nature("battery");
        double before = exact.getOrDefault(device.id(), device.states().number(LEVEL));
        if (Double.isNaN(before)) {
            return List.of();
        }
        double now = before - perDay * (nowMs - sinceMs) / DAY_MS;
        if (now < CHANGED_AT) {
            now = 100;
        }
        exact.put(device.id(), now);
        boolean low = now < LOW;
        tell(device, low, nowMs);
        List<State> changed = new ArrayList<>(2);
        Field.state(device, LEVEL, Value.of(Math.ceil(now))).ifPresent(changed::add);
        Field.state(device, DEFECT, Value.of(low ? "lowBattery" : "noDefect")).ifPresent(changed::add);
        return changed;
    }

    private void tell(Simulated device, boolean low, long nowMs) {
        if (low && !alerts.containsKey(device.id())) {
            Alert alert = new Alert(device.id().value(), ALERT, "the battery is nearly empty", nowMs);
            alerts.put(device.id(), alert);
            field.report(new Report.AlertSeen(alert, true));
        } else if (!low) {
            Alert alert = alerts.remove(device.id());
            if (alert != null) {
                field.report(new Report.AlertSeen(alert, false));
            }
        }
    }
}
