package io.candelabra.dialect.overkiz.conditiongroups;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.extra.Extras;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Condition groups: create, change, look at, evaluate, delete. Those who configure the setup may change them. */
public final class ConditionGroupsRoutes implements RouteSet {
    private static final Extras<ConditionGroup> GROUPS = new Extras<>(ExtraKind.CONDITION_GROUP, ConditionGroup.class);

    /** A group may name types that are not there yet. */
    private static final Consumer<View> ANYWHERE = state -> {};

    /** The group that was kept. */
    private record NewConditionGroup(String conditionGroupOID) {}

    private final InstantSource clock;
    private final RandomGenerator random;

    public ConditionGroupsRoutes(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/conditionGroups", this::post)
                .put("/conditionGroups", this::put)
                .get("/conditionGroups/{oid}", this::getByOid)
                .delete("/conditionGroups/{oid}", this::deleteByOid)
                .get("/conditionGroups/{oid}/evaluate", this::getByOidEvaluate)
                .get("/conditionGroups", this::get);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /conditionGroups", Bodies.listOf(ConditionGroup.class),
                "GET /conditionGroups/{oid}", Bodies.answers(ConditionGroup.class),
                "POST /conditionGroups", Bodies.answers(NewConditionGroup.class).taking(ConditionGroup.class),
                "GET /conditionGroups/{oid}/evaluate", Bodies.answers(Evaluation.class),
                "PUT /conditionGroups", Bodies.takes(ConditionGroup.class));
    }

    /** Keeps a group; answers 201 with its {@code conditionGroupOID}. */
    public Reply post(Exchange x) {
        ConditionGroup group = x.json(ConditionGroup.class).checked();
        String oid = OverkizIds.fresh(random);
        GROUPS.create(OverkizSession.of(x), oid, group, ANYWHERE);
        return Reply.status(201, new NewConditionGroup(oid));
    }

    /** Replaces the group that the body's {@code oid} names. */
    public Reply put(Exchange x) {
        GROUPS.replace(OverkizSession.of(x), x.json(ConditionGroup.class).checked(), ANYWHERE);
        return Reply.emptyOk();
    }

    public Reply getByOid(Exchange x) {
        return Reply.ok(GROUPS.one(OverkizSession.of(x), x.path("oid")));
    }

    public Reply deleteByOid(Exchange x) {
        GROUPS.delete(OverkizSession.of(x), x.path("oid"));
        return Reply.noContent();
    }

    /** Holds the group against the devices that the caller sees, as they are now. */
    public Reply getByOidEvaluate(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        ConditionGroup group = GROUPS.one(session, x.path("oid"));
        return Reply.ok(Evaluation.of(group, session.state().devices().toList(), clock.millis()));
    }

    public Reply get(Exchange x) {
        return Reply.ok(GROUPS.all(OverkizSession.of(x)));
    }
}
