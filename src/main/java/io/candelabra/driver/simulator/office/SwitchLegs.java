package io.candelabra.driver.simulator.office;

import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of lamps behind a zone: they burn as the zone does, and so grow old. Near the end of their life an alert is raised;
 * some hundred hours later somebody puts new ones in and resets the count.
 */
final class SwitchLegs implements Habit, Field.Follower {
    /** The zone that feeds the row, as the address of the zone's device. */
    static final String ZONE = "zone";

    private static final String HOURS = "candelabra:LampHoursState";
    private static final String LIFE = "candelabra:LampLifeHours";
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String ON_OFF = "core:OnOffState";
    private static final String ALERT = "LAMP_END_OF_LIFE";
    private static final long PERIOD_MS = 60 * 60_000;
    private static final double OLD_SHARE = 0.88;
    private static final double OLDEST_SHARE = 0.9;

    private final Field field;
    private final Sky sky;
    private final Map<DeviceId, Boolean> told = new HashMap<>();

    SwitchLegs(Field field, Sky sky) {
        this.field = field;
        this.sky = sky;
    }

    @Override
    public boolean fits(Simulated device) {
        return !device.note(ZONE).isEmpty();
    }

    @Override
    public long periodMs(Simulated device) {
        return PERIOD_MS;
    }

    // ---- they burn as their zone does ----

    @Override
    public void before(Simulated device, long nowMs) {}

    @Override
    public List<State> following(Simulated device, List<State> changed, States after) {
        boolean same = after.value(ON_OFF).equals(device.states().value(ON_OFF))
                && after.value(INTENSITY).equals(device.states().value(INTENSITY));
        if (!same) {
            burn(device, after);
        }
        return List.of();
    }

    /** From now on the rows burn as their zones do. */
    void look() {
        field.all().forEach(zone -> burn(zone, zone.states()));
    }

    private void burn(Simulated zone, States states) {
        if (!states.has(ON_OFF) || !zone.type().kind().equals("ACTUATOR")) {
            return;
        }
        for (Simulated leg : field.all()) {
            if (zone.id().address().equals(leg.note(ZONE))) {
                field.change(leg, burning(leg, states));
            }
        }
    }

    private static List<State> burning(Simulated leg, States zone) {
        boolean on = zone.text(ON_OFF).equals("on");
        double level = zone.has(INTENSITY) ? zone.number(INTENSITY) : 100;
        List<State> states = new ArrayList<>(2);
        Field.state(leg, ON_OFF, Value.of(on && level > 0 ? "on" : "off")).ifPresent(states::add);
        Field.state(leg, INTENSITY, Value.of(on ? Math.round(level) : 0L)).ifPresent(states::add);
        return states;
    }

    // ---- they grow old ----

    @Override
    public List<State> lived(Simulated device, long sinceMs, long nowMs) {
        double life = device.attributeNumber(LIFE);
        double hours = device.states().number(HOURS);
        boolean replaced = hours >= life * (OLDEST_SHARE + 0.003 * device.nature("lamps")) && workingHours(nowMs);
        boolean old = hours >= life * OLD_SHARE && !replaced;
        if (!Boolean.valueOf(old).equals(told.put(device.id(), old))) {
            Alert alert = new Alert(device.id(), ALERT, "the lamps are near the end of their life", nowMs);
            field.report(new Report.AlertSeen(alert, old));
        }
        return replaced ? Field.state(device, HOURS, Value.of(0)).map(List::of).orElse(List.of()) : List.of();
    }

    private boolean workingHours(long nowMs) {
        double hour = sky.hour(nowMs);
        return sky.local(nowMs).getDayOfWeek().getValue() <= 5 && hour >= 9 && hour < 16;
    }
}
