package io.candelabra.dialect.overkiz.events;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.words.ConditionGroup;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource;
import java.util.Map;

/** Stored things in events: action groups, places, zones, delayed triggers, the location. */
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
        boolean created = put.created();
        switch (put.resource()) {
            case Resource.Scene scene -> {
                if (state().seesAll(scene.actions())) {
                    new ExecutionEvents(events)
                            .scene(created ? "ActionGroupCreatedEvent" : "ActionGroupUpdatedEvent", at, scene);
                }
            }
            case Resource.Area area -> place(created ? "PlaceCreatedEvent" : "PlaceUpdatedEvent", at, area);
            case Resource.Group group -> zone(created ? "ZoneCreatedEvent" : "ZoneUpdatedEvent", at, group);
            case Resource.DelayedStart start -> {
                if (state().seesAll(start.plan().actions())) {
                    events.ofSetup("DelayedTriggerSetEvent", at).put("triggerId", start.id());
                }
            }
            case Resource.Profile profile -> {
                Map<String, Object> event = events.ofSetup("LocationUpdatedEvent", at);
                event.put("timezone", profile.timezone());
                event.put("longitude", profile.longitude());
                event.put("latitude", profile.latitude());
            }
            case Resource.Extra extra -> {
                if (ConditionGroup.is(extra)) {
                    events.ofSetup(created ? "ConditionGroupCreatedEvent" : "ConditionGroupUpdatedEvent", at)
                            .putAll(ConditionGroup.of(extra).told());
                }
            }
            // kept for other dialects, for the server itself, or told of by other means
            case Resource.QueuedSettings ignored -> {}
            case Resource.SiteType ignored -> {}
            case Resource.Subscription ignored -> {}
            case Resource.Account ignored -> {}
            case Resource.Session ignored -> {}
            case Resource.AccessKey ignored -> {}
            case Resource.FaceBinding ignored -> {}
            case Resource.Integration ignored -> {}
            case Resource.Cursor ignored -> {}
        }
    }

    void deleted(LoggedEvent logged, Resource resource) {
        long at = logged.atMs();
        switch (resource) {
            case Resource.Scene scene -> {
                if (state().seesAll(scene.actions())) {
                    String oid = OverkizIds.actionGroup(state().site(), scene);
                    events.synchronised(at, ExecutionEvents.gateways(state(), scene.actions()), () -> events.ofSetup(
                                    "ActionGroupDeletedEvent", at)
                            .put("actionGroupOID", oid));
                }
            }
            case Resource.Area area -> {
                if (state().everything()) {
                    events.ofSetup("PlaceDeletedEvent", at).put("placeOID", OverkizIds.place(state().site(), area));
                }
            }
            case Resource.Group group -> {
                if (seesAny(group)) {
                    events.ofSetup("ZoneDeletedEvent", at).put("zoneOID", OverkizIds.zone(state().site(), group));
                }
            }
            case Resource.DelayedStart start -> {
                // one that came due is told of by what it started
                if (!logged.cause().dialect().equals("clock")
                        && state().seesAll(start.plan().actions())) {
                    events.ofSetup("DelayedTriggerCancelledEvent", at).put("triggerId", start.id());
                }
            }
            case Resource.Extra extra -> {
                if (ConditionGroup.is(extra)) {
                    events.ofSetup("ConditionGroupDeletedEvent", at).put("conditionGroupOID", extra.name());
                }
            }
            // kept for other dialects, for the server itself, or told of by other means
            case Resource.Profile ignored -> {}
            case Resource.QueuedSettings ignored -> {}
            case Resource.SiteType ignored -> {}
            case Resource.Subscription ignored -> {}
            case Resource.Account ignored -> {}
            case Resource.Session ignored -> {}
            case Resource.AccessKey ignored -> {}
            case Resource.FaceBinding ignored -> {}
            case Resource.Integration ignored -> {}
            case Resource.Cursor ignored -> {}
        }
    }

    private void place(String name, long at, Resource.Area area) {
        if (!state().within(area.id(), session().caller().area())) {
            return;
        }
        Map<String, Object> event = events.ofSetup(name, at);
        event.put("placeOID", OverkizIds.place(state().site(), area));
        String parent = OverkizIds.placeOf(state(), area.parent());
        if (!parent.isEmpty()) {
            event.put("parentPlaceOID", parent);
        }
        event.put("type", area.type());
        event.put("label", area.label());
        OverkizEvents.metadata(event, area.vendor());
    }

    private void zone(String name, long at, Resource.Group group) {
        if (!seesAny(group)) {
            return;
        }
        Map<String, Object> event = events.ofSetup(name, at);
        event.put("zoneOID", OverkizIds.zone(state().site(), group));
        event.put("type", group.type());
        event.put("label", group.label());
        event.put(
                "deviceURLs",
                group.devices().stream()
                        .filter(d -> state().sees(d))
                        .map(DeviceId::value)
                        .toList());
        event.put(
                "placeOIDs",
                group.areas().stream()
                        .map(a -> OverkizIds.placeOf(state(), a))
                        .filter(oid -> !oid.isEmpty())
                        .toList());
    }

    private boolean seesAny(Resource.Group group) {
        return state().everything() || group.devices().stream().anyMatch(d -> state().sees(d));
    }
}
