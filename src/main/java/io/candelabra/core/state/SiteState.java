package io.candelabra.core.state;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.GatewayQueue;
import io.candelabra.core.execution.Running;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A site at one position of its log. Immutable; {@link #after} is the only way from one to the next.
 *
 * <p>Lookups are by id, by the id that a dialect uses ({@link #deviceBy}), and by what is due. Lists come in the order in
 * which things first came in.
 */
public final class SiteState {
    private final SiteId site;
    private final long seq;
    private final Ordered<DeviceId, Device> devices;
    private final Trie<String, DeviceId> devicesByVendorId;
    private final Ordered<GatewayId, Gateway> gateways;
    private final Resources resources;
    private final Work work;
    private final Ordered<String, Alert> alerts;
    private final Ordered<String, Job> jobs;

    private SiteState(
            SiteId site,
            long seq,
            Ordered<DeviceId, Device> devices,
            Trie<String, DeviceId> devicesByVendorId,
            Ordered<GatewayId, Gateway> gateways,
            Resources resources,
            Work work,
            Ordered<String, Alert> alerts,
            Ordered<String, Job> jobs) {
        this.site = site;
        this.seq = seq;
        this.devices = devices;
        this.devicesByVendorId = devicesByVendorId;
        this.gateways = gateways;
        this.resources = resources;
        this.work = work;
        this.alerts = alerts;
        this.jobs = jobs;
    }

    public static SiteState empty(SiteId site) {
        return new SiteState(
                site,
                0,
                Ordered.empty(),
                Trie.empty(),
                Ordered.empty(),
                Resources.NONE,
                Work.NONE,
                Ordered.empty(),
                Ordered.empty());
    }

    public SiteId site() {
        return site;
    }

    /** Number of the last event that this state contains; 0 for none. */
    public long seq() {
        return seq;
    }

    public Ordered<DeviceId, Device> devices() {
        return devices;
    }

    public Optional<Device> device(DeviceId id) {
        return devices.find(id);
    }

    /** The device that a dialect knows under this id, such as {@code ("lcm", "160524000001")}. */
    public Optional<Device> deviceBy(String dialectId, String value) {
        DeviceId id = devicesByVendorId.get(dialectId + "=" + value);
        return id == null ? Optional.empty() : devices.find(id);
    }

    /**
     * Stands for what devices there are and under which ids dialects know them: the same object as long as none of that
     * changes. For code that keeps lists of devices, and would rather not make them anew with every report.
     */
    public Object deviceIndex() {
        return devicesByVendorId;
    }

    public Ordered<GatewayId, Gateway> gateways() {
        return gateways;
    }

    public Optional<Gateway> gateway(GatewayId id) {
        return gateways.find(id);
    }

    public Optional<Resource> resource(Resource.Ref ref) {
        return resources.find(ref);
    }

    public <R extends Resource> Optional<R> resource(Class<R> kind, String id) {
        return resource(Resource.ref(kind, id)).map(kind::cast);
    }

    /** All resources of a kind, in order. Nothing is copied; how many they are is known without a look at them. */
    public <R extends Resource> Ordered<String, R> resources(Class<R> kind) {
        return resources.all(kind);
    }

    /** The resources that are found by something else than their id, in the order of all of their kind. */
    public <R extends Resource> List<R> resources(Lookup<R> lookup) {
        return resources.all(lookup);
    }

    /** How many resources of a kind there are. */
    public int count(Class<? extends Resource> kind) {
        return resources.all(kind).size();
    }

    /** Whether an area is the given one or lies below it. Every area, known or not, is within the empty name. */
    public boolean within(String area, String ancestor) {
        if (ancestor.isEmpty()) {
            return true;
        }
        String at = area;
        for (int depth = 0; !at.isEmpty() && depth < 100; depth++) {
            if (at.equals(ancestor)) {
                return true;
            }
            at = resource(Resource.Area.class, at).map(Resource.Area::parent).orElse("");
        }
        return false;
    }

    /** Executions that have not ended, in the order in which they were accepted. */
    public Ordered<ExecutionId, Running> executions() {
        return work.executions();
    }

    public GatewayQueue queue(GatewayId gateway) {
        return work.queue(gateway);
    }

    /** Steps, delayed starts and other work, with their due times. */
    public Work work() {
        return work;
    }

    public Ordered<String, Alert> alerts() {
        return alerts;
    }

    /** Jobs that have not ended. */
    public Ordered<String, Job> jobs() {
        return jobs;
    }

    /** The state after one more event. The event's number is {@code seq() + 1}. */
    public SiteState after(SiteEvent event, long atMs) {
        long next = seq + 1;
        return switch (event) {
            case SiteEvent.StatesChanged changed -> withStates(next, changed);
            case SiteEvent.AvailabilityChanged changed -> {
                Device device = devices.get(changed.device());
                yield device == null
                        ? with(next, devices)
                        : with(next, devices.with(device.id(), device.withAvailable(changed.available())));
            }
            case SiteEvent.DevicePut put -> withDevice(next, put.device());
            case SiteEvent.DeviceRemoved removed -> withoutDevice(next, removed.device());
            case SiteEvent.GatewayPut put ->
                withGateways(next, gateways.with(put.gateway().id(), put.gateway()));
            case SiteEvent.GatewayRemoved removed -> withGateways(next, gateways.without(removed.gateway()));
            case SiteEvent.GatewayAliveChanged changed -> {
                Gateway gateway = gateways.get(changed.gateway());
                yield gateway == null
                        ? withGateways(next, gateways)
                        : withGateways(next, gateways.with(gateway.id(), gateway.withAlive(changed.alive())));
            }
            case SiteEvent.ResourcePut put -> withResource(next, put.resource());
            case SiteEvent.ResourceDeleted deleted -> withoutResource(next, deleted.resource());
            case SiteEvent.ExecutionStarted started -> with(next, work.started(started, next));
            case SiteEvent.StepMoved moved -> with(next, work.moved(moved, next, atMs));
            case SiteEvent.ExecutionMoved moved -> with(next, work.moved(moved));
            case SiteEvent.JobMoved moved -> {
                Job job = moved.job();
                yield new SiteState(
                        site,
                        next,
                        devices,
                        devicesByVendorId,
                        gateways,
                        resources,
                        work.moved(jobs.find(job.id()), job),
                        alerts,
                        job.phase().ended() ? jobs.without(job.id()) : jobs.with(job.id(), job));
            }
            case SiteEvent.AlertRaised raised -> withAlerts(next, with(known(raised.alert())));
            case SiteEvent.AlertCleared cleared -> withAlerts(next, alerts.without(key(known(cleared.alert()))));
            case SiteEvent.Noted ignored -> with(next, devices);
            case SiteEvent.HistoryErased ignored -> with(next, devices);
        };
    }

    /** Key of an alert: a subject has one alert of a kind. */
    public static String key(Alert alert) {
        return key(alert.kind(), alert.subject());
    }

    /** Key of the alert of a kind that a subject has. */
    public static String key(String kind, Alert.Subject subject) {
        return AlertKeys.of(kind, subject);
    }

    /** The alert of a kind that a subject has. */
    public Optional<Alert> alert(String kind, Alert.Subject subject) {
        return alerts.find(key(kind, subject)).or(() -> alerts.find(key(kind, known(subject))));
    }

    /** A subject as the site knows it: earlier versions told gateways by a text as anything else, so a text may name one. */
    public Alert.Subject known(Alert.Subject subject) {
        return subject instanceof Alert.OfSite(String part)
                        && GatewayId.isOne(part)
                        && gateways.has(new GatewayId(part))
                ? Alert.Subject.of(new GatewayId(part))
                : subject;
    }

    /** One that stands as it is told is that one, though a gateway of that name has come since. */
    private Alert known(Alert alert) {
        return alerts.has(key(alert)) ? alert : alert.about(known(alert.subject()));
    }

    private Ordered<String, Alert> with(Alert alert) {
        return alerts.with(key(alert), alert);
    }

    private SiteState withStates(long next, SiteEvent.StatesChanged changed) {
        Ordered<DeviceId, Device> result = devices;
        for (SiteEvent.DeviceStates change : changed.changes()) {
            Device device = result.get(change.device());
            if (device != null) {
                result = result.with(
                        device.id(), device.withStates(device.states().with(change.states())));
            }
        }
        return with(next, result);
    }

    private SiteState withDevice(long next, Device device) {
        Trie<String, DeviceId> index = unindexed(device.id());
        for (var id : device.ids().entrySet()) {
            index = index.plus(id.getKey() + "=" + id.getValue(), device.id());
        }
        return new SiteState(
                site, next, devices.with(device.id(), device), index, gateways, resources, work, alerts, jobs);
    }

    private SiteState withoutDevice(long next, DeviceId id) {
        return new SiteState(site, next, devices.without(id), unindexed(id), gateways, resources, work, alerts, jobs);
    }

    private Trie<String, DeviceId> unindexed(DeviceId id) {
        Trie<String, DeviceId> index = devicesByVendorId;
        Device old = devices.get(id);
        if (old != null) {
            for (var entry : old.ids().entrySet()) {
                index = index.minus(entry.getKey() + "=" + entry.getValue());
            }
        }
        return index;
    }

    private SiteState withResource(long next, Resource resource) {
        // the one that it replaces may have been due at another time
        Work left = resource(resource.ref()).map(work::withoutResource).orElse(work);
        return with(next, resources.with(resource), left.withResource(resource));
    }

    private SiteState withoutResource(long next, Resource resource) {
        Work left = resource(resource.ref()).map(work::withoutResource).orElse(work);
        return with(next, resources.without(resource.ref()), left);
    }

    private SiteState with(long next, Resources changed, Work left) {
        return new SiteState(site, next, devices, devicesByVendorId, gateways, changed, left, alerts, jobs);
    }

    private SiteState with(long next, Ordered<DeviceId, Device> changed) {
        return new SiteState(site, next, changed, devicesByVendorId, gateways, resources, work, alerts, jobs);
    }

    private SiteState withGateways(long next, Ordered<GatewayId, Gateway> changed) {
        return new SiteState(site, next, devices, devicesByVendorId, changed, resources, work, alerts, jobs);
    }

    private SiteState with(long next, Work changed) {
        return new SiteState(site, next, devices, devicesByVendorId, gateways, resources, changed, alerts, jobs);
    }

    private SiteState withAlerts(long next, Ordered<String, Alert> changed) {
        return new SiteState(site, next, devices, devicesByVendorId, gateways, resources, work, changed, jobs);
    }

    /** Whether everything in them is the same, lists in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SiteState that
                && site.equals(that.site)
                && seq == that.seq
                && devices.equals(that.devices)
                && devicesByVendorId.equals(that.devicesByVendorId)
                && gateways.equals(that.gateways)
                && resources.equals(that.resources)
                && work.equals(that.work)
                && alerts.equals(that.alerts)
                && jobs.equals(that.jobs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(site, seq);
    }

    /** Starts a state from a store: the rows, then the number of the last event. */
    public static Restorer restore(SiteId site, long seq) {
        return new Restorer(site, seq);
    }

    /** Puts a state together from stored rows, in the order in which they first came in. */
    public static final class Restorer {
        private final long seq;
        private final Map<Alert, Boolean> alerts = new LinkedHashMap<>();
        private SiteState state;

        private Restorer(SiteId site, long seq) {
            this.seq = seq;
            this.state = empty(site);
        }

        public Restorer device(Device device) {
            state = state.withDevice(0, device);
            return this;
        }

        public Restorer gateway(Gateway gateway) {
            state = state.withGateways(0, state.gateways.with(gateway.id(), gateway));
            return this;
        }

        public Restorer resource(Resource resource) {
            state = state.withResource(0, resource);
            return this;
        }

        /** @param key of its row: one of an earlier version may name a gateway by a text */
        public Restorer alert(String key, Alert alert) {
            alerts.put(alert, key.equals(AlertKeys.before(alert)));
            return this;
        }

        public Restorer job(Job job) {
            state = state.after(new SiteEvent.JobMoved(job), 0);
            return this;
        }

        public Restorer running(Running running) {
            state = state.with(0, state.work.restored(running));
            return this;
        }

        public SiteState done() {
            // only now all gateways are there
            alerts.forEach((alert, old) -> state = state.withAlerts(0, state.with(old ? state.known(alert) : alert)));
            return state.with(seq, state.devices);
        }
    }
}
