package io.candelabra.demo;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import java.util.List;
import java.util.Map;

/** A few groups to begin with: the lamps of one street each, all in reach. */
final class LampGroups {
    private static final int GROUP_TYPE = 1;

    private record Drawn(int number, String label, String street) {}

    private static final List<Drawn> GROUPS = List.of(
            new Drawn(1, "Market days", "street-1-4"),
            new Drawn(2, "Harbour festival", "street-2-2"),
            new Drawn(3, "Linden Street", "street-1-1"));

    private LampGroups() {}

    static void add(List<Device> lamps, List<Resource> resources, long nowMs) {
        for (Drawn drawn : GROUPS) {
            List<DeviceId> members = lamps.stream()
                    .filter(lamp -> lamp.area().equals(drawn.street()) && lamp.available())
                    .map(Device::id)
                    .limit(12)
                    .toList();
            lamps.replaceAll(lamp -> members.contains(lamp.id()) ? joined(lamp, drawn.number()) : lamp);
            if (!members.isEmpty()) {
                resources.add(new Resource.Group(
                        "lamps-" + drawn.number(),
                        drawn.label(),
                        GROUP_TYPE,
                        members,
                        List.of(),
                        nowMs,
                        nowMs,
                        Map.of("sustainder", Integer.toString(drawn.number())),
                        Map.of()));
            }
        }
    }

    /** The lamp knows which group it is in. */
    private static Device joined(Device lamp, int group) {
        return lamp.withStates(lamp.states().with(List.of(State.of("candelabra:GroupState", Integer.toString(group)))));
    }
}
