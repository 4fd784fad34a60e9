package io.candelabra.dialect.lutron.leap.hub;

import io.candelabra.core.view.View;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.view.LeapFields;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.model.Gateway;
import java.util.Map;
import java.util.Optional;

/**
 * The gates that a hub's firmware and licences open and close. The API is part of the models that end in {@code -2}
 * from firmware 1.12 on; older models gain it by a licence. Scenes and emergencies came with 1.13. A hub without any
 * description has all; a hub whose description has broken has none.
 */
public final class HubGates {
    private static final int API_SINCE = 112;
    private static final int SCENES_SINCE = 113;

    private HubGates() {}

    /** Why the hub's API is closed; empty where it is open. */
    public static Optional<String> closed(View view) {
        // the first one is what clients speak to
        return view.gateways().findFirst().flatMap(HubGates::closed);
    }

    private static Optional<String> closed(Gateway hub) {
        Optional<Map<?, ?>> kept = LeapFields.read(hub);
        if (kept.isEmpty()) {
            return Optional.of("What is kept of this hub's licences cannot be read; they have to be set anew");
        }
        Map<?, ?> notes = kept.get();
        if (firmware(notes) < API_SINCE) {
            return Optional.of("The firmware of this hub is too old for this API");
        }
        boolean included = !(notes.get("model") instanceof String model) || model.contains("-2");
        return included || Boolean.TRUE.equals(notes.get("updateLicence"))
                ? Optional.empty()
                : Optional.of("This hub has no licence for this API");
    }

    /** Refuses scenes and emergencies on a hub that does not know them yet. */
    public static void requireScenes(LeapView now) {
        if (now.envelope() != Envelope.VIVE) {
            return;
        }
        Optional<Gateway> hub = now.gateways().stream().findFirst();
        if (hub.filter(h -> firmware(LeapFields.of(h)) < SCENES_SINCE).isPresent()) {
            throw LeapError.notSupported();
        }
    }

    /** {@code 01.13.04} is 113; a version that is absent, or cannot be read, counts as new enough. */
    private static int firmware(Map<?, ?> notes) {
        String[] parts = notes.get("firmware") instanceof String shown ? shown.split("\\.", -1) : new String[0];
        if (parts.length < 2) {
            return SCENES_SINCE;
        }
        int major = LeapView.number(parts[0]);
        return major * 100 + Math.min(99, LeapView.number(parts[1]));
    }
}
