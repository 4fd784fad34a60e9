package io.candelabra.driver.leap;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.ToldJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a bridge has. Small bridges tell all of it in flat lists; large ones refuse some of these, and are asked area by area. What
 * cannot be read is left out, and stands in no other's way.
 */
final class BridgeReading {
    private static final int MOST = 10_000;
    /** Our own face for LEAP finds the engraving of buttons under it. */
    private static final String VENDOR = "lutron";

    private final BridgeTalk talk;
    private final GatewayId gateway;
    private final Map<String, String> areas = new LinkedHashMap<>();
    private final Map<DeviceId, Device> devices = new LinkedHashMap<>();
    private final Map<String, BridgeControl> zones = new LinkedHashMap<>();
    private final Map<String, BridgeLayout.Button> buttons = new LinkedHashMap<>();
    /** The devices of the bridge, by their addresses. */
    private final Map<String, Map<String, @Nullable Object>> boxes = new LinkedHashMap<>();

    private BridgeReading(BridgeTalk talk, GatewayId gateway) {
        this.talk = talk;
        this.gateway = gateway;
    }

    static BridgeLayout read(BridgeTalk talk, GatewayId gateway) throws IOException {
        BridgeReading reading = new BridgeReading(talk, gateway);
        reading.areas();
        reading.boxes();
        reading.zones();
        reading.remotes();
        reading.occupancy();
        reading.scenes();
        return new BridgeLayout(Map.copyOf(reading.devices), Map.copyOf(reading.zones), Map.copyOf(reading.buttons));
    }

    private List<Map<String, @Nullable Object>> list(String url, String field) throws IOException {
        return talk.list(url, field).orElse(List.of());
    }

    private void areas() throws IOException {
        for (Map<String, @Nullable Object> area : list("/area", "Areas")) {
            String href = BridgeJson.href(area);
            if (!href.isEmpty() && areas.size() < MOST) {
                areas.put(href, BridgeJson.name(area));
            }
        }
    }

    private void boxes() throws IOException {
        Optional<List<Map<String, @Nullable Object>>> flat = talk.list("/device", "Devices");
        List<Map<String, @Nullable Object>> all =
                flat.isPresent() ? flat.get() : list("/device?where=IsThisDevice:false", "Devices");
        for (Map<String, @Nullable Object> box : all) {
            String href = BridgeJson.href(box);
            if (!href.isEmpty() && boxes.size() < MOST) {
                boxes.put(href, box);
            }
        }
    }

    private void zones() throws IOException {
        Optional<List<Map<String, @Nullable Object>>> flat = talk.list("/zone", "Zones");
        List<Map<String, @Nullable Object>> all = new ArrayList<>(flat.orElse(List.of()));
        if (flat.isEmpty()) {
            for (String area : areas.keySet()) {
                all.addAll(list(area + "/associatedzone", "Zones"));
            }
        }
        for (Map<String, @Nullable Object> zone : all) {
            String href = BridgeJson.href(zone);
            Map<String, @Nullable Object> box = BridgeJson.object(boxes.get(BridgeJson.href(zone, "Device")));
            BridgeControl.of(ToldJson.text(zone, "ControlType"))
                    .ifPresent(control -> zone(href, control, label(zone), box));
        }
        for (Map<String, @Nullable Object> box : boxes.values()) {
            for (Map<String, @Nullable Object> local : ToldJson.objects(box, "LocalZones")) {
                String href = BridgeJson.href(local);
                BridgeControl.ofDevice(ToldJson.text(box, "DeviceType"))
                        .filter(control -> !zones.containsKey(href))
                        .ifPresent(control -> zone(href, control, label(box), box));
            }
        }
    }

    private void zone(String href, BridgeControl control, String label, Map<String, @Nullable Object> box) {
        if (href.startsWith("/zone/") && add(href, control.type(), label, box)) {
            zones.put(href, control);
        }
    }

    /** In which area it is, and its name there. */
    private String label(Map<String, @Nullable Object> thing) {
        String area = areas.getOrDefault(BridgeJson.href(thing, "AssociatedArea"), "");
        String name = BridgeJson.name(thing);
        return area.isEmpty() || name.startsWith(area) ? name : (area + " " + name).strip();
    }

    private boolean add(String href, String type, String label, Map<String, @Nullable Object> box) {
        DeviceId id = DeviceId.of(BridgeLayout.PROTOCOL, gateway, href.substring(1));
        if (devices.containsKey(id) || devices.size() >= MOST) {
            return false;
        }
        List<State> facts = new ArrayList<>();
        fact(facts, "core:FirmwareRevision", ToldJson.text(BridgeJson.object(box.get("FirmwareImage")), "Firmware"));
        fact(facts, "candelabra:Model", ToldJson.text(box, "ModelNumber"));
        fact(facts, "candelabra:DeviceKind", ToldJson.text(box, "DeviceType"));
        Device device = Device.of(id, type, label.isEmpty() ? href.substring(1) : label, new States(List.of()));
        devices.put(id, device.described(type, facts, 0));
        return true;
    }

    private static void fact(List<State> facts, String name, String value) {
        if (!value.isBlank() && value.length() <= 100) {
            facts.add(State.of(name, value));
        }
    }

    private void remotes() throws IOException {
        Map<String, String> boxOfGroup = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> group : list("/buttongroup", "ButtonGroups")) {
            boxOfGroup.put(BridgeJson.href(group), BridgeJson.href(group, "Parent"));
        }
        for (Map.Entry<String, Map<String, @Nullable Object>> box : boxes.entrySet()) {
            for (Map<String, @Nullable Object> group : ToldJson.objects(box.getValue(), "ButtonGroups")) {
                boxOfGroup.put(BridgeJson.href(group), box.getKey());
            }
        }
        Map<String, List<Map<String, @Nullable Object>>> ofBox = new TreeMap<>();
        for (Map<String, @Nullable Object> button : list("/button", "Buttons")) {
            String box = boxOfGroup.getOrDefault(BridgeJson.href(button, "Parent"), "");
            if (boxes.containsKey(box) && BridgeJson.href(button).startsWith("/button/")) {
                ofBox.computeIfAbsent(box, key -> new ArrayList<>()).add(button);
            }
        }
        ofBox.forEach(this::remote);
    }

    private void remote(String href, List<Map<String, @Nullable Object>> told) {
        Map<String, @Nullable Object> box = BridgeJson.object(boxes.get(href));
        if (!add(href, "candelabra:PicoRemote", label(box), box)) {
            return;
        }
        DeviceId id = DeviceId.of(BridgeLayout.PROTOCOL, gateway, href.substring(1));
        told.sort(Comparator.comparingDouble(BridgeReading::buttonNumber));
        List<String> names = new ArrayList<>();
        for (Map<String, @Nullable Object> button : told) {
            String engraved = ToldJson.text(BridgeJson.object(button.get("Engraving")), "Text");
            names.add(engraved.isBlank() ? BridgeJson.name(button) : engraved);
            buttons.put(BridgeJson.href(button), new BridgeLayout.Button(id, names.size()));
        }
        devices.computeIfPresent(id, (same, device) -> device.withVendor(VENDOR, Json.text(Map.of("buttons", names))));
    }

    private static double buttonNumber(Map<String, @Nullable Object> button) {
        return ToldJson.number(button, "ButtonNumber").orElse(0);
    }

    private void occupancy() throws IOException {
        for (Map<String, @Nullable Object> group : list("/occupancygroup", "OccupancyGroups")) {
            boolean sensed = !ToldJson.objects(group, "AssociatedSensors").isEmpty();
            String area = ToldJson.objects(group, "AssociatedAreas").stream()
                    .map(one -> areas.getOrDefault(BridgeJson.href(one, "Area"), ""))
                    .findFirst()
                    .orElse("");
            if (sensed && !BridgeJson.href(group).isEmpty()) {
                add(BridgeJson.href(group), "candelabra:OccupancySensor", (area + " occupancy").strip(), Map.of());
            }
        }
    }

    private void scenes() throws IOException {
        for (Map<String, @Nullable Object> scene : list("/virtualbutton", "VirtualButtons")) {
            boolean programmed = Boolean.TRUE.equals(scene.get("IsProgrammed"));
            if (programmed
                    && !BridgeJson.name(scene).isEmpty()
                    && !BridgeJson.href(scene).isEmpty()) {
                add(BridgeJson.href(scene), BridgeScene.TYPE.name(), BridgeJson.name(scene), Map.of());
            }
        }
    }
}
