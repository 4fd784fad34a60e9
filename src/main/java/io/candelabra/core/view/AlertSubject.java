package io.candelabra.core.view;

import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import java.util.Optional;

/** What an alert is about: a device, a gateway, or neither, which is the site. */
final class AlertSubject {
    private static final int LONGEST_GATEWAY = 100;

    private AlertSubject() {}

    static Optional<DeviceId> device(Alert alert) {
        if (!alert.subject().contains("://")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DeviceId(alert.subject()));
        } catch (IllegalArgumentException none) {
            // a subject is any text, and this one names no device
            return Optional.empty();
        }
    }

    static Optional<Gateway> gateway(Alert alert, SiteState state) {
        String subject = alert.subject();
        return subject.isEmpty() || subject.length() > LONGEST_GATEWAY
                ? Optional.empty()
                : state.gateway(new GatewayId(subject));
    }
}
