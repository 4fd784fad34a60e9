package io.candelabra.dialect.sustainder.groups;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
import io.candelabra.dialect.sustainder.lamps.LampOrders.Order;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.NodeDocuments;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups of lamps: a lamp is in one at most, and moves when it is put into another. */
public final class GroupsRoutes implements RouteSet {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_MEMBERS = 1_000;
    private static final int MOST_GROUPS = 1_000;

    private final Sites sites;
    private final Lamps lamps;

    public GroupsRoutes(Sites sites, Lamps lamps) {
        this.sites = sites;
        this.lamps = lamps;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/groups", this::get)
                .post("/groups", this::post)
                .get("/groups/{group_id}", this::getByGroupId)
                .patch("/groups/{group_id}", this::patchByGroupId)
                .delete("/groups/{group_id}", this::deleteByGroupId);
    }

    private record Found(Lamps.Shown view, LampGroup group) {}

    Reply get(Exchange x) {
        String base = ApiRoot.of(x);
        Lamps.Shown view = lamps.view(ApiCaller.of(x).named(x));
        List<Hal> all = LampGroup.seen(view.seen()).stream()
                .map(g -> document(x, view, g))
                .toList();
        return Hal.at(base, ApiCaller.of(x).within(view.application(), "/groups"))
                .embed("groups", Hal.documents(all))
                .reply();
    }

    private Hal document(Exchange x, Lamps.Shown view, LampGroup group) {
        return Hal.at(ApiRoot.of(x), path(x, view, group))
                .link("groups", ApiCaller.of(x).within(view.application(), "/groups"))
                .put("group_id", group.id())
                .put("name", group.group().label())
                .put("status", group.complete(lamps, view) ? "complete" : "queued")
                .put(
                        "node_ids",
                        group.lamps(lamps, view).stream().map(Lamp::nodeId).toList());
    }

    /** Numbers count in each application from 1. */
    private static String path(Exchange x, Lamps.Shown view, LampGroup group) {
        return ApiCaller.of(x).within(view.application(), "/groups/" + group.id());
    }

    private static Found find(Exchange x, List<Lamps.Shown> views) {
        String id = x.path("group_id");
        return views.stream()
                .flatMap(view -> LampGroup.find(view.seen(), id).map(g -> new Found(view, g)).stream())
                .findFirst()
                .orElseThrow(SustainderFault::notFound);
    }

    Reply getByGroupId(Exchange x) {
        return shown(x, find(x, lamps.searched(x)));
    }

    private Reply shown(Exchange x, Found found) {
        String base = ApiRoot.of(x);
        List<Hal> nodes = found.group().lamps(lamps, found.view()).stream()
                .map(lamp -> NodeDocuments.brief(base, found.view().seen(), lamp))
                .toList();
        return document(x, found.view(), found.group())
                .embed("nodes", Hal.documents(nodes))
                .reply();
    }

    Reply post(Exchange x) {
        Body body = Body.of(x);
        Lamps.Shown view = lamps.acting(x, body);
        view.application().need(Verb.CONFIGURE);
        String name = body.text(body.has("group_name") ? "group_name" : "name", LONGEST_NAME);
        List<Lamp> members = members(view, body);
        LampGroup made = view.application()
                .compose(
                        sites,
                        (seen, nowMs) -> {
                            if (LampGroup.all(seen).size() >= MOST_GROUPS) {
                                throw new Refused(new Refused.TooMany("group", MOST_GROUPS));
                            }
                            int number = LampGroup.next(seen);
                            LampGroup group = LampGroup.create(number, name, ids(members), nowMs);
                            return composed(
                                    group,
                                    new Command.Put(group.group(), Expect.ABSENT),
                                    LampGroup.counted(seen, number),
                                    told(members, group.id()));
                        },
                        ApiCaller.of(x).cause());
        return Hal.at(ApiRoot.of(x), path(x, view, made))
                .link("groups", ApiCaller.of(x).within(view.application(), "/groups"))
                .put("group_name", name)
                .put("name", name)
                .put("group_id", made.id())
                .put("status", "queued")
                .put("node_ids", members.stream().map(Lamp::nodeId).toList())
                .reply(202)
                .header("Location", ApiRoot.of(x) + path(x, view, made));
    }

    private List<Lamp> members(Lamps.Shown view, Body body) {
        List<Lamp> members = new ArrayList<>();
        for (String id : body.ids("node_ids", MOST_MEMBERS)) {
            members.add(lamps.byNode(view, id)
                    .orElseThrow(() -> SustainderFault.field(body.path("node_ids"), "There is no node " + id + ".")));
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

    /** A group changes, and its lamps are told: both or neither. */
    private static Composed<?, LampGroup> composed(LampGroup answer, Command<?>... parts) {
        return Composed.of(Command.Together.of(parts), answer);
    }

    /** Name, members, or both; an absent field stays. */
    Reply patchByGroupId(Exchange x) {
        Body body = Body.of(x);
        Found found = find(x, lamps.searched(x, body));
        Lamps.Shown view = found.view();
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
        view.application()
                .compose(
                        sites,
                        (seen, nowMs) -> {
                            LampGroup old = LampGroup.find(seen, found.group().id())
                                    .orElseThrow(() -> Refused.noSuch(
                                            "group", found.group().id()));
                            List<DeviceId> all = new ArrayList<>(ids(members));
                            all.addAll(old.unseen(seen));
                            LampGroup next = old.with(name, all, nowMs);
                            return composed(
                                    next,
                                    new Command.Put(next.group(), Expect.same(old.group())),
                                    told(gone, ""),
                                    told(members, old.id()));
                        },
                        ApiCaller.of(x).cause());
        Lamps.Shown after = lamps.view(view.application());
        return shown(
                x,
                new Found(
                        after,
                        LampGroup.find(after.seen(), found.group().id()).orElseThrow(SustainderFault::notFound)));
    }

    Reply deleteByGroupId(Exchange x) {
        Found found = find(x, lamps.searched(x));
        found.view().application().need(Verb.CONFIGURE);
        List<Lamp> members = found.group().lamps(lamps, found.view());
        found.view()
                .application()
                .compose(
                        sites,
                        (seen, nowMs) -> composed(
                                found.group(),
                                new Command.Delete(found.group().group().ref(), Expect.ANY),
                                told(members, "")),
                        ApiCaller.of(x).cause());
        return Hal.at(ApiRoot.of(x), ApiCaller.of(x).within(found.view().application(), "/groups"))
                .put("group_id", found.group().id())
                .reply();
    }

    /** The command that tells lamps their group. Lamps that are away learn it when they are back. */
    private static Command.Configure told(List<Lamp> members, String group) {
        return LampOrders.settings(
                "group",
                members.stream()
                        .filter(lamp -> lamp.setGroup(group).isPresent())
                        .map(lamp -> new Order(lamp.lcmId(), Optional.of(lamp), one -> one.setGroup(group)))
                        .toList());
    }
}
