package io.candelabra.dialect.sustainder.groups;

import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.LampOrders.Order;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.LevelOrders.Wanted;
import io.candelabra.dialect.sustainder.lamps.Verdicts;
import io.candelabra.dialect.sustainder.lamps.Verdicts.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Orders to groups as orders to their lamps. */
final class GroupOrders {
    private final Lamps lamps;
    private final Lamps.Shown view;
    private final Verdicts groups;
    private final List<Order> orders = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    /** @param groups what becomes of each group */
    GroupOrders(Lamps lamps, Lamps.Shown view, Verdicts groups) {
        this.lamps = lamps;
        this.view = view;
        this.groups = groups;
    }

    /** @param onlyComplete whether all lamps of a group must know that they are in it */
    GroupOrders of(List<Wanted> wanted, boolean onlyComplete) {
        for (Wanted one : wanted) {
            Optional<LampGroup> group = LampGroup.find(view.seen(), one.id());
            if (group.isEmpty()) {
                groups.nok(one.id(), Reason.UNKNOWN_GROUP);
            } else if (onlyComplete && !group.get().complete(lamps, view)) {
                groups.nok(one.id(), Reason.GROUP_NOT_COMPLETE);
            } else {
                open.add(one.id());
                group.get()
                        .lamps(lamps, view)
                        .forEach(lamp -> orders.add(new Order(lamp.lcmId(), Optional.of(lamp), one.command())));
            }
        }
        return this;
    }

    List<Order> orders() {
        return orders;
    }

    /**
     * The lamps that did not take it, or take it later, beside the groups: a group takes a setting that one of its
     * lamps takes.
     */
    Hal into(Hal hal, Verdicts members, boolean withQueued) {
        groups.into(hal, "groups", false);
        return members.into(hal, "lcms", withQueued, "lcm_reasons");
    }

    /** A group took it if at least one of its lamps did, or it has none. */
    void judge(Verdicts members) {
        for (String id : open) {
            List<String> inGroup = LampGroup.find(view.seen(), id).stream()
                    .flatMap(g -> g.lamps(lamps, view).stream())
                    .map(lamp -> lamp.lcmId())
                    .toList();
            boolean taken = inGroup.isEmpty() || inGroup.stream().anyMatch(members::taken);
            if (taken) {
                groups.ok(id);
            } else {
                groups.nok(id, members.reason(inGroup.getFirst()).orElse(Reason.OFFLINE));
            }
        }
    }
}
