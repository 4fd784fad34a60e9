package io.candelabra.dialect.overkiz.events;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.Protocol;
import io.candelabra.dialect.overkiz.document.StateDocument;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.events.EventTable.Moment;
import io.candelabra.dialect.overkiz.job.StateRefresh;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFailures;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.dialect.overkiz.spelling.OverkizValues;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource.SiteType;
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
 * native on the local one. A field that is null is left out. A thing that the caller may not see is in no event.
 */
final class OverkizEvents {
    private final OverkizSession session;
    private final View state;
    private final KnownPlans plans;
    private final List<EventDocument> told = new ArrayList<>();

    /** @param state of now, or of any time after the events */
    OverkizEvents(OverkizSession session, View state, KnownPlans plans) {
        this.session = session;
        this.state = state;
        this.plans = plans;
    }

    /** All that was told so far. */
    List<EventDocument> told() {
        return told;
    }

    void tell(LoggedEvent logged) {
        long at = logged.atMs();
        switch (logged.event()) {
            case SiteEvent.StatesChanged changed -> changed.changes().forEach(c -> states(at, c));
            case SiteEvent.AvailabilityChanged changed -> {
                if (state.sees(changed.device())) {
                    Moment moment = changed.available() ? Moment.AVAILABLE : Moment.UNAVAILABLE;
                    tell(EventTable.row("device", moment), at, url(changed.device()));
                }
            }
            case SiteEvent.GatewayAliveChanged changed -> {
                if (sees(changed.gateway())) {
                    Moment moment = changed.alive() ? Moment.ALIVE : Moment.DOWN;
                    tell(EventTable.row("gateway", moment), at, changed.gateway(), Map.of());
                }
            }
            case SiteEvent.DevicePut put -> device(at, put);
            case SiteEvent.DeviceRemoved removed -> tell(EventTable.row("device", Moment.REMOVED), at, fields(removed));
            case SiteEvent.ResourcePut put -> new ResourceEvents(this).put(at, put);
            case SiteEvent.ResourceDeleted deleted -> new ResourceEvents(this).deleted(logged, deleted.resource());
            case SiteEvent.ExecutionStarted started -> new ExecutionEvents(this).started(at, started);
            case SiteEvent.ExecutionMoved moved -> new ExecutionEvents(this).moved(at, moved);
            case SiteEvent.JobMoved moved -> job(at, moved.job());
            case SiteEvent.HistoryErased ignored -> tell(EventTable.row("history", Moment.ERASED), at, Map.of());
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
            tell(EventTable.ofJob(StateRefresh.KIND, "", Moment.COMPLETED), atMs, gateway.id(), Map.of());
            state.devices()
                    .filter(d -> d.id().gateway().equals(gateway.id()))
                    .findFirst()
                    .ifPresent(device -> tell(EventTable.row("device", Moment.UPDATED), atMs, fields(device)));
        });
    }

    OverkizSession session() {
        return session;
    }

    View state() {
        return state;
    }

    KnownPlans plans() {
        return plans;
    }

    void add(EventDocument event) {
        told.add(event);
    }

    /** Tells of a thing of the setup what the table says. */
    void tell(EventTable.Row row, long atMs, Map<String, ? extends @Nullable Object> thing) {
        add(new EventDocument.Change(row.event(), atMs, session.setupOid(), null, row.of(thing)));
    }

    /** Tells of something that happened at a gateway what the table says. */
    void tell(EventTable.Row row, long atMs, GatewayId at, Map<String, ? extends @Nullable Object> thing) {
        add(new EventDocument.Change(row.event(), atMs, null, at.value(), row.of(thing)));
    }

    /** Frames a change that gateways have to be told of. */
    void synchronised(long atMs, Iterable<GatewayId> gateways, Runnable between) {
        gateways.forEach(gateway -> synchronization("GatewaySynchronizationStartedEvent", atMs, gateway));
        between.run();
        gateways.forEach(gateway -> synchronization("GatewaySynchronizationEndedEvent", atMs, gateway));
    }

    private void synchronization(String name, long atMs, GatewayId gateway) {
        add(new EventDocument.Change(name, atMs, null, gateway.value(), Map.of()));
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
            add(new EventDocument.DeviceStates(
                    "DeviceStateChangedEvent",
                    at,
                    session.setupOid(),
                    change.device().value(),
                    told.stream()
                            .map(s -> StateDocument.inEvent(s, session.local()))
                            .toList()));
        }
    }

    private void device(long at, SiteEvent.DevicePut put) {
        if (state.sees(put.device())) {
            Moment moment = put.created() ? Moment.CREATED : Moment.UPDATED;
            tell(EventTable.row("device", moment), at, fields(put.device()));
        }
    }

    /** The notes of clients on a thing; null where there are none. */
    @Nullable
    static Object metadata(Map<String, String> vendor) {
        return VendorFields.object(vendor, VendorFields.DOCUMENT).get("metadata");
    }

    private static Map<String, Object> url(DeviceId device) {
        return Map.of("deviceURL", device.value());
    }

    /** An event from before types were told has no name. */
    private static Map<String, @Nullable Object> fields(SiteEvent.DeviceRemoved removed) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(url(removed.device()));
        fields.put("controllableName", removed.type().isEmpty() ? null : SiteType.plainName(removed.type()));
        return fields;
    }

    private Map<String, @Nullable Object> fields(Device device) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(url(device.id()));
        fields.put("controllableName", SiteType.plainName(device.type()));
        fields.put("label", device.label());
        String place = OverkizIds.placeOf(state, device.area());
        fields.put("placeOID", place.isEmpty() ? null : place);
        fields.put("metadata", metadata(device.vendor()));
        fields.put(
                "deviceAttributes",
                device.attributes().stream()
                        .map(s -> StateDocument.inEvent(s, session.local()))
                        .toList());
        return fields;
    }

    /** A job that began or ended. It is told for each gateway that it was asked of or once for the setup, as the table says. */
    private void job(long at, Job job) {
        if (job.phase() != Phase.WAITING && !job.phase().ended()) {
            return;
        }
        // an event from before jobs told whom they were asked of may have been asked of any
        List<GatewayId> asked =
                job.asked().isEmpty() ? state.gateways().map(Gateway::id).toList() : job.asked();
        List<GatewayId> seen = asked.stream().filter(this::sees).toList();
        String protocol = job.parameters().getOrDefault(StateRefresh.PROTOCOL, "");
        for (GatewayId gateway : seen) {
            Failure failure = job.failure(gateway);
            EventTable.Row row = EventTable.ofJob(job.kind(), protocol, moment(job, failure));
            if (row.to() == EventTable.To.GATEWAY) {
                tell(row, at, gateway, fields(job, gateway, failure));
            }
        }
        EventTable.Row row = EventTable.ofJob(job.kind(), protocol, moment(job, job.failure()));
        if (row.to() == EventTable.To.SETUP && !seen.isEmpty()) {
            tell(row, at, fields(job, seen.getFirst(), job.failure()));
        }
    }

    /** @param failure why the job, or the part of it that is told of, failed; NONE where it did not */
    private static Moment moment(Job job, Failure failure) {
        if (!job.phase().ended()) {
            return Moment.STARTED;
        }
        return failure == Failure.NONE
                ? Moment.COMPLETED
                : failure == Failure.CANCELLED ? Moment.CANCELLED : Moment.FAILED;
    }

    /** The parameters and the result of a job, by their own names, and the dialect's additions. */
    private static Map<String, @Nullable Object> fields(Job job, GatewayId gateway, Failure failure) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(job.parameters());
        job.told(gateway).ifPresent(told -> fields.putAll(told.result()));
        Optional.ofNullable(job.parameters().get(StateRefresh.PROTOCOL))
                .flatMap(Protocol::ofPrefix)
                .ifPresent(protocol -> fields.put("protocolType", protocol.id()));
        fields.put("gatewayId", gateway.value());
        fields.put("jobId", job.id());
        fields.put("failureType", OverkizFailures.of(failure).name());
        return fields;
    }
}
