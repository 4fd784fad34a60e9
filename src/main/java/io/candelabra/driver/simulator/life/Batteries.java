package io.candelabra.driver.simulator.life;

import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Batteries empty over a year or two. When one is low an alert is raised; some days later somebody changes it. A device
 * that tells a word alone, such as a remote, has a battery that lasts for years, and is low in its last weeks.
 */
public final class Batteries implements Habit {
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final String LEVEL = "core:BatteryLevelState";
    private static final String DEFECT = "core:SensorDefectState";
    private static final String WORD = "core:BatteryState";
    private static final double LOW = 10;
    private static final double NEW = 95;
    private static final double LONG_LIFE_DAYS = 900;
    private static final double LAST_SHARE = 0.03;
    private static final double CHANGED_AT = 8;
    private static final String ALERT = "LOW_BATTERY";

    private final Field field;
    private final Map<DeviceId, Double> exact = new HashMap<>();
    private final Map<DeviceId, Alert> alerts = new HashMap<>();

    public Batteries(Field field) {
        this.field = field;
    }

    @Override
    public boolean fits(Simulated device) {
        return device.states().has(LEVEL) || device.states().has(WORD);
    }

    @Override
    public long periodMs(Simulated device) {
        return DAY_MS / 8;
    }

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        if (!device.states().has(LEVEL)) {
            boolean last = share(device, nowMs) < LAST_SHARE;
            tell(device, last, nowMs);
            return word(device, last ? "low" : "normal");
        }
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
        changed.addAll(word(device, low ? "low" : now > NEW ? "full" : "normal"));
        Field.state(device, DEFECT, Value.of(low ? "lowBattery" : "noDefect")).ifPresent(changed::add);
        return changed;
    }

    /** The rest of a battery that is changed when it is empty, 0 to 1: a function of the time alone. */
    private static double share(Simulated device, long nowMs) {
        double lifeDays = LONG_LIFE_DAYS * (1 + device.nature("battery"));
        double age = nowMs / (DAY_MS * lifeDays) + device.nature("bought");
        return 1 - (age - Math.floor(age));
    }

    private static List<State> word(Simulated device, String word) {
        return Field.state(device, WORD, Value.of(word)).map(List::of).orElse(List.of());
    }

    private void tell(Simulated device, boolean low, long nowMs) {
        if (low && !alerts.containsKey(device.id())) {
            Alert alert = new Alert(device.id(), ALERT, "the battery is nearly empty", nowMs);
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
