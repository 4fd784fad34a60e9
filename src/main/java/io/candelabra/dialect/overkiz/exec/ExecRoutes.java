package io.candelabra.dialect.overkiz.exec;

import static java.util.Map.entry;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.execution.Running;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ActionGroupBody;
import io.candelabra.dialect.overkiz.document.ActionGroupDocument;
import io.candelabra.dialect.overkiz.events.RecentStarts;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.dialect.overkiz.spelling.OverkizPlans;
import io.candelabra.model.Action;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.Scene;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Executions. An execution is accepted and on disk when the answer with its {@code execId} goes out. Events tell how it goes
 * on.
 */
public final class ExecRoutes implements RouteSet {
    /** A smaller number can only be seconds: in ms it would be a moment before 1974. */
    private static final long LEAST_MS = 100_000_000_000L;

    private static final long FARTHEST_MS = Duration.ofDays(36_525).toMillis();

    /** The execution that was begun. */
    private record Started(String execId) {}

    /** The start that waits for its time. */
    private record Delayed(String triggerId) {}

    private final RandomGenerator random;
    private final RecentStarts starts;

    public ExecRoutes(RandomGenerator random, RecentStarts starts) {
        this.random = random;
        this.starts = starts;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/exec/{actionGroupOID}", this::postByActionGroupOID)
                .post("/exec/{actionGroupOID}/geolocated", this::postByActionGroupOIDGeolocated)
                .post("/exec/{actionGroupOID}/internal", this::postByActionGroupOIDInternal)
                .delete("/exec/current/setup/{execId}", this::deleteCurrentSetupByExecId)
                .get("/exec/current/{execId}", this::getCurrentByExecId)
                .delete("/exec/current/{execId}", this::deleteCurrentByExecId)
                .get("/exec/current", this::getCurrent)
                .delete("/exec/current", this::deleteCurrent)
                .delete("/exec/current/setup", this::deleteCurrentSetup)
                .get("/exec/internalCurrent", this::getInternalCurrent)
                .delete("/exec/current/gateway/{gatewayId}/{execId}", this::deleteCurrentGatewayByGatewayIdAndExecId)
                .delete("/exec/current/gateway/{gatewayId}", this::deleteCurrentGatewayByGatewayId)
                .get("/exec/delayedTriggerSchedule/{triggerId}", this::getDelayedTriggerScheduleByTriggerId)
                .delete("/exec/delayedTriggerSchedule/{triggerId}", this::deleteDelayedTriggerScheduleByTriggerId)
                .get("/exec/delayedTriggerSchedule", this::getDelayedTriggerSchedule)
                .post("/exec/apply", this::postApply)
                .post("/exec/apply/geolocated", this::postApplyGeolocated)
                .post("/exec/apply/highPriority", this::postApplyHighPriority)
                .post("/exec/apply/internal", this::postApplyInternal)
                .post("/exec/optimizeWithProtocolGroups", this::postOptimizeWithProtocolGroups)
                .get("/exec/schedule/{actionGroupOID}", this::getScheduleByActionGroupOID)
                .post(
                        "/exec/schedule/{actionGroupOID}/{utcTimestamp}",
                        this::postScheduleByActionGroupOIDAndUtcTimestamp)
                .get("/exec/schedule", this::getSchedule);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.ofEntries(
                entry("POST /exec/apply", Bodies.answers(Started.class).taking(ActionGroupBody.class)),
                entry(
                        "POST /exec/apply/geolocated",
                        Bodies.answers(Started.class).taking(ActionGroupBody.class)),
                entry(
                        "POST /exec/apply/highPriority",
                        Bodies.answers(Started.class).taking(ActionGroupBody.class)),
                entry("POST /exec/apply/internal", Bodies.answers(Started.class).taking(ActionGroupBody.class)),
                entry("POST /exec/{actionGroupOID}", Bodies.answers(Started.class)),
                entry("POST /exec/{actionGroupOID}/geolocated", Bodies.answers(Started.class)),
                entry("POST /exec/{actionGroupOID}/internal", Bodies.answers(Started.class)),
                entry("POST /exec/schedule/{actionGroupOID}/{utcTimestamp}", Bodies.answers(Delayed.class)),
                entry("GET /exec/current", Bodies.listOf(ExecutionDocument.class)),
                entry("GET /exec/internalCurrent", Bodies.listOf(ExecutionDocument.class)),
                entry("GET /exec/schedule", Bodies.listOf(ScheduleDocument.class)),
                entry("GET /exec/schedule/{actionGroupOID}", Bodies.listOf(ScheduleDocument.class)),
                entry("GET /exec/delayedTriggerSchedule", Bodies.listOf(ScheduleDocument.class)),
                entry("GET /exec/delayedTriggerSchedule/{triggerId}", Bodies.answers(ScheduleDocument.class)));
    }

    // ---- starting ----

    /** Carries out the body's actions. A body's label and parameters may be missing. */
    public Reply postApply(Exchange x) {
        return apply(x, Flavour.PLAIN);
    }

    /** The same; the plan keeps the note that a person's location started it. */
    public Reply postApplyGeolocated(Exchange x) {
        return apply(x, Flavour.GEOLOCATED);
    }

    /** The same, before the steps that wait at the gateways. */
    public Reply postApplyHighPriority(Exchange x) {
        return apply(x, Flavour.URGENT);
    }

    /** The same, without a trace in the history. */
    public Reply postApplyInternal(Exchange x) {
        return apply(x, Flavour.INTERNAL);
    }

    /** Carries out a stored group. A body is not looked at: some clients send one. */
    public Reply postByActionGroupOID(Exchange x) {
        return start(x, Flavour.PLAIN);
    }

    public Reply postByActionGroupOIDGeolocated(Exchange x) {
        return start(x, Flavour.GEOLOCATED);
    }

    public Reply postByActionGroupOIDInternal(Exchange x) {
        return start(x, Flavour.INTERNAL);
    }

    private enum Flavour {
        PLAIN,
        GEOLOCATED,
        URGENT,
        INTERNAL
    }

    private Reply apply(Exchange x, Flavour flavour) {
        OverkizSession session = OverkizSession.of(x);
        ActionGroupBody body = x.json(ActionGroupBody.class);
        List<Action> actions = body.plan();
        ActionGroupBody.checkGateways(session.state(), actions);
        Map<String, String> vendor = new HashMap<>(body.vendor());
        vendor.putAll(vendor(flavour));
        boolean urgent = flavour == Flavour.URGENT;
        boolean hidden = flavour == Flavour.INTERNAL;
        Plan plan = new Plan(body.name(), "", Plan.Kind.MANUAL, urgent, hidden, actions, vendor);
        return started(session, new Command.StartExecution(plan));
    }

    private Reply start(Exchange x, Flavour flavour) {
        OverkizSession session = OverkizSession.of(x);
        String scene = scene(session.state(), x.path("actionGroupOID")).id();
        boolean urgent = flavour == Flavour.URGENT;
        boolean hidden = flavour == Flavour.INTERNAL;
        return started(session, new Command.StartScene(scene, Plan.Kind.MANUAL, urgent, hidden, vendor(flavour)));
    }

    /** The note that this dialect keeps of a start. */
    private static Map<String, String> vendor(Flavour flavour) {
        return flavour == Flavour.GEOLOCATED ? Map.of(OverkizPlans.GEOLOCATED, "true") : Map.of();
    }

    private Reply started(OverkizSession session, Command<ExecutionId> start) {
        starts.starting(session, session.state().seq());
        return Reply.ok(new Started(session.submit(start).value()));
    }

    private static Scene scene(View state, String oid) {
        return OverkizIds.findActionGroup(state, oid)
                .filter(state::sees)
                .orElseThrow(() -> Refused.noSuch("scene", oid));
    }

    /** Answers the body's group as it would be executed: nothing runs. There are no protocol groups that could stand for several devices. */
    public Reply postOptimizeWithProtocolGroups(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        ActionGroupBody body = x.json(ActionGroupBody.class);
        List<Action> actions = body.plan();
        View state = session.state();
        ActionGroupBody.checkGateways(state, actions);
        ActionGroupBody.check(session, state, actions);
        return Reply.ok(ActionGroupDocument.of(body.name(), actions, body.vendor(), false));
    }

    // ---- executions that run ----

    /** Executions that run, without internal ones. */
    public Reply getCurrent(Exchange x) {
        return Reply.ok(running(x, false));
    }

    public Reply getInternalCurrent(Exchange x) {
        return Reply.ok(running(x, true));
    }

    private static List<ExecutionDocument> running(Exchange x, boolean internal) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return state.executions()
                .filter(r -> r.execution().plan().hidden() == internal)
                .filter(r -> state.seesAll(r.execution().plan().actions()))
                .map(r -> ExecutionDocument.of(state, r))
                .toList();
    }

    /**
     * One execution that runs. Where none of that id does (it may just have ended), the local face answers {@code null}, which
     * a client waits for, and the cloud an empty object.
     */
    public Reply getCurrentByExecId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        Optional<Running> found = Cancelling.id(x).flatMap(state::execution);
        if (found.isPresent()) {
            return Reply.ok(ExecutionDocument.of(state, found.get()));
        }
        return Reply.ok(session.local() ? null : Map.of());
    }

    // ---- cancelling ----

    /** Cancels one execution. One that is not running any more is as good as cancelled. */
    public Reply deleteCurrentSetupByExecId(Exchange x) {
        return Cancelling.one(x, false);
    }

    public Reply deleteCurrentByExecId(Exchange x) {
        return Cancelling.one(x, false);
    }

    public Reply deleteCurrentSetup(Exchange x) {
        return Cancelling.all(x, false);
    }

    public Reply deleteCurrent(Exchange x) {
        return Cancelling.all(x, false);
    }

    /** Cancels an execution if it touches the gateway. */
    public Reply deleteCurrentGatewayByGatewayIdAndExecId(Exchange x) {
        return Cancelling.one(x, true);
    }

    /** Cancels all executions that touch the gateway. */
    public Reply deleteCurrentGatewayByGatewayId(Exchange x) {
        return Cancelling.all(x, true);
    }

    // ---- later ----

    /**
     * Starts a stored group at a moment: ms since 1970, or seconds, as the documentation of a client shows it. The moment must
     * not be past, nor more than a hundred years ahead. Answers the {@code triggerId}.
     */
    public Reply postScheduleByActionGroupOIDAndUtcTimestamp(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        long atMs = time(x.path("utcTimestamp"));
        String oid = x.path("actionGroupOID");
        String trigger = OverkizIds.fresh(random);
        session.compose((state, now) -> {
            Scene scene = scene(state, oid);
            Map<String, String> vendor = new HashMap<>(scene.vendor());
            vendor.put(OverkizPlans.TRIGGER, trigger);
            Plan plan = new Plan(scene.label(), scene.id(), Plan.Kind.DELAYED, false, false, scene.actions(), vendor);
            if (atMs < now) {
                throw Refused.invalid("utcTimestamp", "it is past");
            }
            if (atMs - now > FARTHEST_MS) {
                throw Refused.invalid("utcTimestamp", "it is more than a hundred years ahead");
            }
            DelayedStart start = new DelayedStart(trigger, atMs, plan, session.account(), session.cause());
            return Composed.of(new Command.Put(start, Expect.ABSENT));
        });
        return Reply.ok(new Delayed(trigger));
    }

    private static long time(String text) {
        boolean number = !text.isEmpty() && text.length() <= 15 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw OverkizFault.invalid("Invalid utcTimestamp : " + text.substring(0, Math.min(40, text.length())));
        }
        long moment = Long.parseLong(text);
        return moment < LEAST_MS ? moment * 1_000 : moment;
    }

    /** The starts that wait for their time: delayed ones, so far. */
    public Reply getSchedule(Exchange x) {
        return Reply.ok(ScheduleDocument.of(OverkizSession.of(x), start -> true));
    }

    public Reply getScheduleByActionGroupOID(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Scene scene = scene(session.state(), x.path("actionGroupOID"));
        return Reply.ok(
                ScheduleDocument.of(session, start -> start.plan().scene().equals(scene.id())));
    }

    public Reply getDelayedTriggerSchedule(Exchange x) {
        return Reply.ok(ScheduleDocument.of(OverkizSession.of(x), start -> true));
    }

    public Reply getDelayedTriggerScheduleByTriggerId(Exchange x) {
        String id = x.path("triggerId");
        return Reply.ok(
                ScheduleDocument.of(OverkizSession.of(x), start -> start.id().equals(id)).stream()
                        .findFirst()
                        .orElseThrow(() -> OverkizFault.noSuch("delayed trigger", id)));
    }

    public Reply deleteDelayedTriggerScheduleByTriggerId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String id = x.path("triggerId");
        session.compose((state, now) -> {
            DelayedStart start = state.resource(DelayedStart.class, id)
                    .filter(state::sees)
                    .orElseThrow(() -> Refused.noSuch("delayed trigger", id));
            return Composed.of(new Command.Delete(start));
        });
        return Reply.noContent();
    }
}
