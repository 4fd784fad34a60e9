package io.candelabra.dialect.overkiz.history;

import io.candelabra.model.HistoryItem;

/**
 * A notice to the people of a setup, as it is shown.
 *
 * @param eventTime ms since 1970
 * @param originatorType what it came from
 * @param type the same as {@code level}
 */
record NotificationDocument(String id, long eventTime, String text, String originatorType, String type, String level) {

    static NotificationDocument of(HistoryItem.Notification notification) {
        return new NotificationDocument(
                notification.id(),
                notification.atMs(),
                notification.text(),
                notification.originator(),
                notification.level(),
                notification.level());
    }
}
