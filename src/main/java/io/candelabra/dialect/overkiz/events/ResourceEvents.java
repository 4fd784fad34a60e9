package io.candelabra.dialect.overkiz.events;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.document.LocationDocument;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.events.EventTable.Moment;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.Stored;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stored things in events. The {@link EventTable} says which event tells of a thing, and by which fields. */
final class ResourceEvents {
    private final OverkizEvents events;

    ResourceEvents(OverkizEvents events) {
        this.events = events;
    }

    private OverkizSession session() {
        return events.session();
    }

    private View state() {
        return events.state();
    }

    void put(long at, SiteEvent.ResourcePut put) {
        tell(at, put.created() ? Moment.CREATED : Moment.UPDATED, put.resource());
    }

    void deleted(LoggedEvent logged, Resource resource) {
        // a delayed start that came due is told of by what it started
        if (!(resource instanceof Resource.DelayedStart
                && logged.cause().dialect().equals("clock"))) {
            tell(logged.atMs(), Moment.REMOVED, resource);
        }
    }

    private void tell(long at, Moment moment, Resource thing) {
        EventTable.Row row = EventTable.row(kind(thing), moment);
        if (row.to() == EventTable.To.NOBODY) {
            return;
        }
        if (row.to() == EventTable.To.GATEWAY) {
            // a setting of the setup that all its gateways have
            fields(thing, moment)
                    .ifPresent(fields -> gateways(thing).forEach(gateway -> events.tell(row, at, gateway, fields)));
            return;
        }
        fields(thing, moment).ifPresent(fields -> {
            if (row.framed()) {
                events.synchronised(at, gateways(thing), () -> events.tell(row, at, fields));
            } else {
                events.tell(row, at, fields);
            }
        });
    }

    /** How the table calls a thing. */
    static String kind(Resource thing) {
        return thing instanceof Extra extra && extra.dialect().equals(VendorFields.DIALECT)
                ? VendorFields.DIALECT + "/" + extra.kind()
                : Stored.Name.of(thing.getClass());
    }

    /** The gateways that learn of a change of the thing. */
    private Collection<GatewayId> gateways(Resource thing) {
        List<GatewayId> seen = state().gateways().map(gateway -> gateway.id()).toList();
        return thing instanceof Scene scene && !scene.actions().isEmpty()
                ? ExecutionEvents.gateways(state(), scene.actions())
                : seen;
    }

    /** The fields of a thing by the names of the table; empty where the session may hear nothing of it. */
    private Optional<Map<String, @Nullable Object>> fields(Resource thing, Moment moment) {
        return switch (thing) {
            case Scene scene -> where(state().seesAll(scene.actions()), () -> ExecutionEvents.scene(events, scene));
            case Resource.Area area -> where(sees(area, moment), () -> place(area));
            case Resource.Group group -> where(seesAny(group), () -> zone(group));
            case Resource.DelayedStart start ->
                where(state().seesAll(start.plan().actions()), () -> Map.of("triggerId", start.id()));
            case Resource.Profile profile -> Optional.of(LocationDocument.event(profile));
            case Extra extra -> where(sees(extra), () -> extra(extra));
            // the table tells nobody of these
            case Resource.QueuedSettings ignored -> Optional.empty();
            case Resource.SiteType ignored -> Optional.empty();
            case Resource.FoundDevice ignored -> Optional.empty();
            case Resource.Role ignored -> Optional.empty();
            case Resource.Reception ignored -> Optional.empty();
            case Resource.Agenda ignored -> Optional.empty();
            case Resource.DriverNote ignored -> Optional.empty();
            case Resource.DriverDocument ignored -> Optional.empty();
            case Resource.Subscription ignored -> Optional.empty();
            case Resource.Account ignored -> Optional.empty();
            case Resource.Session ignored -> Optional.empty();
            case Resource.AccessKey ignored -> Optional.empty();
            case Resource.FaceBinding ignored -> Optional.empty();
            case Resource.Integration ignored -> Optional.empty();
            case Resource.Cursor ignored -> Optional.empty();
        };
    }

    private static Optional<Map<String, @Nullable Object>> where(
            boolean seen, Supplier<Map<String, @Nullable Object>> fields) {
        return seen ? Optional.of(fields.get()) : Optional.empty();
    }

    /** What is about a person is for that person; how people are described is for those as well who administer the setup. */
    private boolean sees(Extra extra) {
        Optional<ExtraKind> kind = ExtraKind.of(extra).filter(known -> known.isSeen(state()));
        boolean administers = kind.filter(ExtraKind.PERSON::equals).isPresent() && state().may(Verb.ADMINISTER);
        return kind.isPresent()
                && (administers
                        || ExtraKind.person(extra)
                                .filter(user -> !user.equals(session().account()))
                                .isEmpty());
    }

    /** Whether an event is told to some of those alone who see all of the setup. */
    static boolean personal(SiteEvent event) {
        return event instanceof SiteEvent.ResourcePut put && isPersonal(put.resource())
                || event instanceof SiteEvent.ResourceDeleted deleted && isPersonal(deleted.resource());
    }

    private static boolean isPersonal(Resource resource) {
        return resource instanceof Extra extra && ExtraKind.person(extra).isPresent();
    }

    /** The document of an extra. The extra's name is the OID where the document does not say its own. */
    private static Map<String, @Nullable Object> extra(Extra extra) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(VendorFields.object(extra.json()));
        fields.putIfAbsent("oid", extra.name());
        if (ExtraKind.of(extra).filter(ExtraKind.CALENDAR_RULE::equals).isPresent()) {
            // the document tells neither what the id is nor which types there are; a rule has one id and one shape
            fields.put("calendarRuleId", extra.name());
            fields.put("type", "weeklyCalendarRule");
        }
        return fields;
    }

    private Map<String, @Nullable Object> place(Resource.Area area) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("placeOID", OverkizIds.place(state().site(), area));
        String parent = OverkizIds.placeOf(state(), area.parent());
        fields.put("parentPlaceOID", parent.isEmpty() ? null : parent);
        fields.put("type", area.type());
        fields.put("label", area.label());
        fields.put("metadata", OverkizEvents.metadata(area.vendor()));
        return fields;
    }

    private Map<String, @Nullable Object> zone(Resource.Group group) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("zoneOID", OverkizIds.zone(state().site(), group));
        fields.put("type", group.type());
        fields.put("label", group.label());
        fields.put(
                "deviceURLs",
                group.devices().stream()
                        .filter(d -> state().sees(d))
                        .map(DeviceId::value)
                        .toList());
        fields.put(
                "placeOIDs",
                group.areas().stream()
                        .map(a -> OverkizIds.placeOf(state(), a))
                        .filter(oid -> !oid.isEmpty())
                        .toList());
        return fields;
    }

    /** A place that is gone is in no area any more. */
    private boolean sees(Resource.Area area, Moment moment) {
        return moment == Moment.REMOVED
                ? state().everything()
                : state().within(area.id(), session().caller().area());
    }

    private boolean seesAny(Resource.Group group) {
        return state().everything() || group.devices().stream().anyMatch(d -> state().sees(d));
    }
}
