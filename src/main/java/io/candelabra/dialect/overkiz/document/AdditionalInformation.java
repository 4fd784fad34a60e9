package io.candelabra.dialect.overkiz.document;

import io.candelabra.dialect.overkiz.words.OverkizFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people noted of a device or a gateway, by templates such as a serial number: {@code templateId, type, label, value,
 * rank, unsafe} and the id of whom it belongs to.
 */
public final class AdditionalInformation {
    private AdditionalInformation() {}

    /**
     * All notes of one thing.
     *
     * @param ownerField {@code deviceURL} or {@code gatewayId}
     */
    public static List<Map<String, @Nullable Object>> of(Map<String, String> vendor, String ownerField, String owner) {
        return VendorFields.objects(vendor, VendorFields.ADDITIONAL).stream()
                .map(note -> {
                    Map<String, @Nullable Object> shown = new LinkedHashMap<>(note);
                    shown.put(ownerField, owner);
                    return shown;
                })
                .toList();
    }

    /** The note of a template; refuses where there is none. */
    public static Map<String, @Nullable Object> of(
            Map<String, String> vendor, String ownerField, String owner, String templateId) {
        return of(vendor, ownerField, owner).stream()
                .filter(note -> templateId.equals(note.get("templateId")))
                .findFirst()
                .orElseThrow(() -> OverkizFault.noSuch("additional information", templateId));
    }
}
