package io.candelabra.core.view;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.GatewayQueue;
import io.candelabra.core.execution.Running;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.Ordered;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Execution;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.model.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A site at one moment, through the eyes of a caller: the same whichever dialect asks. What is not seen reads like what is not
 * there. Lists come in the order of the state.
 *
 * <p>It copies nothing. The caller's grant is found once, when the view is made; then one device costs a lookup, and all of
 * them one pass. For one thread.
 */
public final class View {
    private final Caller caller;
    private final SiteState state;
    private final Ended ended;
    private final Sight sight;
    private final boolean everything;
    private @Nullable Set<GatewayId> behind;

    /** Finds an execution that has ended, in the history. */
    @FunctionalInterface
    public interface Ended {
        Optional<Execution> find(ExecutionId execution);
    }

    private View(Caller caller, SiteState state, Ended ended, Sight sight) {
        this.caller = caller;
        this.state = state;
        this.ended = ended;
        this.sight = sight;
        this.everything = caller.area().isEmpty() && sight.everything();
    }

    /** @param ended what tells of executions that are no longer in the state; asked only for callers who do not see everything */
    public static View of(Caller caller, SiteState state, Ended ended) {
        return new View(caller, state, ended, Sight.of(caller, state));
    }

    /** A view of a state that nobody reads the log beside: executions that have ended are not looked for. */
    public static View of(Caller caller, SiteState state) {
        return of(caller, state, execution -> Optional.empty());
    }

    /** All that there is, as the core itself sees it. */
    public static View whole(SiteState state) {
        return of(Caller.CORE, state);
    }

    /** The same state through other eyes: what a caller is granted may change while somebody follows the log. */
    public View as(Caller other) {
        return of(other, state, ended);
    }

    // ---- the site ----

    /** Whose view it is. */
    public Caller caller() {
        return caller;
    }

    public SiteId site() {
        return state.site();
    }

    /** Number of the last event that this contains; 0 for none. */
    public long seq() {
        return state.seq();
    }

    /** Whether an area is the given one or lies below it; see {@link SiteState#within}. */
    public boolean within(String area, String ancestor) {
        return state.within(area, ancestor);
    }

    /** What is behind the view. For the core: whoever else looked at it would see what the caller may not. */
    public SiteState state() {
        return state;
    }

    /** Stands for the moment: the same object as long as nothing in the site changes. For whoever keeps what was made of it. */
    public Object moment() {
        return state;
    }

    /** Stands for what is kept from the caller: equal for callers of one kind who see the same of the site. */
    public Object keptBack() {
        return sight.keptBack();
    }

    /** Whether nothing of the site is kept from the caller. */
    public boolean everything() {
        return everything;
    }

    /** The same within the area that the caller is bound to. */
    public boolean keepsNothingBack() {
        return sight.everything();
    }

    public boolean controlsEverything() {
        return sight.everything() && sight.controlsEverything();
    }

    /** Whether the caller may do this in the site. */
    public boolean may(Verb verb) {
        return sight.may(verb);
    }

    // ---- devices ----

    /** A device that is not hidden, and within the area that the caller is bound to. */
    public boolean sees(Device device) {
        return everything || (!hidden(device.id()) && state.within(device.area(), caller.area()));
    }

    /** One that is gone is seen by whoever sees everything. */
    public boolean sees(DeviceId id) {
        return everything || state.device(id).filter(this::sees).isPresent();
    }

    /** Whether every device that is acted on is seen. */
    public boolean seesAll(List<Action> actions) {
        return everything || actions.stream().allMatch(action -> sees(action.device()));
    }

    boolean hidden(DeviceId id) {
        return sight.hides(id);
    }

    /** Whether the caller may give a device that is seen this command. */
    public boolean controls(DeviceId id, String command) {
        return sight.controls(id, command) && sees(id);
    }

    /** The single permissions of the caller and of its roles; empty where they are about all of the site. */
    public List<Reach> reaches() {
        return sight.reaches();
    }

    /** Devices that are kept from the caller among all others; empty where the caller sees single ones that were picked. */
    public Optional<Set<DeviceId>> allBut() {
        return sight.picked() ? Optional.empty() : Optional.of(sight.hidden());
    }

    public Optional<Device> device(DeviceId id) {
        return state.device(id).filter(this::sees);
    }

    /** The device that a dialect knows under this id, such as {@code ("lcm", "160524000001")}. */
    public Optional<Device> deviceBy(String dialectId, String value) {
        return state.deviceBy(dialectId, value).filter(this::sees);
    }

    public Stream<Device> devices() {
        Stream<Device> all = state.devices().stream();
        return everything ? all : all.filter(this::sees);
    }

    /** See {@link SiteState#deviceIndex}. What is kept under it is the same for all who see everything, and for nobody else. */
    public Object deviceIndex() {
        return state.deviceIndex();
    }

    // ---- gateways ----

    /** A gateway that stands in the area that the caller is bound to, or through which something works that the caller sees there. */
    public boolean sees(Gateway gateway) {
        return everything || (may(Verb.VIEW) && (standsThere(gateway) || behind().contains(gateway.id())));
    }

    /** To a caller who sees picked devices alone a place says nothing. */
    private boolean standsThere(Gateway gateway) {
        return !sight.picked() && (caller.area().isEmpty() || state.within(gateway.area(), caller.area()));
    }

    public Stream<Gateway> gateways() {
        Stream<Gateway> all = state.gateways().stream();
        return everything ? all : all.filter(this::sees);
    }

    public Optional<Gateway> gateway(GatewayId id) {
        return state.gateway(id).filter(this::sees);
    }

    /** The gateway behind a device that is seen: it is seen too, and costs no look at others. */
    public Optional<Gateway> gatewayOf(Device device) {
        return sees(device) ? state.gateway(device.id().gateway()) : Optional.empty();
    }

    private Set<GatewayId> behind() {
        if (behind == null) {
            Set<GatewayId> found = new HashSet<>();
            for (Device device : state.devices()) {
                // many devices are behind few gateways
                if (!found.contains(device.id().gateway()) && sees(device)) {
                    found.add(device.id().gateway());
                }
            }
            behind = Set.copyOf(found);
        }
        return behind;
    }

    /** What waits at a gateway, and what is on its way; empty for one that is not seen. */
    public GatewayQueue queue(GatewayId gateway) {
        return gateway(gateway).isPresent() ? state.queue(gateway) : GatewayQueue.EMPTY;
    }

    // ---- what is stored ----

    /**
     * Whether a resource concerns what the caller sees. What is about no device is for whoever may look at the site.
     */
    public boolean sees(Resource resource) {
        return everything
                || switch (resource) {
                    case Resource.Scene scene -> seesAll(scene.actions());
                    case Resource.DelayedStart start -> seesAll(start.plan().actions());
                    case Resource.QueuedSettings queued -> sees(queued.device());
                    case Resource.Area area -> state.within(area.id(), caller.area());
                    case Resource.Group group -> group.devices().stream().anyMatch(this::sees);
                    case Resource.FoundDevice found -> sees(found);
                    // a driver alone is told it, and the core alone looks how far a schedule is, past every view
                    case Resource.DriverNote _, Resource.DriverDocument _, Resource.Agenda _ -> false;
                    case Resource.Subscription _ -> sight.everything();
                    // it names devices: its members have it without being told
                    case Resource.Role _ -> may(Verb.ADMINISTER);
                    case Resource.Reception _, Resource.Profile _, Resource.SiteType _, Resource.Extra _ -> true;
                    case Resource.Account _, Resource.Session _, Resource.AccessKey _, Resource.FaceBinding _ -> true;
                    case Resource.Integration _, Resource.Cursor _ -> true;
                };
    }

    /** What a gateway that is seen has found, unless it is hidden. */
    private boolean sees(Resource.FoundDevice found) {
        DeviceId id = found.device().id();
        return seesGateway(id.gateway()) && !sight.picked() && !sight.hidden().contains(id);
    }

    /** A stored thing, whether or not it concerns what the caller sees: a change is composed from how it is. */
    public Optional<Resource> resource(Resource.Ref ref) {
        return state.resource(ref);
    }

    public <R extends Resource> Optional<R> resource(Class<R> kind, String id) {
        return state.resource(kind, id);
    }

    /** All of a kind, as they are stored; {@link #sees(Resource)} says which of them concern what the caller sees. */
    public <R extends Resource> Ordered<String, R> resources(Class<R> kind) {
        return state.resources(kind);
    }

    public <R extends Resource> List<R> resources(Lookup<R> lookup) {
        return state.resources(lookup);
    }

    // ---- what happens ----

    public boolean sees(Execution execution) {
        return seesAll(execution.plan().actions());
    }

    /** Executions that have not ended, in the order in which they were accepted. */
    public Stream<Running> executions() {
        Stream<Running> all = state.executions().stream();
        return everything ? all : all.filter(running -> sees(running.execution()));
    }

    public Optional<Running> execution(ExecutionId id) {
        return state.executions().find(id).filter(running -> sees(running.execution()));
    }

    /** Steps that were handed out, and those that wait at their gateways, each with its execution; of devices that are seen. */
    public void underWay(BiConsumer<Running, Step> each) {
        for (GatewayQueue queue : state.work().queues().values()) {
            queue.inFlight().values().forEach(step -> underWay(step, each));
            queue.waiting().values().forEach(step -> underWay(step, each));
        }
    }

    private void underWay(Step.Ref ref, BiConsumer<Running, Step> each) {
        state.executions().find(ref.execution()).ifPresent(running -> {
            Step step = running.step(ref.index());
            if (sees(step.device())) {
                each.accept(running, step);
            }
        });
    }

    /** Long work all of whose gateways are seen, and its device. */
    public boolean sees(Job job) {
        return everything
                || job.device().map(this::sees).orElse(true)
                        && !job.asked().isEmpty()
                        && job.asked().stream().allMatch(this::seesGateway);
    }

    public Stream<Job> jobs() {
        return state.jobs().stream().filter(this::sees);
    }

    /** An alert of a device or a gateway that is seen. What is about the site is for whoever may look at it. */
    public boolean sees(Alert alert) {
        return everything
                || switch (state.known(alert.subject())) {
                    case Alert.OfDevice(DeviceId device) -> sees(device);
                    case Alert.OfGateway(GatewayId gateway) -> seesGateway(gateway);
                    case Alert.OfSite ignored -> true;
                };
    }

    public Stream<Alert> alerts() {
        Stream<Alert> all = state.alerts().stream();
        return everything ? all : all.filter(this::sees);
    }

    /** The alert of a kind that a subject has. */
    public Optional<Alert> alert(Alert.Subject subject, String kind) {
        return state.alert(kind, subject).filter(this::sees);
    }

    /** Of what was done and told: what is about devices that are seen. What speaks of the site is for those who see all of it. */
    public boolean sees(HistoryItem item) {
        return switch (item) {
            case HistoryItem.EndedExecution one -> sees(one.execution());
            case HistoryItem.DeviceEvent event -> sees(event.device());
            case HistoryItem.EndedJob ended -> sees(ended.job());
            case HistoryItem.Notification ignored -> everything;
            case HistoryItem.Visit visit ->
                may(Verb.ADMINISTER) || visit.account().equals(caller.name());
        };
    }

    // ---- the log ----

    /** An event of the log as the caller is told of it, seen from here: from now, or any time after it. */
    public Entry entry(LoggedEvent logged) {
        if (everything && !Told.isVisit(logged.event())) {
            return new Entry(logged, Optional.of(logged), Set.of());
        }
        Optional<LoggedEvent> told = new Told(this)
                .of(logged.event())
                .map(event -> new LoggedEvent(logged.site(), logged.seq(), logged.atMs(), logged.cause(), event));
        return new Entry(logged, told, besides(logged.event()));
    }

    private Set<DeviceId> besides(SiteEvent event) {
        return event instanceof SiteEvent.ExecutionStarted started
                ? started.steps().stream().map(Step::device).filter(this::sees).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** The view after one more event, whether or not the caller is told of it. The event's number is {@code seq() + 1}. */
    public View after(Entry entry) {
        SiteState after = state.after(entry.logged().event(), entry.atMs());
        return new View(caller, after, ended, sight.in(after));
    }

    /** The execution of this id, whether or not it has ended. */
    Optional<Execution> anyExecution(ExecutionId id) {
        return state.executions().find(id).map(Running::execution).or(() -> ended.find(id));
    }

    boolean seesGateway(GatewayId id) {
        return state.gateway(id).filter(this::sees).isPresent();
    }
}
