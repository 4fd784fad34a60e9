package io.candelabra.dialect.overkiz.document;

import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.wire.json.Spread;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes of people on a device or a gateway, by a template such as a serial number.
 *
 * @param noted the note: {@code templateId, type, label, value, rank, unsafe}
 * @param deviceURL the device that it belongs to; null for a note of a gateway
 * @param gatewayId the gateway that it belongs to; null for a note of a device
 */
public record AdditionalInformationDocument(
        @Nullable String templateId,
        @Spread Map<String, @Nullable Object> noted,
        @Nullable String deviceURL,
        @Nullable String gatewayId) {

    /** All notes of a device. */
    public static List<AdditionalInformationDocument> of(Device device) {
        return VendorFields.objects(device.vendor(), VendorFields.ADDITIONAL).stream()
                .map(note -> new AdditionalInformationDocument(
                        templateId(note), note, device.id().value(), null))
                .toList();
    }

    /** All notes of a gateway. */
    public static List<AdditionalInformationDocument> of(Gateway gateway) {
        return VendorFields.objects(gateway.vendor(), VendorFields.ADDITIONAL).stream()
                .map(note -> new AdditionalInformationDocument(
                        templateId(note), note, null, gateway.id().value()))
                .toList();
    }

    private static @Nullable String templateId(Map<String, @Nullable Object> note) {
        return note.get("templateId") instanceof String id ? id : null;
    }

    /** The note of a template; refuses where there is none. */
    public static AdditionalInformationDocument one(List<AdditionalInformationDocument> notes, String templateId) {
        return notes.stream()
                .filter(note -> templateId.equals(note.templateId()))
                .findFirst()
                .orElseThrow(() -> OverkizFault.noSuch("additional information", templateId));
    }
}
