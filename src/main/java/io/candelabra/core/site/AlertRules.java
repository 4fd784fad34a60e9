package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Alerts: of a kind and a subject one stands at most. */
final class AlertRules {
    private AlertRules() {}

    /** @throws Refused where the alert is of a device or gateway that the site has not */
    static boolean raise(Draft draft, Alert alert) {
        switch (alert.subject()) {
            case Alert.OfDevice(DeviceId device)
            when !has(draft.state(), alert.subject()) -> throw new Refused(new Refused.NoSuchDevice(device));
            case Alert.OfGateway(GatewayId gateway)
            when !has(draft.state(), alert.subject()) -> throw Refused.noSuch("gateway", gateway.value());
            case Alert.OfDevice ignored -> {}
            case Alert.OfGateway ignored -> {}
            case Alert.OfSite ignored -> {}
        }
        boolean stood = find(draft, alert.kind(), alert.subject()).isPresent();
        draft.add(new SiteEvent.AlertRaised(alert));
        return !stood;
    }

    static boolean clear(Draft draft, String kind, Alert.Subject subject) {
        Optional<Alert> standing = find(draft, kind, subject);
        standing.ifPresent(alert -> draft.add(new SiteEvent.AlertCleared(alert)));
        return standing.isPresent();
    }

    /** Things go, and all alerts of them. */
    static void clearAll(Draft draft, Set<Alert.Subject> gone) {
        List<Alert> over = draft.state().alerts().stream()
                .filter(alert -> gone.contains(alert.subject()))
                .toList();
        over.forEach(alert -> draft.add(new SiteEvent.AlertCleared(alert)));
    }

    /** Whether the thing is there. An alert of one that has gone would stand for ever: nobody is left who could clear it. */
    static boolean has(SiteState state, Alert.Subject subject) {
        return switch (subject) {
            case Alert.OfDevice(DeviceId device) -> state.device(device).isPresent();
            case Alert.OfGateway(GatewayId gateway) -> state.gateway(gateway).isPresent();
            case Alert.OfSite ignored -> true;
        };
    }

    /**
     * The nearest thing that is there: the device, its gateway, or the site. A driver cannot make up ever new subjects, and nothing is
     * told of what has gone.
     */
    static Alert.Subject nearest(SiteState state, Alert.Subject subject) {
        if (has(state, subject)) {
            return subject;
        }
        return subject instanceof Alert.OfDevice(DeviceId device)
                ? nearest(state, Alert.Subject.of(device.gateway()))
                : Alert.Subject.of(state.site().value());
    }

    private static Optional<Alert> find(Draft draft, String kind, Alert.Subject subject) {
        return draft.state().alert(kind, subject);
    }
}
