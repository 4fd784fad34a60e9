package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.ToldJson;
import java.util.ArrayList;
import java.util.HashMap;
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
 * @param leftOut how many the bridge lists beyond those
 */
record ZigbeeNetwork(List<ZigbeeType> types, Map<String, Member> byName, int leftOut) {
    static final ZigbeeNetwork NONE = new ZigbeeNetwork(List.of(), Map.of(), 0);

    /** The attribute that is a device's name there. */
    static final String NAME = "zigbee:FriendlyName";

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{1,16}");
    /** The attribute that says which part of a device one is. */
    private static final String ENDPOINT = "zigbee:Endpoint";

    static final int MOST_DEVICES = 2_000;
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
        private final Map<String, DeviceType> taken = new HashMap<>();

        /**
         * Two models may have one name, or one model expose this or that by its firmware. Clients are shown what stands before the mark. What is the same to them has
         * one name, also where messages are read otherwise.
         */
        ZigbeeType named(ZigbeeType type) {
            String base = type.type().name();
            ZigbeeType named = type;
            for (int number = 2; !isFree(named.type()); number++) {
                named = type.named(base + "~" + number);
            }
            taken.put(named.type().name(), named.type());
            return named;
        }

        private boolean isFree(DeviceType type) {
            DeviceType there = taken.get(type.name());
            return there == null || there.equals(type);
        }
    }

    /** The parts of devices that the site has: they keep their ids, whatever the order in which a later version of the bridge lists them. */
    private static final class Known {
        private final Map<String, Map<DeviceId, String>> endpoints = new HashMap<>();

        Known(List<Device> devices) {
            for (Device device : devices) {
                if (device.id().endpoint() > 0) {
                    String endpoint = device.attributes().stream()
                            .filter(one -> one.name().equals(ENDPOINT))
                            .map(one -> one.value().asText())
                            .findFirst()
                            .orElse("");
                    endpoints
                            .computeIfAbsent(device.id().address(), fresh -> new HashMap<>())
                            .put(device.id(), endpoint);
                }
            }
        }

        /** The ids of the parts, in their order. */
        List<DeviceId> ids(GatewayId gateway, String address, List<String> parts) {
            Map<DeviceId, String> known = endpoints.getOrDefault(address, Map.of());
            Map<String, DeviceId> ids = new HashMap<>();
            known.forEach((id, endpoint) -> {
                if (parts.contains(endpoint)) {
                    ids.put(endpoint, id);
                }
            });
            for (int place = 1; place <= parts.size(); place++) {
                // those of before were counted in the order of the list, and do not say which part they are
                DeviceId counted = id(gateway, address, place);
                if (known.getOrDefault(counted, "?").isEmpty()) {
                    ids.putIfAbsent(parts.get(place - 1), counted);
                }
            }
            Set<DeviceId> taken = new HashSet<>(known.keySet());
            taken.addAll(ids.values());
            int number = 1;
            for (String part : parts) {
                while (!ids.containsKey(part) && !taken.add(id(gateway, address, number))) {
                    number++;
                }
                ids.putIfAbsent(part, id(gateway, address, number));
            }
            return parts.stream().map(ids::get).toList();
        }

        private static DeviceId id(GatewayId gateway, String address, int number) {
            return DeviceId.of("zigbee", gateway, address + "#" + number);
        }
    }

    /**
     * @param told the list of the bridge
     * @param info its settings
     * @param devices those that the site has
     */
    static ZigbeeNetwork read(Object told, ZigbeeSettings info, List<Device> devices, GatewayId gateway) {
        Map<String, ZigbeeModel> models = new LinkedHashMap<>();
        List<ZigbeeType> types = new ArrayList<>();
        Names names = new Names();
        Map<String, Member> members = new LinkedHashMap<>();
        Set<String> addresses = new HashSet<>();
        Known known = new Known(devices);
        int leftOut = 0;
        for (Map<String, @Nullable Object> one : ToldJson.objects(told)) {
            String address = ToldJson.text(one, "ieee_address");
            String name = ToldJson.text(one, "friendly_name");
            boolean shown = ADDRESS.matcher(address).matches()
                    && !name.isBlank()
                    && name.length() <= LONGEST_NAME
                    && !ToldJson.text(one, "type").equals("Coordinator")
                    && ready(one);
            if (shown && members.size() >= MOST_DEVICES) {
                leftOut++;
            } else if (shown && !members.containsKey(name) && addresses.add(address)) {
                boolean inverted = info.inverts(address);
                ZigbeeModel model = models.computeIfAbsent(
                        inverted + "\n" + key(one), key -> named(model(one, inverted), names, types));
                members.put(name, member(one, address, name, gateway, model, known));
            }
        }
        return new ZigbeeNetwork(List.copyOf(types), members, leftOut);
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

    private static ZigbeeModel model(Map<String, @Nullable Object> told, boolean inverted) {
        return ZigbeeModel.of(
                vendor(told), name(told), Exposed.read(definition(told).get("exposes")), inverted);
    }

    private static ZigbeeModel named(ZigbeeModel model, Names names, List<ZigbeeType> types) {
        List<ZigbeeModel.Part> parts = new ArrayList<>();
        for (ZigbeeModel.Part part : model.parts()) {
            ZigbeeType type = names.named(part.type());
            if (types.stream().noneMatch(one -> one.type().equals(type.type()))) {
                types.add(type);
            }
            parts.add(new ZigbeeModel.Part(part.endpoint(), type));
        }
        return new ZigbeeModel(parts);
    }

    private static Member member(
            Map<String, @Nullable Object> told,
            String address,
            String name,
            GatewayId gateway,
            ZigbeeModel model,
            Known known) {
        List<Part> parts = new ArrayList<>();
        List<DeviceId> ids = known.ids(
                gateway,
                address,
                model.parts().stream().map(ZigbeeModel.Part::endpoint).toList());
        for (ZigbeeModel.Part part : model.parts()) {
            boolean whole = part.endpoint().isEmpty();
            DeviceId id = whole ? DeviceId.of("zigbee", gateway, address) : ids.get(parts.size());
            String label = whole ? name : name + " " + part.endpoint();
            String type = part.type().type().name();
            Device device = Device.of(id, type, label, new States(List.of()))
                    .described(type, attributes(told, part.endpoint()), 0)
                    .withAvailable(!ToldJson.flag(told, "disabled", false));
            parts.add(new Part(device, part.type()));
        }
        boolean asleep = ToldJson.text(told, "power_source").equals("Battery");
        return new Member(address, name, ToldJson.flag(told, "disabled", false), asleep, List.copyOf(parts));
    }

    private static List<State> attributes(Map<String, @Nullable Object> told, String endpoint) {
        List<State> attributes = new ArrayList<>();
        attribute(attributes, "core:Manufacturer", vendor(told));
        attribute(attributes, "zigbee:Model", name(told));
        attribute(attributes, "zigbee:Description", ToldJson.text(definition(told), "description"));
        attribute(attributes, "core:FirmwareRevision", ToldJson.text(told, "software_build_id"));
        attribute(attributes, "zigbee:PowerSource", ToldJson.text(told, "power_source"));
        attribute(attributes, ENDPOINT, endpoint);
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
