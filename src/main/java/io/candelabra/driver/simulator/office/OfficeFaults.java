package io.candelabra.driver.simulator.office;

import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Agenda;
import io.candelabra.driver.simulator.life.FieldFaults;
import io.candelabra.driver.simulator.life.Outages;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.Alert;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The faults of an office: lamps fail, drivers on the DALI bus fall silent, programming does not reach a device, an
 * emergency luminaire fails its weekly test; on the server a disk fills up, or the reports stop. Each raises an alert,
 * and somebody clears it. Devices that cannot be reached, batteries, old lamps and wrong light have their own places.
 */
final class OfficeFaults implements FieldFaults {
    /** The fault that a device had when it was installed. */
    static final String AILING = "ailing";
    /** Set to 1 for a luminaire that is tested as part of the emergency lighting. */
    static final String EMERGENCY = "emergency";
    /** Set to 1 for the gateway beside which the server stands. */
    static final String SERVER = "server";

    private static final double HOUR_MS = 3_600_000;
    private static final Mishap LAMP = new Mishap("LAMP", "a lamp of the row is out", 30, 0.06, 20, 90);
    private static final Mishap DRIVER =
            new Mishap("DRIVER", "a driver of the row does not answer on the bus", 30, 0.05, 4, 40);
    private static final Mishap PROGRAMMING =
            new Mishap("PROGRAMMING", "its settings did not reach it", 30, 0.03, 1, 5);
    private static final Mishap EMERGENCY_TEST =
            new Mishap("EMERGENCY_TEST", "it failed the function test", 7, 0.06, 10, 80);
    private static final Mishap DISK = new Mishap("DISK_SPACE", "the server's disk is nearly full", 21, 0.8, 3, 30);
    private static final Mishap REPORTING = new Mishap("REPORTING", "no reports are written", 14, 0.5, 1, 8);

    private final Field field;
    private final Agenda agenda;
    private final Sky sky;
    private final long seed;
    private final boolean server;
    private final Outages outages;
    private final Set<Simulated> watched = new HashSet<>();

    /** @param outages devices that cannot be reached, as anywhere */
    OfficeFaults(Field field, Agenda agenda, Sky sky, long seed, Outages outages) {
        this.server = !field.note(SERVER).isEmpty();
        this.outages = outages;
        this.field = field;
        this.agenda = agenda;
        this.sky = sky;
        this.seed = seed;
    }

    @Override
    public void begin() {
        outages.begin();
        if (server) {
            watch(Alert.Subject.of(field.gateway()), DISK, 0, () -> true);
            watch(Alert.Subject.of(field.gateway()), REPORTING, 0, () -> true);
        }
        watchAll();
    }

    @Override
    public void look() {
        outages.look();
        watchAll();
    }

    private void watchAll() {
        watched.retainAll(Set.copyOf(field.all()));
        for (Simulated device : field.all()) {
            if (!device.id().protocol().equals("leap") || !watched.add(device)) {
                continue;
            }
            boolean light = !device.attribute("candelabra:Watts").isEmpty()
                    && device.type().uiClass().equals("Light");
            long ailingMs = ailingUntilMs(device);
            for (Mishap mishap : light ? List.of(LAMP, DRIVER, PROGRAMMING) : List.of(PROGRAMMING)) {
                long wrongUntilMs = device.note(AILING).equals(mishap.kind()) ? ailingMs : 0;
                watch(Alert.Subject.of(device.id()), mishap, wrongUntilMs, () -> watched.contains(device));
            }
            if (!device.note(EMERGENCY).isEmpty()) {
                watch(Alert.Subject.of(device.id()), EMERGENCY_TEST, 0, () -> watched.contains(device));
            }
        }
    }

    /** A fault from the first day is put right some days later. */
    private long ailingUntilMs(Simulated device) {
        long from = device.createdMs() == 0 ? field.nowMs() : device.createdMs();
        return Mishap.atWork(from + (long) ((72 + 96 * device.nature("ailing")) * HOUR_MS), sky);
    }

    /** One turn on the agenda, due when the thing goes wrong or right: a sound thing costs nothing. */
    private void watch(Alert.Subject subject, Mishap mishap, long wrongUntilMs, BooleanSupplier there) {
        long key = seed ^ subject.text().hashCode();
        agenda.add(field.nowMs(), nowMs -> {
            if (!there.getAsBoolean()) {
                return Long.MAX_VALUE;
            }
            Mishap.Span span = mishap.at(key, nowMs, sky);
            boolean wrong = span.holds(nowMs) || nowMs < wrongUntilMs;
            Alert alert = new Alert(subject, mishap.kind(), mishap.detail(), nowMs);
            field.report(new Report.AlertSeen(alert, wrong));
            if (nowMs < wrongUntilMs) {
                return wrongUntilMs;
            }
            return span.holds(nowMs) ? span.toMs() : span.fromMs();
        });
    }
}
