package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Group;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of a zone after a change. Pure; refuses by throwing. */
final class ZoneItems {
    private static final List<String> KEPT_FIELDS = List.of("externalOID", "metadata");

    private ZoneItems() {}

    /** The devices that items name, by URL or by OID; refuses a device that is not there or not seen. */
    static List<DeviceId> devices(OverkizSession session, View state, List<?> items) {
        Set<DeviceId> devices = new LinkedHashSet<>();
        for (Object item : items) {
            RequestBody fields = RequestBody.of(item);
            String kind = fields.text("itemType").orElse("device");
            if (!kind.equals("device")) {
                throw OverkizFault.invalid("Invalid itemType : " + kind);
            }
            devices.add(device(session, state, fields).id());
        }
        return List.copyOf(devices);
    }

    private static Device device(OverkizSession session, View state, RequestBody item) {
        if (item.text("deviceURL").isPresent()) {
            return session.device(state, item.text("deviceURL").orElseThrow());
        }
        String oid = item.text("deviceOID").orElseThrow(() -> OverkizFault.missing("Malformed zone item"));
        return state.devices()
                .filter(device -> OverkizIds.device(state.site(), device).equals(oid))
                .findFirst()
                .orElseThrow(() -> OverkizFault.noSuchDevice(oid));
    }

    static Group with(Group group, List<DeviceId> more, long nowMs) {
        Set<DeviceId> devices = new LinkedHashSet<>(group.devices());
        devices.addAll(more);
        return changed(group, group.label(), group.type(), List.copyOf(devices), group.vendor(), nowMs);
    }

    /** Without these; refuses those that are not in it. */
    static Group without(Group group, List<DeviceId> fewer, long nowMs) {
        for (DeviceId device : fewer) {
            if (!group.devices().contains(device)) {
                throw OverkizFault.invalid("No such item in the zone : " + device);
            }
        }
        List<DeviceId> devices = new ArrayList<>(group.devices());
        devices.removeAll(fewer);
        return changed(group, group.label(), group.type(), devices, group.vendor(), nowMs);
    }

    /** These devices in place of those that the caller saw in the zone. Devices that the caller does not see stay. */
    static List<DeviceId> replaced(OverkizSession session, View state, Group group, List<?> items) {
        Set<DeviceId> devices = new LinkedHashSet<>(devices(session, state, items));
        group.devices().stream().filter(id -> !state.sees(id)).forEach(devices::add);
        return List.copyOf(devices);
    }

    static Group changed(
            Group group, String label, int type, List<DeviceId> devices, Map<String, String> vendor, long nowMs) {
        return new Group(
                group.id(), label, type, devices, group.areas(), group.createdMs(), nowMs, group.ids(), vendor);
    }

    /** The vendor texts with the fields of the body that the model does not hold. */
    static Map<String, String> vendor(RequestBody body, Map<String, String> vendor) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(VendorFields.object(vendor, VendorFields.DOCUMENT));
        KEPT_FIELDS.forEach(field -> body.text(field).ifPresent(value -> kept.put(field, value)));
        Map<String, String> result = new HashMap<>(vendor);
        if (!kept.isEmpty()) {
            result.put(VendorFields.DOCUMENT, Json.text(kept));
        }
        return result;
    }
}
