package io.candelabra.driver.simulator.office;

import io.candelabra.demo.DemoOffice;
import io.candelabra.driver.HandLane;
import io.candelabra.driver.HandLane.Heard;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** The devices of the demo's office behind one of its gateways, living on a lane that is driven by hand. */
public final class OfficeField {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    static final long HOUR_MS = 3_600_000;
    public static final DemoOffice OFFICE = DemoOffice.of(HandLane.START_MS);

    public final HandLane lane;

    /** @param gateway 0 for the hub of ground and first floor, 1 for the second floor's */
    public OfficeField(int gateway, Liveliness liveliness, long seed) {
        Gateway of = OFFICE.gateways().get(gateway);
        lane = new HandLane(new SimulatorDriver(liveliness.withWeather(seed)), seed, of);
        OFFICE.devices().stream()
                .filter(device -> device.id().gateway().equals(of.id()))
                .forEach(lane::put);
        lane.start();
    }

    static DeviceId id(String label) {
        return OFFICE.devices().stream()
                .filter(device -> device.label().equals(label))
                .map(Device::id)
                .findFirst()
                .orElseThrow();
    }

    /** Lets time pass until a moment, such as 2026-03-02T11:00. */
    OfficeField until(String local) {
        long at = ms(local);
        if (at < lane.nowMs()) {
            throw new IllegalArgumentException("it is later than " + local);
        }
        lane.advance(at - lane.nowMs());
        return this;
    }

    static long ms(String local) {
        return ZonedDateTime.parse(local + ":00+00:00[UTC]")
                .withZoneSameLocal(ZONE)
                .toInstant()
                .toEpochMilli();
    }

    static ZonedDateTime local(long atMs) {
        return Instant.ofEpochMilli(atMs).atZone(ZONE);
    }

    String word(String label, String state) {
        return lane.value(id(label), state);
    }

    double level(String label) {
        return word(label, "core:OnOffState").equals("off") ? 0 : lane.number(id(label), "core:LightIntensityState");
    }

    boolean occupied(String label) {
        return word(label, "core:OccupancyState").equals("personInside");
    }

    /** A value that a device told, and when. */
    record Told(long atMs, String value) {
        ZonedDateTime at() {
            return local(atMs);
        }
    }

    List<Told> told(String label, String state) {
        DeviceId id = id(label);
        List<Told> told = new ArrayList<>();
        for (Heard heard : lane.heard()) {
            if (heard.report() instanceof Report.StatesSeen seen
                    && seen.device().equals(id)) {
                seen.states().stream()
                        .filter(s -> s.name().equals(state))
                        .forEach(s -> told.add(new Told(heard.atMs(), s.value().asText())));
            }
        }
        return told;
    }

    /** Every alert that was told, in order. */
    public List<Report.AlertSeen> alerts() {
        return lane.heard().stream()
                .map(Heard::report)
                .filter(Report.AlertSeen.class::isInstance)
                .map(Report.AlertSeen.class::cast)
                .toList();
    }
}
