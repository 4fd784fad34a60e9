package io.candelabra.demo;

import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Draws a town: quarters side by side, streets in rows, lamps along the streets, gateways as they are needed. */
final class TownPlan {
    static final String TIMEZONE = "Europe/Amsterdam";
    static final int LAMPS_PER_GATEWAY = 200;

    private static final double LATITUDE = 52.0431;
    private static final double LONGITUDE = 5.3072;
    private static final double DEGREES_PER_METRE = 1 / 111_320.0;
    static final int LAMPS_PER_STREET = 28;
    private static final double LAMP_DISTANCE_M = 30;
    private static final double STREET_DISTANCE_M = 110;
    private static final double BLOCK_WIDTH_M = LAMPS_PER_STREET * LAMP_DISTANCE_M + 60;
    private static final int STREETS_PER_COLUMN = 12;
    private static final List<String> QUARTERS = List.of("Old Town", "Harbour", "Station Quarter", "Garden Quarter");
    private static final List<String> FIRST = List.of(
            "Linden", "Mill", "Church", "Market", "Willow", "Castle", "Bridge", "Tanner", "Orchard", "Canal", "Poplar",
            "Weaver", "Lock", "Meadow", "Bakery", "Ferry", "School", "Garden", "Swan", "Lark");
    private static final List<String> SECOND = List.of("Street", "Lane", "Row", "Road", "Quay", "Square", "Walk");

    private final String name;
    private final int number;
    private final int lampCount;
    private final long nowMs;
    private final Random chance;
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<Device> lamps = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();

    TownPlan(String name, int number, long seed, int lampCount, long nowMs) {
        this.name = name;
        this.number = number;
        this.lampCount = lampCount;
        this.nowMs = nowMs;
        this.chance = new Random(seed * 1_000_003 + number);
    }

    DemoTown build() {
        area("town", "", name, 0);
        // In a small town too there is something to look at.
        BitSet away = some(lampCount / 40, Math.min(5, lampCount / 4));
        BitSet faulty = some(lampCount / 50, Math.min(4, lampCount / 5));
        int first = 0;
        for (int quarter = 0; quarter < QUARTERS.size(); quarter++) {
            int last = (int) ((long) lampCount * (quarter + 1) / QUARTERS.size());
            area("quarter-" + (quarter + 1), "town", QUARTERS.get(quarter), 1);
            quarter(quarter, first, last, away, faulty);
            first = last;
        }
        DimmingPlans.add(resources, nowMs);
        LampGroups.add(lamps, resources, nowMs);
        Resource.Profile profile = new Resource.Profile(name, LATITUDE, LONGITUDE, TIMEZONE, Map.of());
        return new DemoTown(profile, gateways, lamps, resources, alerts);
    }

    private BitSet some(int wanted, int least) {
        BitSet chosen = new BitSet(lampCount);
        int count = Math.min(lampCount, Math.max(wanted, least));
        while (chosen.cardinality() < count) {
            chosen.set(chance.nextInt(lampCount));
        }
        return chosen;
    }

    private void quarter(int quarter, int first, int last, BitSet away, BitSet faulty) {
        Gateway gateway = null;
        double[] cabinet = coordinates(quarter, 0, 0);
        int onGateway = 0;
        // The last street of a town that has enough of them hangs on a gateway that is down.
        int down = quarter == QUARTERS.size() - 1 && last - first >= 100 ? last - LAMPS_PER_STREET / 2 : last;
        for (int i = first; i < last; i++) {
            int street = (i - first) / LAMPS_PER_STREET;
            String streetId = String.format(Locale.ROOT, "street-%d-%d", quarter + 1, street + 1);
            if ((i - first) % LAMPS_PER_STREET == 0) {
                area(streetId, "quarter-" + (quarter + 1), streetName(street), 2);
            }
            double[] pole = coordinates(quarter, street, (i - first) % LAMPS_PER_STREET);
            if (gateway == null || onGateway == LAMPS_PER_GATEWAY || i == down) {
                int middle = Math.min(i + LAMPS_PER_GATEWAY / 2, (i + last) / 2) - first;
                cabinet = coordinates(quarter, middle / LAMPS_PER_STREET, middle % LAMPS_PER_STREET);
                gateway = gateway(quarter, i != down || down == last, cabinet);
                onGateway = 0;
            }
            onGateway++;
            boolean reachable = gateway.alive() && !away.get(i);
            lamp(i, gateway, street, streetId, new Spot(pole, cabinet), reachable, faulty.get(i));
        }
    }

    private static String streetName(int street) {
        int turn = street / (FIRST.size() * SECOND.size());
        String plain =
                FIRST.get(street % FIRST.size()) + " " + SECOND.get((street / FIRST.size() + street) % SECOND.size());
        return turn == 0 ? plain : plain + " " + (turn + 1);
    }

    /** Latitude and longitude, rounded to about ten centimetres. */
    private double[] coordinates(int quarter, int street, int pole) {
        double east = (street / STREETS_PER_COLUMN) * BLOCK_WIDTH_M + pole * LAMP_DISTANCE_M + 40;
        double north = (street % STREETS_PER_COLUMN) * STREET_DISTANCE_M + (pole % 2) * 9 + 40;
        double signedEast = quarter % 2 == 0 ? -east : east;
        double signedNorth = quarter / 2 == 0 ? north : -north;
        double latitude = LATITUDE + signedNorth * DEGREES_PER_METRE;
        double longitude = LONGITUDE + signedEast * DEGREES_PER_METRE / Math.cos(Math.toRadians(LATITUDE));
        return new double[] {round6(latitude), round6(longitude)};
    }

    private static double round6(double degrees) {
        return Math.rint(degrees * 1e6) / 1e6;
    }

    private void area(String id, String parent, String label, int type) {
        resources.add(
                new Resource.Area(id, parent, label, type, nowMs, nowMs, Map.of("overkiz.oid", uuid()), Map.of()));
    }

    private Gateway gateway(int quarter, boolean alive, double[] pole) {
        int serial = gateways.size() + 1;
        String imei = Imei.of(number, serial);
        Gateway gateway = new Gateway(
                new GatewayId(String.format(Locale.ROOT, "%04d-%04d-%04d", 1_000 + number, quarter + 1, serial)),
                "simulator",
                "Cabinet " + serial,
                "quarter-" + (quarter + 1),
                alive,
                TIMEZONE,
                Map.of("imei", imei, "node", uuid()),
                Map.of("place", String.format(Locale.ROOT, "{\"latitude\":%s,\"longitude\":%s}", pole[0], pole[1])));
        gateways.add(gateway);
        if (!alive) {
            alerts.add(new Alert(gateway.id(), "GATEWAY_NOT_RESPONDING", "", nowMs));
        }
        return gateway;
    }

    private void lamp(
            int index, Gateway gateway, int streetNumber, String street, Spot spot, boolean reachable, boolean faulty) {
        String lcm = LcmId.of(number, index, chance);
        DeviceId id = DeviceId.of("candelabra", gateway.id(), lcm);
        DrawnLamp drawn = DrawnLamp.draw(index, streetNumber, spot, faulty, nowMs, chance);
        Map<String, String> ids = Map.of("lcm", lcm, "node", uuid(), "overkiz.oid", uuid());
        Map<String, String> details = drawn.details(LcmId.producedOn(lcm), chance);
        lamps.add(new Device(
                id,
                "candelabra:StreetLamp",
                drawn.name(),
                street,
                reachable,
                true,
                drawn.states(),
                drawn.attributes(details),
                ids,
                details,
                nowMs,
                nowMs));
        if (!reachable && gateway.alive()) {
            alerts.add(new Alert(id, "LCM_NOT_RESPONDING", "", nowMs));
        }
        drawn.fault().ifPresent(kind -> alerts.add(new Alert(id, kind, "", nowMs)));
    }

    private String uuid() {
        long high = chance.nextLong() & ~0xF000L | 0x4000L;
        long low = chance.nextLong() & ~0xC000_0000_0000_0000L | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
