package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Group;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Groups of devices. Of some kinds of group a device is in one at most, and moves when it is put into another. */
final class GroupRules {
    private GroupRules() {}

    static void leaveOthers(Draft draft, Group joined) {
        for (String name : draft.moment().declared().exclusiveGroups()) {
            if (joined.ids().containsKey(name)) {
                leaveOthers(draft, joined, name);
            }
        }
    }

    private static void leaveOthers(Draft draft, Group joined, String name) {
        Set<DeviceId> members = new HashSet<>(joined.devices());
        for (Group other : draft.state().resources(Group.class)) {
            boolean shares = other.devices().stream().anyMatch(members::contains);
            if (shares && other.ids().containsKey(name) && !other.id().equals(joined.id())) {
                draft.add(new SiteEvent.ResourcePut(
                        without(other, members, draft.moment().nowMs()), false));
            }
        }
    }

    /** Devices are gone: no group has them any more. */
    static void leave(Draft draft, Set<DeviceId> gone) {
        for (Group group : draft.state().resources(Group.class)) {
            if (group.devices().stream().anyMatch(gone::contains)) {
                draft.add(new SiteEvent.ResourcePut(
                        without(group, gone, draft.moment().nowMs()), false));
            }
        }
    }

    private static Group without(Group group, Set<DeviceId> gone, long nowMs) {
        List<DeviceId> rest =
                group.devices().stream().filter(d -> !gone.contains(d)).toList();
        return new Group(
                group.id(),
                group.label(),
                group.type(),
                rest,
                group.areas(),
                group.createdMs(),
                nowMs,
                group.ids(),
                group.vendor());
    }
}
