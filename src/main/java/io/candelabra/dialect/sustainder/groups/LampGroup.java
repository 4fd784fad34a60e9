package io.candelabra.dialect.sustainder.groups;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group of lamps. A lamp is told of the group that it is in; the group is complete when all its lamps know, and until
 * then it is queued.
 */
record LampGroup(Group group) {
    private static final String ID = "sustainder";
    private static final String COUNTER = "group-counter";
    private static final int TYPE = 1;

    String id() {
        return group.ids().getOrDefault(ID, "");
    }

    static List<LampGroup> all(View view) {
        return view.resources(Group.class).stream()
                .filter(g -> g.ids().containsKey(ID))
                .map(LampGroup::new)
                .toList();
    }

    /** Those of them that have a lamp which the caller sees, or none at all. */
    static List<LampGroup> seen(View view) {
        return all(view).stream().filter(one -> one.isSeen(view)).toList();
    }

    private boolean isSeen(View view) {
        return group.devices().isEmpty() || view.sees(group);
    }

    static Optional<LampGroup> find(View view, String id) {
        return view.resources(Lookup.named(Group.class, ID, id)).stream()
                .findFirst()
                .map(LampGroup::new)
                .filter(one -> one.isSeen(view));
    }

    /** The lamps in it that the caller does not see: they stay, whatever the caller makes of it. */
    List<DeviceId> unseen(View view) {
        return group.devices().stream().filter(id -> !view.sees(id)).toList();
    }

    static LampGroup create(int number, String name, List<DeviceId> lamps, long nowMs) {
        return new LampGroup(new Group(
                "lamps-" + number,
                name,
                TYPE,
                lamps,
                List.of(),
                nowMs,
                nowMs,
                Map.of(ID, Integer.toString(number)),
                Map.of()));
    }

    LampGroup with(String name, List<DeviceId> lamps, long nowMs) {
        return new LampGroup(new Group(
                group.id(),
                name,
                group.type(),
                lamps,
                group.areas(),
                group.createdMs(),
                nowMs,
                group.ids(),
                group.vendor()));
    }

    /** The number of the next group; numbers are never used again. */
    static int next(View view) {
        int counted = view.resource(Extra.class, Extra.id(ID, COUNTER, ""))
                .flatMap(e -> Body.asNumber(e.json()))
                .map(Double::intValue)
                .orElse(0);
        int highest = all(view).stream()
                .mapToInt(g -> Body.asNumber(g.id()).map(Double::intValue).orElse(0))
                .max()
                .orElse(0);
        return Math.max(counted, highest) + 1;
    }

    /** The command that remembers a used number; two groups that are made at once do not get the same. */
    static Command.Put counted(View view, int number) {
        return new Command.Put(
                new Extra(ID, COUNTER, "", Integer.toString(number)),
                Expect.as(view.resource(Extra.class, Extra.id(ID, COUNTER, ""))));
    }

    List<Lamp> lamps(Lamps lamps, Lamps.Shown view) {
        return group.devices().stream()
                .flatMap(id -> view.seen().device(id).stream())
                .filter(Lamp::isLamp)
                .map(d -> lamps.lamp(view.seen(), d))
                .toList();
    }

    boolean complete(Lamps lamps, Lamps.Shown view) {
        return group.devices().stream()
                .flatMap(id -> view.seen().device(id).stream())
                .map(d -> lamps.lamp(view.seen(), d))
                .allMatch(lamp -> lamp.knowsGroup(id()));
    }
}
