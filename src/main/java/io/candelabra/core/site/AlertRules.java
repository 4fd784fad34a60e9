package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import java.util.Optional;

/** Alerts: of a kind and a subject one stands at most. */
final class AlertRules {
    private AlertRules() {}

    static boolean raise(Draft draft, Alert alert) {
        boolean stood = find(draft, alert.kind(), alert.subject()).isPresent();
        draft.add(new SiteEvent.AlertRaised(alert));
        return !stood;
    }

    static boolean clear(Draft draft, String kind, Alert.Subject subject) {
        Optional<Alert> standing = find(draft, kind, subject);
        standing.ifPresent(alert -> draft.add(new SiteEvent.AlertCleared(alert)));
        return standing.isPresent();
    }

    private static Optional<Alert> find(Draft draft, String kind, Alert.Subject subject) {
        return draft.state().alerts().find(SiteState.key(kind, subject));
    }
}
