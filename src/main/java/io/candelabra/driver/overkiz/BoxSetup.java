package io.candelabra.driver.overkiz;

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
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A setup as a box told it: the types of its devices, and the devices. A device that cannot be read is left out, and stands in no other's
 * way.
 *
 * @param box the box's own id
 * @param addresses of the devices
 * @param types in the order in which the box has them
 * @param devices with their newest states: events change them
 */
record BoxSetup(String box, BoxAddresses addresses, List<Type> types, Map<DeviceId, Device> devices) {
    static final BoxSetup NONE = new BoxSetup("", new BoxAddresses(new GatewayId("none")), List.of(), Map.of());

    /** Fields of a device that have a place of their own here. */
    private static final Set<String> REPRESENTED = Set.of(
            "deviceURL",
            "label",
            "controllableName",
            "definition",
            "states",
            "attributes",
            "available",
            "enabled",
            "placeOID",
            "oid",
            "creationTime",
            "lastUpdateTime");
    /** Under which the Overkiz faces find what they alone show. */
    private static final String REST = "overkiz";

    private static final int MOST_DEVICES = 10_000;

    /** Understands the definitions of devices. */
    @FunctionalInterface
    interface Types {
        /**
         * @param states of devices of the type
         * @return empty where the definition cannot be read
         */
        Optional<DeviceType> type(String controllable, Map<String, @Nullable Object> definition, List<State> states);
    }

    /**
     * A type as it is told.
     *
     * @param definition as it came, as JSON
     */
    record Type(DeviceType type, String definition) {}

    /** Devices that share a definition, while the setup is read. */
    private record Alike(
            String name, String controllable, Map<String, @Nullable Object> definition, Map<String, State> states) {}

    /**
     * @param known the box's own id, by which its devices have been named since the first time; empty the first time
     * @throws IOException where this cannot be the setup of that box: one that is still starting may tell half of it
     */
    static BoxSetup read(Map<String, @Nullable Object> told, GatewayId ours, String known, Types types)
            throws IOException {
        List<String> boxes = ToldJson.objects(told, "gateways").stream()
                .map(gateway -> ToldJson.text(gateway, "gatewayId"))
                .filter(id -> !id.isEmpty())
                .toList();
        if (boxes.isEmpty()
                || !known.isEmpty() && !boxes.contains(known)
                || !(told.get("devices") instanceof List<?>)) {
            throw new IOException("the box tells a setup without itself or without devices");
        }
        String box = known.isEmpty() ? boxes.getFirst() : known;
        BoxAddresses addresses = new BoxAddresses(ours);
        Map<String, Alike> alike = new LinkedHashMap<>();
        Map<DeviceId, Device> devices = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (Map<String, @Nullable Object> device : ToldJson.objects(told, "devices")) {
            Optional<Map<String, @Nullable Object>> definition = ToldJson.object(device.get("definition"));
            String controllable = ToldJson.text(device, "controllableName");
            if (definition.isEmpty() || controllable.isBlank() || devices.size() >= MOST_DEVICES) {
                continue;
            }
            Optional<DeviceId> id = addresses.learn(box, ToldJson.text(device, "deviceURL"));
            if (id.isEmpty() || devices.containsKey(id.get())) {
                continue;
            }
            Alike type = alike.computeIfAbsent(
                    controllable + " " + Json.text(definition.get()),
                    key -> new Alike(free(controllable, names), controllable, definition.get(), new LinkedHashMap<>()));
            List<State> states = BoxJson.states(device, "states");
            states.forEach(state -> type.states().putIfAbsent(state.name(), state));
            devices.put(id.get(), device(id.get(), type.name(), device, states));
        }
        List<Type> found = new ArrayList<>();
        for (Alike one : alike.values()) {
            types.type(
                            one.controllable(),
                            one.definition(),
                            List.copyOf(one.states().values()))
                    .ifPresent(type -> found.add(new Type(type.named(one.name()), Json.text(one.definition()))));
        }
        return new BoxSetup(box, addresses, List.copyOf(found), devices);
    }

    /** Boxes have several definitions of one name, such as of bridges. Clients are shown what stands before the mark. */
    private static String free(String controllable, Set<String> names) {
        String name = controllable;
        for (int number = 2; !names.add(name); number++) {
            name = controllable + "~" + number;
        }
        return name;
    }

    private static Device device(DeviceId id, String type, Map<String, @Nullable Object> told, List<State> states) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(told);
        rest.keySet().removeAll(REPRESENTED);
        Device device = Device.of(id, type, ToldJson.text(told, "label"), new States(states))
                .described(type, BoxJson.states(told, "attributes"), 0)
                .withAvailable(ToldJson.flag(told, "available", true));
        return rest.isEmpty() ? device : device.withVendor(REST, Json.text(rest));
    }

    /**
     * Tells the types, and of each device what is new. One that the box has no more cannot be reached.
     *
     * @param gone devices that were told as gone, and that the site may still have
     */
    void tell(DriverContext lane, Set<DeviceId> gone) {
        GatewayId gateway = lane.gateway().id();
        types.forEach(type -> lane.report(new Report.TypeFound(gateway, type.type(), type.definition())));
        for (Device told : devices.values()) {
            Optional<Device> stored = lane.device(told.id()).filter(there -> !gone.contains(there.id()));
            if (stored.isEmpty()) {
                lane.report(new Report.DeviceFound(told));
            } else {
                if (differs(stored.get(), told)) {
                    lane.report(new Report.DeviceChanged(told));
                }
                tellState(lane, stored.get());
            }
        }
        for (Device stored : lane.devices()) {
            if (!devices.containsKey(stored.id())) {
                lane.report(new Report.AvailabilitySeen(stored.id(), false));
            }
        }
    }

    private static boolean differs(Device stored, Device told) {
        String type = SiteType.nameAt(told.id().gateway(), told.type());
        return !stored.type().equals(type) || !stored.attributes().containsAll(told.attributes());
    }

    /** Tells the newest states of a device. Of what happens, such as a press, the setup tells nothing: that is over. */
    void tellState(DriverContext lane, Device stored) {
        Device told = devices.get(stored.id());
        if (told == null) {
            return;
        }
        lane.report(new Report.AvailabilitySeen(told.id(), told.available()));
        Set<String> momentary = lane.momentary(stored);
        List<State> states = told.states().all().stream()
                .filter(state -> !momentary.contains(state.name()))
                .toList();
        if (!states.isEmpty()) {
            lane.report(new Report.StatesSeen(told.id(), states));
        }
    }

    /** The box has told states of a device since. */
    void now(DeviceId device, List<State> states) {
        devices.computeIfPresent(
                device, (same, told) -> told.withStates(told.states().with(states)));
    }

    /** The box has told since whether a device can be reached. */
    void now(DeviceId device, boolean available) {
        devices.computeIfPresent(device, (same, told) -> told.withAvailable(available));
    }
}
