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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     * @param writable the roles whose addresses may be written
     * @param light whether it is a light, where that is in question
     */
    private record Shape(Map<KnxRole, KnxDatapoint> points, Set<KnxRole> writable, boolean light) {
        static Shape of(Map<KnxRole, KnxRow> rows) {
            Map<KnxRole, KnxDatapoint> points = new EnumMap<>(KnxRole.class);
            Set<KnxRole> writable = EnumSet.noneOf(KnxRole.class);
            rows.forEach((role, row) -> {
                points.put(role, row.datapoint());
                if (row.write()) {
                    writable.add(role);
                }
            });
            KnxRow main = main(rows);
            boolean outlet = KnxWords.isOutlet(main.name() + " " + main.device());
            return new Shape(points, writable, !outlet || points.size() > 2);
        }

        KnxType drawn() {
            KnxSketch sketch = new KnxSketch(points, writable);
            return switch (points.keySet().iterator().next().family()) {
                case LIGHT -> KnxLights.type(sketch, light);
                case COVER -> KnxCovers.type(sketch);
                case CLIMATE, SCENE, SENSOR, METER -> KnxOthers.type(sketch);
                case OTHER -> sketch.writes(KnxRole.VALUE) ? KnxOthers.writable(sketch) : KnxOthers.type(sketch);
            };
        }
    }

    /** @param there the devices that the site has */
    static KnxPlan of(KnxTable table, GatewayId gateway, Set<DeviceId> there) {
        Map<Shape, KnxType> shapes = new HashMap<>();
        Map<String, DeviceType> types = new TreeMap<>();
        Map<DeviceId, Member> members = new LinkedHashMap<>();
        Map<KnxAddress, Point> at = new TreeMap<>();
        for (Map<KnxRole, KnxRow> rows : devices(table)) {
            KnxType type = shapes.computeIfAbsent(Shape.of(rows), shape -> named(shape.drawn()));
            types.putIfAbsent(type.type().name(), type.type());
            Member member = member(rows, type, known(rows, gateway, there));
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

    private static KnxType named(KnxType drawn) {
        DeviceType type = drawn.type();
        return drawn.named(type.name() + "~" + mark(type));
    }

    /**
     * Devices of one kind may lack this address or that, so behind the mark stands all that they can, and how often it may be asked of them. It follows from nothing
     * else, such as the order in which that was found out: another line in the table, or another start of the server, gives no type another name. Clients are shown
     * the name before the mark.
     */
    static String mark(DeviceType type) {
        List<String> facts = new ArrayList<>();
        type.commands()
                .forEach(command -> facts.add("command " + command.name() + " " + command.repeat() + " "
                        + command.parameters() + " " + command.effects()));
        type.states().forEach(state -> facts.add(state.toString()));
        type.traits().forEach(trait -> facts.add(trait.toString()));
        type.properties().forEach(property -> facts.add(property.toString()));
        facts.add("look " + type.kind() + " " + type.uiClass() + " " + type.widget());
        facts.sort(null);
        CRC32 sum = new CRC32();
        sum.update(String.join("\n", facts).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /**
     * A device is known by its first address. One that the site has keeps the address by which that knows it, as long as it is one of its own: a table that grows
     * may give it another first one.
     */
    private static DeviceId known(Map<KnxRole, KnxRow> rows, GatewayId gateway, Set<DeviceId> there) {
        DeviceId first = DeviceId.of("knx", gateway, main(rows).main().toString());
        return Stream.concat(
                        Stream.of(first),
                        rows.values().stream()
                                .map(row -> DeviceId.of(
                                        "knx", gateway, row.address().toString())))
                .filter(there::contains)
                .findFirst()
                .orElse(first);
    }

    private static Member member(Map<KnxRole, KnxRow> rows, KnxType type, DeviceId id) {
        KnxRow main = main(rows);
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
