package io.candelabra.dialect.sustainder.groups;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.EditRule;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
import io.candelabra.dialect.sustainder.lamps.LampOrders.Order;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.NodeDocuments;
import io.candelabra.dialect.sustainder.lamps.Verdicts;
import io.candelabra.dialect.sustainder.words.ApiRoot;
import io.candelabra.dialect.sustainder.words.Application;
import io.candelabra.dialect.sustainder.words.Asker;
import io.candelabra.dialect.sustainder.words.Body;
import io.candelabra.dialect.sustainder.words.Hal;
import io.candelabra.dialect.sustainder.words.SustainderFault;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Groups of lamps: a lamp is in one at most, and moves when it is put into another. */
public final class GroupsRoutes implements RouteSet {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_MEMBERS = 1_000;
    private static final int MOST_GROUPS = 1_000;

    private final Sites sites;
    private final Lamps lamps;
    private final LampOrders orders;

    public GroupsRoutes(Sites sites, Lamps lamps, LampOrders orders) {
        this.sites = sites;
        this.lamps = lamps;
        this.orders = orders;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/groups", this::get)
                .post("/groups", this::post)
                .get("/groups/{group_id}", this::getByGroupId)
                .patch("/groups/{group_id}", this::patchByGroupId)
                .delete("/groups/{group_id}", this::deleteByGroupId);
    }

    private record Found(Lamps.View view, LampGroup group) {}

    Reply get(Exchange x) {
        String base = ApiRoot.of(x);
        Lamps.View view = lamps.view(Asker.of(x).named(x));
        List<Hal> all = LampGroup.all(view.state()).stream()
                .map(g -> document(x, view, g))
                .toList();
        return Hal.at(base, Asker.of(x).within(view.application(), "/groups"))
                .embed("groups", Hal.documents(all))
                .reply();
    }

    private Hal document(Exchange x, Lamps.View view, LampGroup group) {
        return Hal.at(ApiRoot.of(x), path(x, view, group))
                .link("groups", Asker.of(x).within(view.application(), "/groups"))
                .put("group_id", group.id())
                .put("name", group.group().label())
                .put("status", group.complete(lamps, view) ? "complete" : "queued")
                .put(
                        "node_ids",
                        group.lamps(lamps, view).stream().map(Lamp::nodeId).toList());
    }

    /** Numbers count in each application from 1. */
    private static String path(Exchange x, Lamps.View view, LampGroup group) {
        return Asker.of(x).within(view.application(), "/groups/" + group.id());
    }

    private static Found find(Exchange x, List<Lamps.View> views) {
        String id = x.path("group_id");
        return views.stream()
                .flatMap(view -> LampGroup.find(view.state(), id).map(g -> new Found(view, g)).stream())
                .findFirst()
                .orElseThrow(SustainderFault::notFound);
    }

    Reply getByGroupId(Exchange x) {
        return shown(x, find(x, lamps.searched(x)));
    }

    private Reply shown(Exchange x, Found found) {
        String base = ApiRoot.of(x);
        List<Hal> nodes = found.group().lamps(lamps, found.view()).stream()
                .map(lamp -> NodeDocuments.brief(base, found.view().state(), lamp))
                .toList();
        return document(x, found.view(), found.group())
                .embed("nodes", Hal.documents(nodes))
                .reply();
    }

    Reply post(Exchange x) {
        Body body = Body.of(x);
        Lamps.View view = lamps.acting(x, body);
        view.application().need(Verb.CONFIGURE);
        String name = body.text(body.has("group_name") ? "group_name" : "name", LONGEST_NAME);
        List<Lamp> members = members(view, body);
        LampGroup made = edit(x, view.application(), "put group", (state, changes, nowMs) -> {
            if (LampGroup.all(state).size() >= MOST_GROUPS) {
                throw new Refused(new Refused.TooMany("group", MOST_GROUPS));
            }
            int number = LampGroup.next(state);
            LampGroup group = LampGroup.create(number, name, ids(members), nowMs);
            leaveOthers(state, changes, group, idsOf(members), nowMs);
            changes.put(group.group()).put(LampGroup.counted(number));
            return group;
        });
        tell(x, view, members, made.id());
        return Hal.at(ApiRoot.of(x), path(x, view, made))
                .link("groups", Asker.of(x).within(view.application(), "/groups"))
                .put("group_name", name)
                .put("name", name)
                .put("group_id", made.id())
                .put("status", "queued")
                .put("node_ids", members.stream().map(Lamp::nodeId).toList())
                .reply(202)
                .header("Location", ApiRoot.of(x) + path(x, view, made));
    }

    private List<Lamp> members(Lamps.View view, Body body) {
        List<Lamp> members = new ArrayList<>();
        for (String id : body.ids("node_ids", MOST_MEMBERS)) {
            members.add(lamps.byNode(view, id)
                    .orElseThrow(() -> SustainderFault.field(body.place("node_ids"), "There is no node " + id + ".")));
        }
        return members;
    }

    private static List<DeviceId> ids(List<Lamp> members) {
        return List.copyOf(idsOf(members));
    }

    private static Set<DeviceId> idsOf(List<Lamp> members) {
        Set<DeviceId> ids = new LinkedHashSet<>();
        members.forEach(lamp -> ids.add(lamp.device().id()));
        return ids;
    }

    private static void leaveOthers(
            SiteState state, EditRule.Changes changes, LampGroup joined, Set<DeviceId> lamps, long nowMs) {
        for (LampGroup other : LampGroup.all(state)) {
            boolean shares = other.group().devices().stream().anyMatch(lamps::contains);
            if (shares && !other.id().equals(joined.id())) {
                changes.put(other.without(lamps, nowMs).group());
            }
        }
    }

    /** Name, members, or both; what is absent stays. */
    Reply patchByGroupId(Exchange x) {
        Body body = Body.of(x);
        Found found = find(x, lamps.searched(x, body));
        Lamps.View view = found.view();
        view.application().need(Verb.CONFIGURE);
        String name = body.optionalText(body.has("group_name") ? "group_name" : "name", LONGEST_NAME)
                .filter(n -> !n.isBlank())
                .orElse(found.group().group().label());
        List<Lamp> members =
                body.has("node_ids") ? members(view, body) : found.group().lamps(lamps, view);
        Set<DeviceId> stay = idsOf(members);
        List<Lamp> gone = found.group().lamps(lamps, view).stream()
                .filter(lamp -> !stay.contains(lamp.device().id()))
                .toList();
        edit(x, view.application(), "change group", (state, changes, nowMs) -> {
            LampGroup old = LampGroup.find(state, found.group().id())
                    .orElseThrow(() -> Refused.noSuch("group", found.group().id()));
            leaveOthers(state, changes, old, idsOf(members), nowMs);
            changes.put(old.with(name, ids(members), nowMs).group());
            return old;
        });
        tell(x, view, gone, "");
        tell(x, view, members, found.group().id());
        Lamps.View after = lamps.view(view.application());
        return shown(
                x,
                new Found(
                        after,
                        LampGroup.find(after.state(), found.group().id()).orElseThrow(SustainderFault::notFound)));
    }

    Reply deleteByGroupId(Exchange x) {
        Found found = find(x, lamps.searched(x));
        found.view().application().need(Verb.CONFIGURE);
        List<Lamp> members = found.group().lamps(lamps, found.view());
        edit(x, found.view().application(), "delete group", (state, changes, nowMs) -> {
            changes.delete(found.group().group().ref());
            return found.group();
        });
        tell(x, found.view(), members, "");
        return Hal.at(ApiRoot.of(x), Asker.of(x).within(found.view().application(), "/groups"))
                .put("group_id", found.group().id())
                .reply();
    }

    private interface Change {
        LampGroup make(SiteState state, EditRule.Changes changes, long nowMs);
    }

    private LampGroup edit(Exchange x, Application application, String what, Change change) {
        return sites.submit(
                application.caller(),
                application.site(),
                new Command.Edit<>(what, Verb.CONFIGURE, (state, nowMs) -> {
                    EditRule.Changes changes = new EditRule.Changes(state);
                    LampGroup result = change.make(state, changes, nowMs);
                    return changes.answer(result);
                }),
                Asker.of(x).cause());
    }

    /** Lamps that are away learn it when they are back. */
    private void tell(Exchange x, Lamps.View view, List<Lamp> members, String group) {
        List<Order> all = members.stream()
                .filter(lamp -> lamp.setGroup(group).isPresent())
                .map(lamp -> new Order(lamp.lcmId(), java.util.Optional.of(lamp), one -> one.setGroup(group)))
                .toList();
        if (!all.isEmpty()) {
            orders.configure(view, "group", all, true, Asker.of(x).cause(), new Verdicts());
        }
    }
}
