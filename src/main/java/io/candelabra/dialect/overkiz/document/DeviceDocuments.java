package io.candelabra.dialect.overkiz.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
    private static final byte[] OPEN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {']'};
    private static final byte[] END = {'}'};
    private static final byte[] DEFINITION = ",\"definition\":".getBytes(StandardCharsets.UTF_8);
    private static final Set<String> LOCAL_ONLY = Set.of("synced", "subsystemId");
    /** Fields that follow from the type, or are the same for all; of an imported device they are kept as they came. */
    private static final Set<String> NOT_HELD =
            Set.of("shortcut", "widget", "type", "uiClass", "synced", "subsystemId");

    /** Bytes of rendered devices that are kept, whatever the number of sites. */
    private static final long MOST_BYTES = 64L << 20;

    private record Key(SiteId site, boolean local, DeviceId device) {}

    /**
     * A device as rendered. The definition, which is most of it and the same for all of a type, is shared.
     *
     * @param head the object up to where its definition stands
     */
    private record Sheet(Device device, DeviceType type, byte[] head, byte[] definition) {}

    private final Definitions definitions = new Definitions();
    private final Cache<Key, Sheet> sheets = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Sheet sheet) -> sheet.head().length)
            .build();

    public Definitions definitions() {
        return definitions;
    }

    /** One device. */
    public byte[] device(OverkizSession session, View state, Device device) {
        Bytes all = new Bytes();
        sheet(session, state, device, all);
        return all.joined();
    }

    /** The devices that are listed: those that the caller sees and that are not hidden. */
    public static Stream<Device> listed(OverkizSession session, View state) {
        return state.devices().filter(device -> !hidden(device));
    }

    /** Whether a device was taken out of the lists because it cannot be unpaired. */
    public static boolean hidden(Device device) {
        return device.vendor().containsKey(VendorFields.HIDDEN);
    }

    /** A JSON array of devices. */
    public byte[] array(OverkizSession session, View state, Stream<Device> devices) {
        Bytes all = new Bytes();
        all.add(OPEN);
        boolean first = true;
        for (Iterator<Device> each = devices.iterator(); each.hasNext(); first = false) {
            if (!first) {
                all.add(COMMA);
            }
            sheet(session, state, each.next(), all);
        }
        return all.add(CLOSE).joined();
    }

    private void sheet(OverkizSession session, View state, Device device, Bytes all) {
        DeviceType type = session.sites().typeOf(state, device);
        Key key = new Key(session.site(), session.local(), device.id());
        Sheet found = sheets.getIfPresent(key);
        if (found == null || found.device() != device || found.type() != type) {
            byte[] definition = definitions.definition(state, type, session.local());
            byte[] fields = Json.write(document(session, state, device, type));
            found = new Sheet(device, type, head(fields), definition);
            sheets.put(key, found);
        }
        all.add(found.head()).add(found.definition()).add(END);
    }

    /** The object's fields, which are never none, and the name of one more. */
    private static byte[] head(byte[] fields) {
        byte[] head = Arrays.copyOf(fields, fields.length - 1 + DEFINITION.length);
        System.arraycopy(DEFINITION, 0, head, fields.length - 1, DEFINITION.length);
        return head;
    }

    private Map<String, @Nullable Object> document(OverkizSession session, View state, Device device, DeviceType type) {
        Map<String, @Nullable Object> document =
                session.local() ? local(state, device, type) : cloud(session, state, device, type);
        if (VendorFields.asItCame(state, device.vendor(), session.local())) {
            Set<String> absent = Set.copyOf(VendorFields.texts(device.vendor(), VendorFields.ABSENT));
            document.keySet().removeAll(NOT_HELD);
            document.keySet()
                    .removeIf(field -> absent.contains(field)
                            && (!field.equals("states") || device.states().all().isEmpty()));
        }
        Set<String> otherFace = session.local() ? CLOUD_ONLY : LOCAL_ONLY;
        VendorFields.object(device.vendor(), VendorFields.DOCUMENT).forEach((field, value) -> {
            if (!otherFace.contains(field)) {
                document.put(field, value);
            }
        });
        return document;
    }

    private Map<String, @Nullable Object> cloud(OverkizSession session, View state, Device device, DeviceType type) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("creationTime", device.createdMs());
        document.put("lastUpdateTime", device.updatedMs());
        document.put("label", device.label());
        document.put("deviceURL", device.id().value());
        document.put("shortcut", false);
        document.put("controllableName", definitions.controllable(state, type));
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

    private Map<String, @Nullable Object> local(View state, Device device, DeviceType type) {
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
    public byte[] withManufacturerData(OverkizSession session, View state, Device device) {
        DeviceType type = session.sites().typeOf(state, device);
        Map<String, @Nullable Object> document = document(session, state, device, type);
        document.put("manufacturerData", VendorFields.objects(device.vendor(), VendorFields.MANUFACTURER));
        return new Bytes()
                .add(head(Json.write(document)))
                .add(definitions.definition(state, type, session.local()))
                .add(END)
                .joined();
    }

    /** A JSON array of devices with what their makers tell of them. */
    public byte[] arrayWithManufacturerData(OverkizSession session, View state, Stream<Device> devices) {
        Bytes all = new Bytes();
        devices.forEach(
                device -> all.add(all.isEmpty() ? OPEN : COMMA).add(withManufacturerData(session, state, device)));
        return (all.isEmpty() ? all.add(OPEN) : all).add(CLOSE).joined();
    }
}
