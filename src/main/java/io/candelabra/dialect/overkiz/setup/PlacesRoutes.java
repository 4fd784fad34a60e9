package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.PlaceDocument;
import io.candelabra.dialect.overkiz.document.Places;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Resource.Area;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tree of places. A place that is deleted leaves its devices, and the places below it, to its parent. */
public final class PlacesRoutes implements RouteSet {
    /** The place that was made. */
    private record NewPlace(String placeOID) {}

    private final Supplier<String> ids;

    /** @param ids gives a fresh UUID in text form at each call */
    public PlacesRoutes(Supplier<String> ids) {
        this.ids = ids;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/places", this::get)
                .post("/setup/places/{parentPlaceOID}/subPlaces", this::postByParentPlaceOIDSubPlaces)
                .post("/setup/places/{parentPlaceOID}/{label}/{type}", this::postByParentPlaceOIDAndLabelAndType)
                .get("/setup/places/{placeOID}", this::getByPlaceOID)
                .put("/setup/places/{placeOID}", this::putByPlaceOID)
                .delete("/setup/places/{placeOID}", this::deleteByPlaceOID)
                .put(
                        "/setup/places/{placeOID}/parent/{newParentPlaceOID}",
                        this::putByPlaceOIDParentByNewParentPlaceOID)
                .put("/setup/places/{placeOID}/{newParentPlaceOID}", this::putByPlaceOIDAndNewParentPlaceOID);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/places", Bodies.answers(PlaceDocument.class),
                "GET /setup/places/{placeOID}", Bodies.answers(PlaceDocument.class),
                "POST /setup/places/{parentPlaceOID}/subPlaces", Bodies.answers(NewPlace.class));
    }

    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return Reply.ok(Places.root(session, session.state()));
    }

    public Reply getByPlaceOID(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        String oid = x.path("placeOID");
        return Reply.ok(
                Places.areaId(session, state, oid).isEmpty()
                        ? Places.root(session, state)
                        : Places.place(state, Places.area(session, state, oid)));
    }

    public Reply postByParentPlaceOIDSubPlaces(Exchange x) {
        RequestBody body = RequestBody.of(x);
        String label = body.text("label").orElseThrow(() -> OverkizFault.missing("Malformed place"));
        String oid = create(
                x, label, body.number("type").orElse(0), body.text("metadata").orElse(null));
        return Reply.status(201, new NewPlace(oid));
    }

    public Reply postByParentPlaceOIDAndLabelAndType(Exchange x) {
        create(x, x.path("label"), RequestBody.number("type", x.path("type")), null);
        return Reply.bytes(201, Reply.JSON, new byte[0]);
    }

    public Reply putByPlaceOID(Exchange x) {
        RequestBody body = RequestBody.of(x);
        change(x, (state, nowMs, area) -> {
            Map<String, String> vendor = body.text("metadata")
                    .map(metadata -> with(area.vendor(), metadata))
                    .orElse(area.vendor());
            Area next = new Area(
                    area.id(),
                    area.parent(),
                    body.text("label").orElse(area.label()),
                    body.number("type").orElse(area.type()),
                    area.createdMs(),
                    nowMs,
                    area.ids(),
                    vendor);
            return new Command.Put(next, Expect.same(area));
        });
        return Reply.emptyOk();
    }

    public Reply deleteByPlaceOID(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        change(x, (state, nowMs, area) -> {
            refuseRoot(session, state, area);
            return new Command.Delete(area);
        });
        return Reply.noContent();
    }

    public Reply putByPlaceOIDParentByNewParentPlaceOID(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String parentOid = x.path("newParentPlaceOID");
        change(x, (state, nowMs, area) -> {
            refuseRoot(session, state, area);
            String parent = parent(session, state, parentOid);
            if (state.within(parent, area.id())) {
                throw OverkizFault.invalid("A place cannot be moved into itself : " + parentOid);
            }
            return new Command.Put(Places.under(area, parent, nowMs), Expect.same(area));
        });
        return Reply.emptyOk();
    }

    public Reply putByPlaceOIDAndNewParentPlaceOID(Exchange x) {
        return putByPlaceOIDParentByNewParentPlaceOID(x);
    }

    private String create(Exchange x, String label, int type, @Nullable String metadata) {
        OverkizSession session = OverkizSession.of(x);
        String parentOid = x.path("parentPlaceOID");
        String id = ids.get();
        RequestBody.bounded("label", label);
        Map<String, String> vendor = metadata == null ? Map.of() : with(Map.of(), metadata);
        return session.compose((state, nowMs) -> {
            String parent = parent(session, state, parentOid);
            Area area = new Area(id, parent, label, type, nowMs, nowMs, Map.of(), vendor);
            List<Command<?>> parts = new ArrayList<>(Places.layRoot(session, state, nowMs));
            parts.add(new Command.Put(area, Expect.ABSENT));
            return Composed.of(new Command.Together(parts), OverkizIds.place(session.site(), area));
        });
    }

    /** A change of the place that the path names, as it is now. */
    private interface Change {
        Command<Boolean> of(View state, long nowMs, Area area);
    }

    private static void change(Exchange x, Change change) {
        OverkizSession session = OverkizSession.of(x);
        String oid = x.path("placeOID");
        // the tree has a root of its own before it changes; which is the same root to every reader, so it needs no
        // undoing
        Places.areaId(session, session.state(), oid);
        if (Places.rootArea(session, session.state()).isEmpty()) {
            session.compose(
                    (state, nowMs) -> Composed.of(new Command.Together(Places.layRoot(session, state, nowMs)), true));
        }
        session.compose((state, nowMs) -> Composed.of(change.of(state, nowMs, Places.area(session, state, oid))));
    }

    /** The id of the area that a new parent stands for, also of a root that is laid in the same commit. */
    private static String parent(OverkizSession session, View state, String parentOid) {
        String area = Places.areaId(session, state, parentOid);
        return area.isEmpty() ? Places.rootOid(session, state) : area;
    }

    /** The root of the face's places stays where it is. */
    private static void refuseRoot(OverkizSession session, View state, Area area) {
        Optional<Area> root = Places.rootArea(session, state);
        if (root.isPresent() && root.get().id().equals(area.id())) {
            throw OverkizFault.invalid(
                    "The root place can be neither moved nor deleted : " + OverkizIds.place(state.site(), area));
        }
    }

    private static Map<String, String> with(Map<String, String> vendor, String metadata) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(VendorFields.object(vendor, VendorFields.DOCUMENT));
        kept.put("metadata", metadata);
        Map<String, String> result = new HashMap<>(vendor);
        result.put(VendorFields.DOCUMENT, Json.text(kept));
        return result;
    }
}
