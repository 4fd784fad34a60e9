package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.ToldJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a network, as its bridge lists them. One that cannot be read is left out, and stands in no other's way.
 *
 * @param types of all parts, as they are told
 * @param byName by the name under which their messages come, which people may change
 */
record ZigbeeNetwork(List<ZigbeeType> types, Map<String, Member> byName) {
    static final ZigbeeNetwork NONE = new ZigbeeNetwork(List.of(), Map.of());

    /** The attribute that is a device's name there. */
    static final String NAME = "zigbee:FriendlyName";

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{1,16}");
    private static final int MOST_DEVICES = 2_000;
    private static final int LONGEST_NAME = 200;

    /** One part of a device, which is a device here. */
    record Part(Device told, ZigbeeType type) {
        DeviceId id() {
            return told.id();
        }
    }

    /**
     * A device of the network.
     *
     * @param address its IEEE address, which stays the same
     * @param disabled whether people have taken it out of service
     * @param asleep whether it has a battery, and so mostly does not hear what it is asked
     */
    record Member(String address, String name, boolean disabled, boolean asleep, List<Part> parts) {}

    private static final class Names {
        private final Set<String> taken = new HashSet<>();

        /** Two models may have one name, or one model expose this or that by its firmware. Clients are shown what stands before the mark. */
        String free(String name) {
            String free = name;
            for (int number = 2; !taken.add(free); number++) {
                free = name + "~" + number;
            }
            return free;
        }
    }

    /** @param told the list of the bridge */
    static ZigbeeNetwork read(Object told, GatewayId gateway) {
        Map<String, ZigbeeModel> models = new LinkedHashMap<>();
        List<ZigbeeType> types = new ArrayList<>();
        Names names = new Names();
        Map<String, Member> members = new LinkedHashMap<>();
        Set<String> addresses = new HashSet<>();
        for (Map<String, @Nullable Object> one : ToldJson.objects(told)) {
            String address = ToldJson.text(one, "ieee_address");
            String name = ToldJson.text(one, "friendly_name");
            boolean shown = ADDRESS.matcher(address).matches()
                    && !name.isBlank()
                    && name.length() <= LONGEST_NAME
                    && !ToldJson.text(one, "type").equals("Coordinator")
                    && ready(one);
            if (shown && members.size() < MOST_DEVICES && !members.containsKey(name) && addresses.add(address)) {
                ZigbeeModel model = models.computeIfAbsent(key(one), key -> named(model(one), names, types));
                members.put(name, member(one, address, name, gateway, model));
            }
        }
        return new ZigbeeNetwork(List.copyOf(types), members);
    }

    /** What a device exposes is known when it has been asked. */
    private static boolean ready(Map<String, @Nullable Object> told) {
        return told.get("definition") != null
                || ToldJson.flag(told, "interview_completed", false)
                || ToldJson.text(told, "interview_state").equals("SUCCESSFUL");
    }

    private static Map<String, @Nullable Object> definition(Map<String, @Nullable Object> told) {
        return ToldJson.object(told.get("definition")).orElse(Map.of());
    }

    private static String vendor(Map<String, @Nullable Object> told) {
        String vendor = ToldJson.text(definition(told), "vendor");
        return vendor.isEmpty() ? ToldJson.text(told, "manufacturer") : vendor;
    }

    private static String name(Map<String, @Nullable Object> told) {
        String model = ToldJson.text(definition(told), "model");
        return model.isEmpty() ? ToldJson.text(told, "model_id") : model;
    }

    private static String key(Map<String, @Nullable Object> told) {
        return vendor(told) + "\n" + name(told) + "\n"
                + Json.text(definition(told).get("exposes"));
    }

    private static ZigbeeModel model(Map<String, @Nullable Object> told) {
        return ZigbeeModel.of(
                vendor(told), name(told), Exposed.read(definition(told).get("exposes")));
    }

    private static ZigbeeModel named(ZigbeeModel model, Names names, List<ZigbeeType> types) {
        List<ZigbeeModel.Part> parts = new ArrayList<>();
        for (ZigbeeModel.Part part : model.parts()) {
            ZigbeeType type = part.type().named(names.free(part.type().type().name()));
            types.add(type);
            parts.add(new ZigbeeModel.Part(part.endpoint(), type));
        }
        return new ZigbeeModel(parts);
    }

    private static Member member(
            Map<String, @Nullable Object> told, String address, String name, GatewayId gateway, ZigbeeModel model) {
        List<Part> parts = new ArrayList<>();
        for (ZigbeeModel.Part part : model.parts()) {
            boolean whole = part.endpoint().isEmpty();
            DeviceId id = DeviceId.of("zigbee", gateway, whole ? address : address + "#" + (parts.size() + 1));
            String label = whole ? name : name + " " + part.endpoint();
            String type = part.type().type().name();
            Device device = Device.of(id, type, label, new States(List.of()))
                    .described(type, attributes(told), 0)
                    .withAvailable(!ToldJson.flag(told, "disabled", false));
            parts.add(new Part(device, part.type()));
        }
        boolean asleep = ToldJson.text(told, "power_source").equals("Battery");
        return new Member(address, name, ToldJson.flag(told, "disabled", false), asleep, List.copyOf(parts));
    }

    private static List<State> attributes(Map<String, @Nullable Object> told) {
        List<State> attributes = new ArrayList<>();
        attribute(attributes, "core:Manufacturer", vendor(told));
        attribute(attributes, "zigbee:Model", name(told));
        attribute(attributes, "zigbee:Description", ToldJson.text(definition(told), "description"));
        attribute(attributes, "core:FirmwareRevision", ToldJson.text(told, "software_build_id"));
        attribute(attributes, "zigbee:PowerSource", ToldJson.text(told, "power_source"));
        attribute(attributes, NAME, ToldJson.text(told, "friendly_name"));
        return attributes;
    }

    private static void attribute(List<State> attributes, String name, String text) {
        if (!text.isEmpty() && text.length() <= 1_000) {
            attributes.add(State.of(name, text));
        }
    }

    Optional<Member> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Member> at(String address) {
        return byName.values().stream()
                .filter(member -> member.address().equals(address))
                .findFirst();
    }

    /** The member and the part that a device of ours stands for. */
    Optional<Map.Entry<Member, Part>> find(DeviceId id) {
        for (Member member : byName.values()) {
            for (Part part : member.parts()) {
                if (part.id().equals(id)) {
                    return Optional.of(Map.entry(member, part));
                }
            }
        }
        return Optional.empty();
    }

    /** Tells the types, and of each device what is new. One that the list lacks cannot be reached; how many are new. */
    int tell(DriverContext lane) {
        GatewayId gateway = lane.gateway().id();
        types.forEach(type -> lane.report(new Report.TypeFound(gateway, type.type(), "")));
        Set<DeviceId> there = new HashSet<>();
        int found = 0;
        for (Member member : byName.values()) {
            for (Part part : member.parts()) {
                there.add(part.id());
                Optional<Device> stored = lane.device(part.id());
                if (stored.isEmpty()) {
                    found++;
                    lane.report(new Report.DeviceFound(part.told()));
                } else if (differs(stored.get(), part.told())) {
                    lane.report(new Report.DeviceChanged(part.told()));
                }
            }
        }
        for (Device stored : lane.devices()) {
            if (!there.contains(stored.id())) {
                lane.report(new Report.AvailabilitySeen(stored.id(), false));
            }
        }
        return found;
    }

    private static boolean differs(Device stored, Device told) {
        String type = SiteType.nameAt(told.id().gateway(), told.type());
        return !stored.type().equals(type) || !stored.attributes().containsAll(told.attributes());
    }
}
