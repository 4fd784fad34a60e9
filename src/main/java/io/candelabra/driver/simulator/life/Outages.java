package io.candelabra.driver.simulator.life;

import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.model.Alert;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Devices that drop out and come back, and, seldom, the gateway itself with all that is behind it. Most devices stand well; a
 * few stand where the radio hardly reaches, and these few are lost every other day.
 */
public final class Outages implements FieldFaults {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final double WEAK_SHARE = 0.1;
    private static final long BETWEEN_MS = 2 * DAY_MS;
    private static final long GATEWAY_BETWEEN_MS = 30 * DAY_MS;
    private static final long AWAY_MS = 20 * MINUTE_MS;
    private static final long GATEWAY_AWAY_MS = 4 * MINUTE_MS;
    /** A device that was away when the driver started has been so for a while, and somebody has to drive there. */
    private static final long LONG_AWAY_MS = 12 * HOUR_MS;

    private final Field field;
    private final Agenda agenda;
    private final RandomGenerator chance;
    private final Set<Simulated> watched = new HashSet<>();
    /** Devices that are away because the gateway is. */
    private final Set<Simulated> cutOff = new LinkedHashSet<>();

    public Outages(Field field, Agenda agenda, RandomGenerator chance) {
        this.field = field;
        this.agenda = agenda;
        this.chance = chance;
    }

    /** The gateway, and the devices that are weak or already away. */
    @Override
    public void begin() {
        long start = field.nowMs();
        if (field.gatewayAlive()) {
            agenda.add(start + pause(GATEWAY_BETWEEN_MS), this::gateway);
        } else {
            field.all().stream().filter(Simulated::away).forEach(cutOff::add);
            agenda.add(start + HOUR_MS + pause(LONG_AWAY_MS), this::gateway);
        }
        look();
    }

    private long gateway(long nowMs) {
        boolean back = !field.gatewayAlive();
        Alert alert = new Alert(field.gateway(), "GATEWAY_NOT_RESPONDING", "the gateway does not answer", nowMs);
        if (back) {
            field.gatewayAlive(true);
            cutOff.forEach(device -> field.away(device, false));
            cutOff.clear();
        } else {
            for (Simulated device : List.copyOf(field.all())) {
                if (!device.away() && cutOff.add(device)) {
                    field.away(device, true);
                }
            }
            field.gatewayAlive(false);
        }
        field.report(new Report.AlertSeen(alert, !back));
        return nowMs + (back ? pause(GATEWAY_BETWEEN_MS) : MINUTE_MS + pause(GATEWAY_AWAY_MS));
    }

    @Override
    public void look() {
        Set<Simulated> there = new HashSet<>(field.all());
        watched.retainAll(there);
        cutOff.retainAll(there);
        for (Simulated device : field.all()) {
            boolean weak = device.nature("reach") < WEAK_SHARE;
            boolean hears =
                    !device.id().protocol().equals("internal") && device.type().feedback();
            boolean lost = device.away() && !cutOff.contains(device);
            if ((weak || lost) && hears && watched.add(device)) {
                long first = lost ? HOUR_MS + pause(LONG_AWAY_MS) : pause(BETWEEN_MS);
                agenda.add(field.nowMs() + first, nowMs -> turn(device, nowMs));
            }
        }
    }

    private long turn(Simulated device, long nowMs) {
        if (!watched.contains(device)) {
            return Long.MAX_VALUE;
        }
        if (!field.gatewayAlive()) {
            return nowMs + pause(AWAY_MS);
        }
        boolean goes = !device.away();
        field.away(device, goes);
        Alert alert = new Alert(device.id(), "NOT_RESPONDING", "the device does not answer", nowMs);
        field.report(new Report.AlertSeen(alert, goes));
        return nowMs + (goes ? MINUTE_MS + pause(AWAY_MS) : pause(BETWEEN_MS));
    }

    /** A pause of this length on average, as things have that happen by chance. */
    private long pause(long meanMs) {
        return (long) (-Math.log(1 - chance.nextDouble()) * meanMs);
    }
}
