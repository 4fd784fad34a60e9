package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.document.ZoneDocument;
import io.candelabra.dialect.overkiz.document.Zones;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Group;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Zones: groups of items, where an item is a device. Older spellings carry the zone in the body; they lead to the same
 * code. An item that is added twice is there once; one that is to be moved or taken out must be there.
 */
public final class ZonesRoutes implements RouteSet {
    private final Supplier<String> ids;

    /** @param ids gives a fresh UUID in text form at each call */
    public ZonesRoutes(Supplier<String> ids) {
        this.ids = ids;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/zones", this::get)
                .post("/setup/zones", this::post)
                .put("/setup/zones", this::put)
                .get("/setup/zones/{zoneOID}", this::getByZoneOID)
                .put("/setup/zones/{zoneOID}", this::putByZoneOID)
                .delete("/setup/zones/{zoneOID}", this::deleteByZoneOID)
                .put("/setup/zones/{zoneOID}/{type}/{label}", this::putByZoneOIDAndTypeAndLabel)
                .get("/setup/zones/{zoneOID}/items", this::getByZoneOIDItems)
                .post("/setup/zones/{zoneOID}/items", this::postByZoneOIDItems)
                .put("/setup/zones/{zoneOID}/items", this::putByZoneOIDItems)
                .delete("/setup/zones/{zoneOID}/items", this::deleteByZoneOIDItems)
                .post("/setup/zones/{zoneOID}/items/_delete", this::postByZoneOIDItemsDelete)
                .post(
                        "/setup/zones/{sourceZoneOID}/items/relocate/{targetZoneOID}",
                        this::postBySourceZoneOIDItemsRelocateByTargetZoneOID)
                .post("/setup/zones/items", this::postItems)
                .delete("/setup/zones/items", this::deleteItems);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/zones", Bodies.listOf(ZoneDocument.class),
                "GET /setup/zones/{zoneOID}", Bodies.answers(ZoneDocument.class),
                "GET /setup/zones/{zoneOID}/items", Bodies.listOf(ZoneDocument.ZoneItem.class));
    }

    // ---- zones ----

    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return Reply.ok(Zones.groups(session, state)
                .map(group -> Zones.zone(session, state, group))
                .toList());
    }

    public Reply getByZoneOID(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return Reply.ok(Zones.zone(session, state, Zones.group(session, state, x.path("zoneOID"))));
    }

    public Reply post(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        RequestBody body = RequestBody.of(x);
        String label = body.text("label").orElseThrow(() -> OverkizFault.missing("Malformed zone"));
        int type = body.number("type").orElse(0);
        List<?> items = body.list("items").orElse(List.of());
        String id = ids.get();
        session.compose((state, nowMs) -> {
            List<DeviceId> devices = ZoneItems.devices(session, state, items);
            Map<String, String> vendor = ZoneItems.vendor(
                    body, Map.of(Zones.MADE_IN, session.caller().area()));
            Group group = new Group(id, label, type, devices, List.of(), nowMs, nowMs, Map.of(), vendor);
            return Composed.of(new Command.Put(group, Expect.ABSENT));
        });
        return Reply.bytes(201, Reply.JSON, new byte[0]);
    }

    public Reply put(Exchange x) {
        RequestBody body = RequestBody.of(x);
        return change(x, zoneOf(body), body);
    }

    public Reply putByZoneOID(Exchange x) {
        return change(x, x.path("zoneOID"), RequestBody.of(x));
    }

    public Reply putByZoneOIDAndTypeAndLabel(Exchange x) {
        String label = RequestBody.bounded("label", x.path("label"));
        int type = RequestBody.number("type", x.path("type"));
        change(
                x,
                x.path("zoneOID"),
                (state, nowMs, group) -> ZoneItems.changed(group, label, type, group.devices(), group.vendor(), nowMs));
        return Reply.emptyOk();
    }

    public Reply deleteByZoneOID(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String oid = x.path("zoneOID");
        session.compose((state, nowMs) -> Composed.of(new Command.Delete(Zones.group(session, state, oid))));
        return Reply.noContent();
    }

    private static Reply change(Exchange x, String oid, RequestBody body) {
        OverkizSession session = OverkizSession.of(x);
        change(x, oid, (state, nowMs, group) -> {
            List<DeviceId> devices = body.has("items")
                    ? ZoneItems.replaced(
                            session, state, group, body.list("items").orElse(List.of()))
                    : group.devices();
            return ZoneItems.changed(
                    group,
                    body.text("label").orElse(group.label()),
                    body.number("type").orElse(group.type()),
                    devices,
                    ZoneItems.vendor(body, group.vendor()),
                    nowMs);
        });
        return Reply.emptyOk();
    }

    // ---- items ----

    public Reply getByZoneOIDItems(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return Reply.ok(Zones.items(session, state, Zones.group(session, state, x.path("zoneOID"))));
    }

    public Reply postByZoneOIDItems(Exchange x) {
        add(x, x.path("zoneOID"), RequestBody.listOf(x));
        return Reply.emptyOk();
    }

    public Reply postItems(Exchange x) {
        RequestBody body = RequestBody.of(x);
        add(x, zoneOf(body, x), body.list("items").orElse(List.of()));
        return Reply.emptyOk();
    }

    public Reply deleteByZoneOIDItems(Exchange x) {
        remove(x, x.path("zoneOID"), RequestBody.listOf(x));
        return Reply.noContent();
    }

    public Reply postByZoneOIDItemsDelete(Exchange x) {
        return deleteByZoneOIDItems(x);
    }

    public Reply deleteItems(Exchange x) {
        RequestBody body = RequestBody.of(x);
        remove(x, zoneOf(body), body.list("items").orElse(List.of()));
        return Reply.noContent();
    }

    public Reply postBySourceZoneOIDItemsRelocateByTargetZoneOID(Exchange x) {
        relocate(x, x.path("sourceZoneOID"), x.path("targetZoneOID"), RequestBody.listOf(x));
        return Reply.emptyOk();
    }

    public Reply putByZoneOIDItems(Exchange x) {
        RequestBody body = RequestBody.of(x);
        relocate(x, x.path("zoneOID"), zoneOf(body), body.list("items").orElse(List.of()));
        return Reply.emptyOk();
    }

    private static void add(Exchange x, String oid, List<?> items) {
        OverkizSession session = OverkizSession.of(x);
        change(x, oid, (state, nowMs, group) -> ZoneItems.with(group, ZoneItems.devices(session, state, items), nowMs));
    }

    private static void remove(Exchange x, String oid, List<?> items) {
        OverkizSession session = OverkizSession.of(x);
        change(
                x,
                oid,
                (state, nowMs, group) -> ZoneItems.without(group, ZoneItems.devices(session, state, items), nowMs));
    }

    private static void relocate(Exchange x, String sourceOid, String targetOid, List<?> items) {
        OverkizSession session = OverkizSession.of(x);
        session.compose((state, nowMs) -> {
            Group source = Zones.group(session, state, sourceOid);
            Group target = Zones.group(session, state, targetOid);
            List<DeviceId> devices = ZoneItems.devices(session, state, items);
            return Composed.of(
                    source.id().equals(target.id())
                            ? Command.Together.NOTHING
                            : Command.Together.of(
                                    new Command.Put(ZoneItems.without(source, devices, nowMs), Expect.same(source)),
                                    new Command.Put(ZoneItems.with(target, devices, nowMs), Expect.same(target))));
        });
    }

    // ---- shared ----

    /** A change of a zone. */
    private interface ZoneRule {
        Group decide(View state, long nowMs, Group group);
    }

    private static void change(Exchange x, String oid, ZoneRule rule) {
        OverkizSession session = OverkizSession.of(x);
        session.compose((state, nowMs) -> {
            Group old = Zones.group(session, state, oid);
            return Composed.of(new Command.Put(rule.decide(state, nowMs, old), Expect.same(old)));
        });
    }

    private static String zoneOf(RequestBody body) {
        return body.text("oid").orElseThrow(() -> OverkizFault.missing("Malformed zone"));
    }

    /** The sample of this spelling forgets the zone's OID; the zone with the label is meant then. */
    private static String zoneOf(RequestBody body, Exchange x) {
        if (body.text("oid").isPresent()) {
            return zoneOf(body);
        }
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        String label = body.text("label").orElseThrow(() -> OverkizFault.missing("Malformed zone"));
        return Zones.groups(session, state)
                .filter(group -> group.label().equals(label))
                .map(group -> OverkizIds.zone(state.site(), group))
                .findFirst()
                .orElseThrow(() -> OverkizFault.noSuch("zone", label));
    }
}
