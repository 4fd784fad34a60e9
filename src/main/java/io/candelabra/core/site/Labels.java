package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Device;
import io.candelabra.model.Label;
import io.candelabra.model.Resource;
import java.util.Optional;

/**
 * The labels that people may give to things, the same for all dialects. A thing keeps the label that it has, also where
 * another part of it is changed.
 */
final class Labels {
    private Labels() {}

    /** @throws Refused where the event would give a thing a label that is none */
    static void check(SiteState before, SiteEvent event) {
        if (event instanceof SiteEvent.DevicePut put) {
            check(put.device().label(), before.device(put.device().id()).map(Device::label));
        } else if (event instanceof SiteEvent.ResourcePut put) {
            Resource now = put.resource();
            label(now)
                    .ifPresent(label -> check(label, before.resource(now.ref()).flatMap(Labels::label)));
        }
    }

    private static void check(String label, Optional<String> before) {
        if (!before.equals(Optional.of(label))) {
            Label.fault(label).ifPresent(fault -> {
                throw Refused.invalid("label", "a label " + fault);
            });
        }
    }

    private static Optional<String> label(Resource resource) {
        if (resource instanceof Resource.Area area) {
            return Optional.of(area.label());
        }
        if (resource instanceof Resource.Group group) {
            return Optional.of(group.label());
        }
        return resource instanceof Resource.Scene scene ? Optional.of(scene.label()) : Optional.empty();
    }
}
