package io.candelabra.core.state;

import io.candelabra.model.Alert;
import io.candelabra.model.GatewayId;
import java.util.LinkedHashSet;
import java.util.Set;

/** The keys under which alerts stand in a state and in the rows of a store. A subject has one alert of a kind. */
public final class AlertKeys {
    private AlertKeys() {}

    /** Begins with the kind of the subject: a part of the site may have the name of a gateway. */
    static String of(String kind, Alert.Subject subject) {
        String word =
                switch (subject) {
                    case Alert.OfDevice ignored -> "device";
                    case Alert.OfGateway ignored -> "gateway";
                    case Alert.OfSite ignored -> "site";
                };
        return word + ":" + kind + " " + subject.text();
    }

    /** All keys under which the alert may stand that an event tells of: earlier versions told gateways by a text as anything else. */
    public static Set<String> told(Alert alert) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(of(alert.kind(), alert.subject()));
        if (alert.subject() instanceof Alert.OfSite(String part) && GatewayId.isOne(part)) {
            keys.add(of(alert.kind(), Alert.Subject.of(new GatewayId(part))));
        }
        return keys;
    }

    /** The key that earlier versions gave a row. A row that is still under it goes as soon as its alert is raised again or cleared. */
    public static String before(Alert alert) {
        return alert.kind() + " " + alert.subject().text();
    }
}
