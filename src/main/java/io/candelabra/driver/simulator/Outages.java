package io.candelabra.driver.simulator;

import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Devices that drop out and come back, and, seldom, the gateway itself. Most devices stand well; a few stand where the radio
 * hardly reaches, and these few are lost every other day.
 */
final class Outages {
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 24 * 60 * MINUTE_MS;
    private static final double WEAK_SHARE = 0.1;
    private static final double WEAK_LAMP_SHARE = 0.01;
    private static final long BETWEEN_MS = 2 * DAY_MS;
    private static final long GATEWAY_BETWEEN_MS = 30 * DAY_MS;
    private static final long AWAY_MS = 20 * MINUTE_MS;
    private static final long GATEWAY_AWAY_MS = 4 * MINUTE_MS;
    /** A device that was away when we came may be away for good; it gets hours. */
    private static final long LONG_AWAY_MS = 12 * 60 * MINUTE_MS;

    private final Field field;
    private final Agenda agenda;
    private final RandomGenerator chance;
    private final Set<Simulated> watched = new HashSet<>();
    private final Map<String, Alert> alerts = new HashMap<>();

    Outages(Field field, Agenda agenda, RandomGenerator chance) {
        this.field = field;
        this.agenda = agenda;
        this.chance = chance;
    }

    /** The gateway, and the devices that are weak or already away. */
    void begin() {
        long start = field.nowMs();
        agenda.add(start + (field.gatewayAlive() ? pause(GATEWAY_BETWEEN_MS) : pause(GATEWAY_AWAY_MS)), nowMs -> {
            boolean back = !field.gatewayAlive();
            field.gatewayAlive(back);
            tell(field.gateway(), "GATEWAY_NOT_RESPONDING", "the gateway does not answer", !back, nowMs);
            return nowMs + pause(back ? GATEWAY_BETWEEN_MS : GATEWAY_AWAY_MS);
        });
        look();
    }

    void look() {
        watched.retainAll(new HashSet<>(field.all()));
        for (Simulated device : field.all()) {
            boolean lamp = device.type().name().equals(StreetLampModel.TYPE);
            boolean weak = device.nature("reach") < (lamp ? WEAK_LAMP_SHARE : WEAK_SHARE);
            boolean reachable =
                    !device.id().protocol().equals("internal") && device.type().feedback();
            if ((weak || device.away()) && reachable && watched.add(device)) {
                long first = device.away() ? LONG_AWAY_MS / 12 + pause(LONG_AWAY_MS) : pause(BETWEEN_MS);
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
        tell(device.id().value(), "NOT_RESPONDING", "the device does not answer", goes, nowMs);
        return nowMs + (goes ? MINUTE_MS + pause(AWAY_MS) : pause(BETWEEN_MS));
    }

    private void tell(String subject, String kind, String detail, boolean raised, long nowMs) {
        Alert alert = raised ? new Alert(subject, kind, detail, nowMs) : alerts.remove(subject);
        if (alert == null) {
            alert = new Alert(subject, kind, detail, nowMs);
        }
        if (raised) {
            alerts.put(subject, alert);
        }
        field.report(new Report.AlertSeen(alert, raised));
    }

    /** A pause of this length on average, as things have that happen by chance. */
    private long pause(long meanMs) {
        return (long) (-Math.log(1 - chance.nextDouble()) * meanMs);
    }
}
