package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.core.feed.Feed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.model.States;
import io.candelabra.model.trait.Traits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A site at one moment, as the language sees it and as far as the caller may see it: areas with small numbers, zones,
 * devices, remotes. Lists are put together when they are first asked for; a hub has some hundred devices, so that is
 * cheap. For one thread.
 */
public final class LeapView {
    public static final String ZONE = "leap.zone";
    public static final String DEVICE = "leap.device";
    public static final String AREA = "leap.area";
    public static final String BUTTON = "leap.button";
    public static final String SWITCH_LEG = "leap.switchleg";
    public static final String SHADE_GROUP = "leap.shadegroup";
    /** The vendor's corner in which gateways, areas and devices keep what these two dialects alone know. */
    public static final String VENDOR = "lutron";

    /** Subject of the alert where something cannot be told. */
    private static final String READER = "leap lists";

    private static final int VIRTUAL_ROOT = 1;

    private final View view;
    private final LeapTypes types;
    private final Envelope envelope;
    private @Nullable Map<String, Area> areas;
    private @Nullable List<Zone> zones;
    private @Nullable Map<String, List<Zone>> zonesByArea;
    private @Nullable Map<Integer, List<AreaScene>> scenesByArea;
    private @Nullable InFlight inFlight;

    public LeapView(View view, LeapTypes types, Envelope envelope) {
        this.view = view;
        this.types = types;
        this.envelope = envelope;
    }

    public View view() {
        return view;
    }

    /**
     * Each of these in the language's words. One that cannot be put into words is set aside and left out: nobody misses the
     * others for it.
     */
    public <T> List<LeapObject> each(Collection<T> things, Function<T, LeapObject> words) {
        List<LeapObject> all = new ArrayList<>(things.size());
        for (T thing : things) {
            told(thing.getClass().getSimpleName(), () -> words.apply(thing)).ifPresent(all::add);
        }
        return all;
    }

    private <T> Optional<T> told(String what, Supplier<T> words) {
        Feed feed = new Feed(types.sites(), view.caller(), view.site(), READER);
        return feed.words("an entry of a list (" + what + ")", Optional.empty(), () -> Optional.of(words.get()));
    }

    public Envelope envelope() {
        return envelope;
    }

    public String name() {
        return view.resources(Resource.Profile.class).stream()
                .findFirst()
                .map(Resource.Profile::name)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> view.site().value());
    }

    // ---- devices ----

    /** All devices that have a number of this kind, in the order of the numbers. */
    public List<Device> devicesWith(String kind) {
        List<Device> found = new ArrayList<>();
        view.devices().filter(device -> device.ids().containsKey(kind)).forEach(found::add);
        found.sort(Comparator.comparingInt(device -> number(device, kind)));
        return found;
    }

    /** Devices that have a list entry of their own: all with a number, but for switch legs, which Vive does not know. */
    public List<Device> boxes() {
        List<Device> found = devicesWith(DEVICE);
        if (envelope == Envelope.VIVE) {
            found.removeIf(device ->
                    device.ids().containsKey(SWITCH_LEG) && !device.ids().containsKey(ZONE));
        }
        return found;
    }

    public Optional<Device> device(String kind, int id) {
        return view.deviceBy(kind, Integer.toString(id));
    }

    /** The number that a device has in this language; 0 where it has none. */
    public static int number(Device device, String kind) {
        return device.id(kind).map(LeapView::number).orElse(0);
    }

    public static int number(String text) {
        boolean digits = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : 0;
    }

    DeviceType type(Device device) {
        return types.of(view, device);
    }

    public Traits traits(Device device) {
        return types.traits(type(device));
    }

    /** The level of a device, or the level to which it is going. */
    States states(Device device) {
        if (inFlight == null) {
            inFlight = InFlight.of(view);
        }
        return inFlight.towards(device, type(device));
    }

    // ---- zones ----

    public List<Zone> zones() {
        if (zones == null) {
            zones = zones(devicesWith(ZONE));
        }
        return zones;
    }

    private List<Zone> zones(Collection<Device> devices) {
        List<Zone> found = new ArrayList<>(devices.size());
        devices.forEach(
                device -> told("Zone", () -> zone(device)).flatMap(zone -> zone).ifPresent(found::add));
        return found;
    }

    public Optional<Zone> zone(Device device) {
        int id = number(device, ZONE);
        DeviceType type = type(device);
        Traits traits = types.traits(type);
        return id == 0
                ? Optional.empty()
                : ControlType.of(type, traits)
                        .map(control -> new Zone(id, device, type, traits, control, states(device)));
    }

    public Optional<Zone> zone(int id) {
        return device(ZONE, id).flatMap(this::zone);
    }

    /** Zones among the changed devices. */
    public List<Zone> zones(ChangeSet changes) {
        if (changes.anything()) {
            return zones();
        }
        List<Device> devices = new ArrayList<>();
        for (DeviceId id : changes.devices()) {
            view.device(id).ifPresent(devices::add);
        }
        devices.sort(Comparator.comparingInt(device -> number(device, ZONE)));
        return zones(devices);
    }

    /** Zones in an area itself. */
    public List<Zone> zonesIn(Area area) {
        if (zonesByArea == null) {
            Map<String, List<Zone>> found = new LinkedHashMap<>();
            for (Zone zone : zones()) {
                found.computeIfAbsent(areaOf(zone.device()).key(), k -> new ArrayList<>())
                        .add(zone);
            }
            zonesByArea = found;
        }
        return zonesByArea.getOrDefault(area.key(), List.of());
    }

    /** Zones in an area and below. */
    public List<Zone> zonesWithin(Area area) {
        List<Zone> found = new ArrayList<>(zonesIn(area));
        for (String child : area.children()) {
            found.addAll(zonesWithin(byKey(child)));
        }
        return found;
    }

    // ---- areas ----

    public List<Area> areas() {
        return List.copyOf(areaMap().values());
    }

    public Optional<Area> area(int id) {
        return areaMap().values().stream().filter(area -> area.id() == id).findFirst();
    }

    public Area root() {
        return areaMap().values().iterator().next();
    }

    /** The area that a device is in; the root where nobody said, or the caller may not know of it. */
    public Area areaOf(Device device) {
        Area area = areaMap().get(device.area());
        return area == null ? root() : area;
    }

    public Area byKey(String key) {
        Area area = areaMap().get(key);
        if (area == null) {
            throw new IllegalStateException("no area " + key);
        }
        return area;
    }

    /** Areas whose figures may differ after these changes: those that devices are in, and all above. */
    public List<Area> areas(ChangeSet changes) {
        if (changes.anything()) {
            return areas();
        }
        Set<String> keys = new HashSet<>();
        for (DeviceId id : changes.devices()) {
            Optional<Device> device = view.device(id);
            if (device.isPresent()) {
                Area at = areaOf(device.get());
                while (keys.add(at.key()) && !at.isRoot()) {
                    at = byKey(at.parent());
                }
            }
        }
        return areas().stream().filter(area -> keys.contains(area.key())).toList();
    }

    private Map<String, Area> areaMap() {
        if (areas == null) {
            areas = findAreas();
        }
        return areas;
    }

    /** The root first. Where there are several trees, or none, a root of our own stands above them. */
    private Map<String, Area> findAreas() {
        Map<String, Resource.Area> seen = new LinkedHashMap<>();
        for (Resource.Area area : view.resources(Resource.Area.class)) {
            if (number(area.ids().getOrDefault(AREA, "")) > 0 && view.sees(area)) {
                seen.put(area.id(), area);
            }
        }
        List<Resource.Area> tops = new ArrayList<>();
        Map<String, List<Resource.Area>> below = new HashMap<>();
        for (Resource.Area area : seen.values()) {
            if (seen.containsKey(area.parent())) {
                below.computeIfAbsent(area.parent(), p -> new ArrayList<>()).add(area);
            } else {
                tops.add(area);
            }
        }
        Map<String, Area> found = new LinkedHashMap<>();
        if (tops.size() == 1) {
            add(found, below, tops.getFirst(), tops.getFirst().id());
        } else {
            List<String> children = tops.stream().map(Resource.Area::id).toList();
            found.put("", new Area(VIRTUAL_ROOT, "", "", name(), "", children));
            tops.forEach(top -> add(found, below, top, ""));
        }
        return found;
    }

    private static void add(
            Map<String, Area> found, Map<String, List<Resource.Area>> below, Resource.Area area, String parent) {
        List<Resource.Area> children = below.getOrDefault(area.id(), List.of());
        found.put(
                area.id(),
                new Area(
                        number(area.ids().getOrDefault(AREA, "")),
                        area.id(),
                        parent,
                        area.label(),
                        area.vendor().getOrDefault(VENDOR, ""),
                        children.stream().map(Resource.Area::id).toList()));
        children.forEach(child -> add(found, below, child, area.id()));
    }

    /** The scenes of an area, in the order of their numbers. */
    public List<AreaScene> scenesOf(Area area) {
        if (scenesByArea == null) {
            scenesByArea = AreaScene.byArea(view);
        }
        return scenesByArea.getOrDefault(area.id(), List.of());
    }

    // ---- gateways ----

    /** Hubs and processors that the caller sees; the first one is what the client is connected to. */
    public List<Gateway> gateways() {
        return view.gateways().toList();
    }
}
