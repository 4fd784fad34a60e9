package io.candelabra.driver.knx;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * The devices that a table comes to, and their addresses.
 *
 * @param types as they are told
 * @param at the points at each address; one address may belong to one device alone
 */
record KnxPlan(List<DeviceType> types, Map<DeviceId, Member> members, Map<KnxAddress, Point> at) {
    private static final int LONGEST_ATTRIBUTE = 1_000;

    /** A device, and the addresses by which it is reached. */
    record Member(Device told, KnxType type, Map<KnxRole, KnxRow> rows) {
        DeviceId id() {
            return told.id();
        }
    }

    /** An address, and what it is to its device. */
    record Point(Member member, KnxRole role, KnxRow row) {
        /** Whether it is to be asked for its value. */
        boolean asked() {
            return row.read() && member.type().tells(role);
        }
    }

    /**
     * What makes two devices of one type: there may be a thousand of them.
     *
     * @param light whether it is a light, where that is in question
     * @param write whether a value that nobody explained may be written
     */
    private record Shape(Map<KnxRole, KnxDatapoint> points, boolean light, boolean write) {
        static Shape of(Map<KnxRole, KnxRow> rows) {
            Map<KnxRole, KnxDatapoint> points = new EnumMap<>(KnxRole.class);
            rows.forEach((role, row) -> points.put(role, row.datapoint()));
            KnxRow main = main(rows);
            boolean outlet = KnxWords.isOutlet(main.name() + " " + main.device());
            return new Shape(points, !outlet || points.size() > 2, main.write());
        }

        KnxType drawn() {
            KnxSketch sketch = new KnxSketch(points);
            return switch (points.keySet().iterator().next().family()) {
                case LIGHT -> KnxLights.type(sketch, light);
                case COVER -> KnxCovers.type(sketch);
                case CLIMATE, SCENE, SENSOR, METER -> KnxOthers.type(sketch);
                case OTHER -> write ? KnxOthers.writable(sketch) : KnxOthers.type(sketch);
            };
        }
    }

    static KnxPlan of(KnxTable table, GatewayId gateway) {
        Map<Shape, KnxType> shapes = new HashMap<>();
        Map<String, DeviceType> types = new TreeMap<>();
        Map<DeviceId, Member> members = new LinkedHashMap<>();
        Map<KnxAddress, Point> at = new TreeMap<>();
        for (Map<KnxRole, KnxRow> rows : devices(table)) {
            KnxType type = shapes.computeIfAbsent(Shape.of(rows), shape -> named(shape.drawn()));
            types.putIfAbsent(type.type().name(), type.type());
            Member member = member(rows, type, gateway);
            members.put(member.id(), member);
            rows.forEach((role, row) -> at.put(row.address(), new Point(member, role, row)));
        }
        return new KnxPlan(List.copyOf(types.values()), members, at);
    }

    private static Collection<Map<KnxRole, KnxRow>> devices(KnxTable table) {
        Map<KnxAddress, Map<KnxRole, KnxRow>> devices = new TreeMap<>();
        for (KnxRow row : table.rows()) {
            devices.computeIfAbsent(row.main(), fresh -> new EnumMap<>(KnxRole.class))
                    .put(KnxRole.named(row.function()).orElse(KnxRole.VALUE), row);
        }
        return devices.values();
    }

    /** The address that gives the device its own: that of the first role. */
    private static KnxRow main(Map<KnxRole, KnxRow> rows) {
        return rows.values().iterator().next();
    }

    /**
     * Devices of one kind may lack this address or that, so behind the mark stands what they can. It follows from nothing else: another line in the table gives no
     * type another name. Clients are shown the name before the mark.
     */
    private static KnxType named(KnxType drawn) {
        DeviceType type = drawn.type();
        CRC32 sum = new CRC32();
        type.commands().forEach(command -> add(sum, command.name()));
        type.states().forEach(state -> add(sum, state.name() + state.kind()));
        type.traits().forEach(trait -> add(sum, trait.trait()));
        add(sum, type.widget());
        return drawn.named(type.name() + "~" + HexFormat.of().toHexDigits((int) sum.getValue()));
    }

    private static void add(CRC32 sum, String text) {
        sum.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Member member(Map<KnxRole, KnxRow> rows, KnxType type, GatewayId gateway) {
        KnxRow main = main(rows);
        DeviceId id = DeviceId.of("knx", gateway, main.main().toString());
        String addresses = rows.entrySet().stream()
                .map(one -> one.getKey().word() + " " + one.getValue().address())
                .collect(Collectors.joining(", "));
        List<State> attributes = new ArrayList<>();
        attributes.add(State.of("core:Manufacturer", "KNX"));
        attributes.add(State.of(
                "knx:GroupAddresses",
                addresses.length() <= LONGEST_ATTRIBUTE ? addresses : addresses.substring(0, LONGEST_ATTRIBUTE)));
        if (!main.area().isEmpty()) {
            attributes.add(State.of("knx:Room", main.area()));
        }
        String name = type.type().name();
        Device told = Device.of(id, name, main.device(), new States(List.of())).described(name, attributes, 0);
        return new Member(told, type, rows);
    }

    Optional<Member> find(DeviceId id) {
        return Optional.ofNullable(members.get(id));
    }

    /** Tells the types, and of each device what is new. One that the table lacks cannot be reached. */
    void tell(DriverContext lane) {
        GatewayId gateway = lane.gateway().id();
        types.forEach(type -> lane.report(new Report.TypeFound(gateway, type, "")));
        for (Member member : members.values()) {
            Optional<Device> stored = lane.device(member.id());
            if (stored.isEmpty()) {
                lane.report(new Report.DeviceFound(member.told()));
            } else if (differs(stored.get(), member.told())) {
                lane.report(new Report.DeviceChanged(member.told()));
            }
        }
        for (Device stored : lane.devices()) {
            boolean there = members.containsKey(stored.id());
            if (stored.available() != there) {
                lane.report(new Report.AvailabilitySeen(stored.id(), there));
            }
        }
    }

    private static boolean differs(Device stored, Device told) {
        String type = SiteType.nameAt(told.id().gateway(), told.type());
        return !stored.type().equals(type) || !stored.attributes().containsAll(told.attributes());
    }
}
