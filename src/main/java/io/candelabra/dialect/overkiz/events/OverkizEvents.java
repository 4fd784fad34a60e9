package io.candelabra.dialect.overkiz.events;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.Definitions;
import io.candelabra.dialect.overkiz.document.Kept;
import io.candelabra.dialect.overkiz.document.Protocol;
import io.candelabra.dialect.overkiz.document.StateRefresh;
import io.candelabra.dialect.overkiz.words.OverkizFailures;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.dialect.overkiz.words.OverkizValues;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events of the core in the words of this dialect: one becomes none, one or several. Values are text on the cloud face and
 * native on the local one; what is null is left out. What a caller may not see is in no event.
 */
final class OverkizEvents {
    private final OverkizSession session;
    private final View state;
    private final Remembered remembered;
    private final List<Map<String, Object>> told = new ArrayList<>();

    /** @param state of now, or of any time after the events */
    OverkizEvents(OverkizSession session, View state, Remembered remembered) {
        this.session = session;
        this.state = state;
        this.remembered = remembered;
    }

    /** All that was told so far. */
    List<Map<String, Object>> told() {
        return told;
    }

    void tell(LoggedEvent logged) {
        long at = logged.atMs();
        switch (logged.event()) {
            case SiteEvent.StatesChanged changed -> changed.changes().forEach(c -> states(at, c));
            case SiteEvent.AvailabilityChanged changed -> {
                if (state.sees(changed.device())) {
                    ofSetup(changed.available() ? "DeviceAvailableEvent" : "DeviceUnavailableEvent", at)
                            .put("deviceURL", changed.device().value());
                }
            }
            case SiteEvent.GatewayAliveChanged changed -> {
                if (sees(changed.gateway())) {
                    ofGateway(changed.alive() ? "GatewayAliveEvent" : "GatewayDownEvent", at, changed.gateway());
                }
            }
            case SiteEvent.DevicePut put -> device(at, put);
            case SiteEvent.DeviceRemoved removed -> {
                if (state.everything()) {
                    ofSetup("DeviceRemovedEvent", at)
                            .put("deviceURL", removed.device().value());
                }
            }
            case SiteEvent.ResourcePut put -> new ResourceEvents(this).put(at, put);
            case SiteEvent.ResourceDeleted deleted -> new ResourceEvents(this).deleted(logged, deleted.resource());
            case SiteEvent.ExecutionStarted started -> new ExecutionEvents(this).started(at, started);
            case SiteEvent.ExecutionMoved moved -> new ExecutionEvents(this).moved(at, moved);
            case SiteEvent.JobMoved moved -> job(at, moved.job());
            case SiteEvent.HistoryErased ignored -> ofSetup("HistoryDeletedEvent", at);
            // nothing that this dialect has a word for
            case SiteEvent.StepMoved ignored -> {}
            case SiteEvent.GatewayPut ignored -> {}
            case SiteEvent.GatewayRemoved ignored -> {}
            case SiteEvent.AlertRaised ignored -> {}
            case SiteEvent.AlertCleared ignored -> {}
            case SiteEvent.Noted ignored -> {}
        }
    }

    /**
     * The listener slept so long that events were pruned. There is no event that says so; these make every known client ask
     * for the setup or the states anew: for each gateway a finished refresh and a changed device.
     */
    void tellGap(long atMs) {
        state.gateways().forEach(gateway -> {
            ofGateway("RefreshAllDevicesStatesCompletedEvent", atMs, gateway.id());
            state.devices()
                    .filter(d -> d.id().gateway().equals(gateway.id()))
                    .findFirst()
                    .ifPresent(device -> device("DeviceUpdatedEvent", atMs, device));
        });
    }

    OverkizSession session() {
        return session;
    }

    View state() {
        return state;
    }

    Remembered remembered() {
        return remembered;
    }

    /** An event of the setup, to be filled. */
    Map<String, Object> ofSetup(String name, long atMs) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", name);
        event.put("timestamp", atMs);
        event.put("setupOID", session.setupOid());
        told.add(event);
        return event;
    }

    /** An event of a gateway, to be filled. */
    Map<String, Object> ofGateway(String name, long atMs, GatewayId gateway) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", name);
        event.put("timestamp", atMs);
        event.put("gatewayId", gateway.value());
        told.add(event);
        return event;
    }

    /** Frames a change that gateways have to be told of. */
    void synchronised(long atMs, Iterable<GatewayId> gateways, Runnable between) {
        gateways.forEach(g -> ofGateway("GatewaySynchronizationStartedEvent", atMs, g));
        between.run();
        gateways.forEach(g -> ofGateway("GatewaySynchronizationEndedEvent", atMs, g));
    }

    /** A value as this face writes it in events; null for nothing. */
    @Nullable
    Object value(Value value) {
        return session.local() ? OverkizValues.nativeOf(value) : OverkizValues.textOf(value);
    }

    private boolean sees(GatewayId gateway) {
        return state.everything() || state.gateways().anyMatch(g -> g.id().equals(gateway));
    }

    private void states(long at, SiteEvent.DeviceStates change) {
        List<State> told = change.states().stream().filter(s -> !s.driversOwn()).toList();
        if (!told.isEmpty() && state.sees(change.device())) {
            Map<String, Object> event = ofSetup("DeviceStateChangedEvent", at);
            event.put("deviceURL", change.device().value());
            event.put(
                    "deviceStates",
                    told.stream()
                            .map(s -> OverkizValues.eventState(s, session.local()))
                            .toList());
        }
    }

    private void device(long at, SiteEvent.DevicePut put) {
        if (state.sees(put.device())) {
            Map<String, Object> event =
                    device(put.created() ? "DeviceCreatedEvent" : "DeviceUpdatedEvent", at, put.device());
            if (put.created()) {
                event.put(
                        "deviceAttributes",
                        put.device().attributes().stream()
                                .map(s -> OverkizValues.eventState(s, session.local()))
                                .toList());
            }
        }
    }

    /** What clients noted of a thing, where they did. */
    static void metadata(Map<String, Object> event, Map<String, String> vendor) {
        Object metadata = Kept.object(vendor, Kept.DOCUMENT).get("metadata");
        if (metadata != null) {
            event.put("metadata", metadata);
        }
    }

    private Map<String, Object> device(String name, long at, Device device) {
        Map<String, Object> event = ofSetup(name, at);
        event.put("deviceURL", device.id().value());
        event.put("controllableName", Definitions.plainName(device.type()));
        event.put("label", device.label());
        String place = OverkizIds.placeOf(state, device.area());
        if (!place.isEmpty()) {
            event.put("placeOID", place);
        }
        metadata(event, device.vendor());
        return event;
    }

    /** A refresh that ended, told for each gateway that it was asked of. */
    private void job(long at, Job job) {
        if (!job.phase().ended() || !job.kind().equals(StateRefresh.KIND)) {
            return;
        }
        // an event from before jobs told whom they were asked of may have been asked of any
        List<GatewayId> asked = job.asked().isEmpty()
                ? state.gateways().map(Gateway::id).toList()
                : job.asked();
        for (GatewayId gateway : asked) {
            if (!sees(gateway)) {
                continue;
            }
            boolean failed = job.phase() == Phase.FAILED && job.failed().contains(gateway);
            Map<String, Object> event = ofGateway(
                    failed ? "RefreshAllDevicesStatesFailedEvent" : "RefreshAllDevicesStatesCompletedEvent",
                    at,
                    gateway);
            Optional.ofNullable(job.parameters().get(StateRefresh.PROTOCOL))
                    .flatMap(Protocol::ofPrefix)
                    .ifPresent(protocol -> event.put("protocolType", protocol.id()));
            if (failed) {
                event.put("failureType", OverkizFailures.ERROR_WHILE_EXECUTING.name());
            }
        }
    }
}
