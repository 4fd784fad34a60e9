package io.candelabra.dialect.overkiz.history;

import io.candelabra.model.HistoryItem;

/**
 * A fault or a warning of a device, as it is shown.
 *
 * @param eventTime ms since 1970
 * @param type {@code FAULT} or {@code WARNING}
 * @param subType word of the matter
 */
record DeviceEventDocument(String id, long eventTime, String deviceURL, String value, String type, String subType) {

    static DeviceEventDocument of(HistoryItem.DeviceEvent event) {
        return new DeviceEventDocument(
                event.id(),
                event.atMs(),
                event.device().value(),
                event.detail(),
                event.fault() ? "FAULT" : "WARNING",
                event.kind());
    }
}
