package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.state.SiteState;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.RawJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Devices as the faces show them, each rendered once per version: a device of the state is immutable, so that the bytes hold
 * for as long as the state holds that very instance.
 *
 * <p>Cloud: {@code creationTime, lastUpdateTime, label, deviceURL, shortcut, controllableName, metadata?, definition, states,
 * attributes?, available, enabled, placeOID, widget, type, oid, uiClass}. Local: {@code deviceURL, available, synced, type,
 * states, label, subsystemId, attributes, enabled, controllableName, definition}. An imported device is shown with the fields that it came with;
 * elsewhere a device without states or attributes has an empty list, since clients run through it unasked.
 */
public final class DeviceDocuments {
    private static final Set<String> CLOUD_ONLY =
            Set.of("creationTime", "lastUpdateTime", "shortcut", "metadata", "placeOID", "widget", "oid", "uiClass");
    private static final Set<String> LOCAL_ONLY = Set.of("synced", "subsystemId");
    /** Fields that follow from the type, or are the same for all; of an imported device they are kept as they came. */
    private static final Set<String> NOT_HELD =
            Set.of("shortcut", "widget", "type", "uiClass", "synced", "subsystemId");

    private static final byte[] COMMA = {','};

    private record Shelf(SiteId site, boolean local) {}

    private record Sheet(Device device, DeviceType type, byte[] bytes) {}

    private final Definitions definitions = new Definitions();
    private final Map<Shelf, Map<DeviceId, Sheet>> shelves = new ConcurrentHashMap<>();

    public Definitions definitions() {
        return definitions;
    }

    /** One device. */
    public byte[] device(OverkizSession session, SiteState state, Device device) {
        return sheet(session, state, device, shelf(session));
    }

    /** The devices that are listed: those that the caller sees and that are not hidden. */
    public static Stream<Device> listed(OverkizSession session, SiteState state) {
        return session.devices(state).filter(device -> !hidden(device));
    }

    /** Whether a device was taken out of the lists because it cannot be unpaired. */
    public static boolean hidden(Device device) {
        return device.vendor().containsKey(Kept.HIDDEN);
    }

    /** A JSON array of devices. */
    public byte[] array(OverkizSession session, SiteState state, Stream<Device> devices) {
        Map<DeviceId, Sheet> shelf = shelf(session);
        if (shelf.size() > 2 * state.devices().size() + 100) {
            shelf.clear(); // devices that are gone
        }
        List<byte[]> parts = new ArrayList<>();
        int length = 2;
        for (Iterator<Device> each = devices.iterator(); each.hasNext(); ) {
            if (!parts.isEmpty()) {
                parts.add(COMMA);
                length++;
            }
            byte[] part = sheet(session, state, each.next(), shelf);
            parts.add(part);
            length += part.length;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(length);
        all.write('[');
        parts.forEach(all::writeBytes);
        all.write(']');
        return all.toByteArray();
    }

    private Map<DeviceId, Sheet> shelf(OverkizSession session) {
        return shelves.computeIfAbsent(
                new Shelf(session.site(), session.local()), ignored -> new ConcurrentHashMap<>());
    }

    private byte[] sheet(OverkizSession session, SiteState state, Device device, Map<DeviceId, Sheet> shelf) {
        DeviceType type = session.sites().typeOf(state, device);
        Sheet found = shelf.get(device.id());
        if (found == null || found.device() != device || found.type() != type) {
            found = new Sheet(device, type, Json.write(document(session, state, device, type)));
            shelf.put(device.id(), found);
        }
        return found.bytes();
    }

    private Map<String, @Nullable Object> document(
            OverkizSession session, SiteState state, Device device, DeviceType type) {
        Map<String, @Nullable Object> document =
                session.local() ? local(state, device, type) : cloud(session, state, device, type);
        if (Kept.asItCame(state, device.vendor(), session.local())) {
            Set<String> absent = Set.copyOf(Kept.texts(device.vendor(), Kept.ABSENT));
            document.keySet().removeAll(NOT_HELD);
            document.keySet()
                    .removeIf(field -> absent.contains(field)
                            && (!field.equals("states") || device.states().all().isEmpty()));
        }
        Set<String> otherFace = session.local() ? CLOUD_ONLY : LOCAL_ONLY;
        Kept.object(device.vendor(), Kept.DOCUMENT).forEach((field, value) -> {
            if (!otherFace.contains(field)) {
                document.put(field, value);
            }
        });
        return document;
    }

    private Map<String, @Nullable Object> cloud(
            OverkizSession session, SiteState state, Device device, DeviceType type) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("creationTime", device.createdMs());
        document.put("lastUpdateTime", device.updatedMs());
        document.put("label", device.label());
        document.put("deviceURL", device.id().value());
        document.put("shortcut", false);
        document.put("controllableName", definitions.controllable(state, type));
        document.put("definition", definitions.definition(state, type, false));
        document.put("states", StateDocuments.states(device));
        document.put("attributes", StateDocuments.attributes(device));
        document.put("available", device.available());
        document.put("enabled", device.enabled());
        String place = OverkizIds.placeOf(state, device.area());
        document.put("placeOID", place.isEmpty() ? Places.rootOid(session, state) : place);
        document.put("widget", type.widget());
        document.put("type", kind(type));
        document.put("oid", OverkizIds.device(session.site(), device));
        document.put("uiClass", type.uiClass());
        return document;
    }

    private Map<String, @Nullable Object> local(SiteState state, Device device, DeviceType type) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("deviceURL", device.id().value());
        document.put("available", device.available());
        document.put("synced", true);
        document.put("type", kind(type));
        document.put("states", StateDocuments.states(device));
        document.put("label", device.label());
        document.put("subsystemId", device.id().endpoint());
        document.put("attributes", StateDocuments.attributes(device));
        document.put("enabled", device.enabled());
        document.put("controllableName", definitions.controllable(state, type));
        document.put("definition", definitions.definition(state, type, true));
        return document;
    }

    /** The number of a device's kind. */
    public static int kind(DeviceType type) {
        return switch (type.kind()) {
            case "ACTUATOR" -> 1;
            case "SENSOR" -> 2;
            case "VIDEO" -> 3;
            case "CONTROLLABLE", "REMOTE_CONTROLLER" -> 4;
            case "GATEWAY", "PROTOCOL_GATEWAY" -> 5;
            case "INFRASTRUCTURE", "INFRASTRUCTURE_COMPONENT" -> 6;
            case "GROUP" -> 7;
            default -> 1;
        };
    }

    /** A device with what its maker tells of it, which is asked for seldom and not kept rendered. */
    public byte[] withManufacturerData(OverkizSession session, SiteState state, Device device) {
        Map<String, @Nullable Object> document =
                document(session, state, device, session.sites().typeOf(state, device));
        document.put("manufacturerData", Kept.objects(device.vendor(), Kept.MANUFACTURER));
        return Json.write(document);
    }

    /** A JSON array of devices with what their makers tell of them. */
    public byte[] arrayWithManufacturerData(OverkizSession session, SiteState state, Stream<Device> devices) {
        return Json.write(devices.map(device ->
                        new RawJson(new String(withManufacturerData(session, state, device), StandardCharsets.UTF_8)))
                .toList());
    }
}
