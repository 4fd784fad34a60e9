package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.References;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Area;
import java.util.List;
import java.util.Optional;

/** The tree of areas. It stays a tree, and whatever lies in an area lies in one that exists. */
final class AreaRules {
    private AreaRules() {}

    /** An area lies in one that exists, and not in itself. A parent that it had before is not asked about again. */
    static void check(Draft draft, Area area, Optional<Resource> was) {
        boolean same = was.filter(old -> old instanceof Area a && a.parent().equals(area.parent()))
                .isPresent();
        if (same || area.parent().isEmpty()) {
            return;
        }
        known(draft, area.parent());
        if (draft.state().within(area.parent(), area.id())) {
            throw Refused.invalid("parent", "an area cannot be within itself");
        }
    }

    /** Refuses an area that does not exist; the empty id means no area, and is right. */
    static void known(Draft draft, String area) {
        if (!area.isEmpty() && draft.state().resource(Area.class, area).isEmpty()) {
            throw Refused.noSuch("area", area);
        }
    }

    /** Everything in an area that is deleted, other areas too, lies in its parent from now on. */
    static void leaveToParent(Draft draft, Area gone) {
        long now = draft.moment().nowMs();
        for (Resource pointing : References.to(draft.state(), gone.ref())) {
            if (pointing instanceof Area below) {
                draft.add(new SiteEvent.ResourcePut(under(below, gone.parent(), now), false));
            } else if (pointing instanceof Resource.Group group) {
                draft.add(new SiteEvent.ResourcePut(without(group, gone.id(), now), false));
            }
        }
        for (Device device : draft.state().devices()) {
            if (device.area().equals(gone.id())) {
                draft.add(new SiteEvent.DevicePut(device.withArea(gone.parent(), now), false));
            }
        }
        for (Gateway gateway : draft.state().gateways()) {
            if (gateway.area().equals(gone.id())) {
                draft.add(new SiteEvent.GatewayPut(gateway.withArea(gone.parent()), false));
            }
        }
    }

    private static Area under(Area area, String parent, long nowMs) {
        return new Area(
                area.id(), parent, area.label(), area.type(), area.createdMs(), nowMs, area.ids(), area.vendor());
    }

    private static Resource.Group without(Resource.Group group, String area, long nowMs) {
        List<String> areas = group.areas().stream().filter(a -> !a.equals(area)).toList();
        return new Resource.Group(
                group.id(),
                group.label(),
                group.type(),
                group.devices(),
                areas,
                group.createdMs(),
                nowMs,
                group.ids(),
                group.vendor());
    }
}
