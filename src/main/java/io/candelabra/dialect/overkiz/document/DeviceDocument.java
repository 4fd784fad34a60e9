package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.wire.json.LeftOut;
import io.candelabra.wire.json.Spliced;
import io.candelabra.wire.json.Spread;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device as the faces show it. Times are ms since 1970. A component is null on the face that does not have it: {@code
 * creationTime}, {@code lastUpdateTime}, {@code shortcut}, {@code placeOID}, {@code widget}, {@code oid} and {@code uiClass} on
 * the local face, {@code synced} and {@code subsystemId} on the cloud face.
 *
 * @param states an imported device may lack them; elsewhere a device without any has an empty list, since clients run through
 *     it unasked. The same holds for {@code attributes}
 * @param type number of what the device is: 1 an actuator, 2 a sensor, 3 a camera, 4 a remote control, 5 a gateway …
 * @param subsystemId number of the endpoint; 0 where the device has none
 * @param imported fields that the model does not hold, as they came in with an imported home or were noted of the device
 * @param manufacturerData the data of the maker, {@code {name,value}} each; null where nobody asked for it
 * @param definition the same for all devices of a type, and rendered once for all of them
 * @param absent fields that an imported home did not have
 */
public record DeviceDocument(
        @Nullable Long creationTime,
        @Nullable Long lastUpdateTime,
        String label,
        String deviceURL,
        @Nullable Boolean shortcut,
        String controllableName,
        @Nullable List<StateDocument> states,
        @Nullable List<StateDocument> attributes,
        boolean available,
        boolean enabled,
        @Nullable Boolean synced,
        @Nullable String placeOID,
        @Nullable String widget,
        int type,
        @Nullable String oid,
        @Nullable String uiClass,
        @Nullable Integer subsystemId,
        @Spread Map<String, @Nullable Object> imported,
        @Nullable List<Map<String, @Nullable Object>> manufacturerData,
        @Spliced @Nullable DefinitionDocument definition,
        @LeftOut Set<String> absent) {
    private static final Set<String> CLOUD_ONLY =
            Set.of("creationTime", "lastUpdateTime", "shortcut", "metadata", "placeOID", "widget", "oid", "uiClass");
    private static final Set<String> LOCAL_ONLY = Set.of("synced", "subsystemId");
    /** Fields that follow from the type, or are the same for all. Those of an imported device go out as they came in. */
    private static final Set<String> NOT_HELD =
            Set.of("shortcut", "widget", "type", "uiClass", "synced", "subsystemId");

    /**
     * @param controllable the name by which clients know the type of the device
     * @param makers whether the data of the maker is asked for
     */
    static DeviceDocument of(
            OverkizSession session, View state, Device device, DeviceType type, String controllable, boolean makers) {
        boolean cloud = !session.local();
        return new DeviceDocument(
                cloud ? device.createdMs() : null,
                cloud ? device.updatedMs() : null,
                device.label(),
                device.id().value(),
                cloud ? false : null,
                controllable,
                StateDocument.states(device),
                StateDocument.attributes(device),
                device.available(),
                device.enabled(),
                cloud ? null : true,
                cloud ? placeOid(session, state, device) : null,
                cloud ? type.widget() : null,
                kind(type),
                cloud ? OverkizIds.device(session.site(), device) : null,
                cloud ? type.uiClass() : null,
                cloud ? null : device.id().endpoint(),
                imported(session, device),
                makers ? VendorFields.objects(device.vendor(), VendorFields.MANUFACTURER) : null,
                null,
                absent(session, state, device));
    }

    /** A device in no place is in the root. */
    private static String placeOid(OverkizSession session, View state, Device device) {
        String place = OverkizIds.placeOf(state, device.area());
        return place.isEmpty() ? Places.rootOid(session, state) : place;
    }

    private static Map<String, @Nullable Object> imported(OverkizSession session, Device device) {
        Map<String, @Nullable Object> imported = VendorFields.object(device.vendor(), VendorFields.DOCUMENT);
        if (imported.isEmpty()) {
            return imported;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(imported);
        shown.keySet().removeAll(session.local() ? CLOUD_ONLY : LOCAL_ONLY);
        return shown;
    }

    private static Set<String> absent(OverkizSession session, View state, Device device) {
        if (!VendorFields.asItCame(state, device.vendor(), session.local())) {
            return Set.of();
        }
        Set<String> absent = new HashSet<>(VendorFields.texts(device.vendor(), VendorFields.ABSENT));
        if (!device.states().all().isEmpty()) {
            absent.remove("states");
        }
        absent.addAll(NOT_HELD);
        return absent;
    }

    /** The number of a device's kind. */
    private static int kind(DeviceType type) {
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
}
