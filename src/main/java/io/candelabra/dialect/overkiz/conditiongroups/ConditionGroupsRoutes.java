package io.candelabra.dialect.overkiz.conditiongroups;

import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.extra.ExtraRoutes;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.Routes;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Condition groups, and whether they hold. */
public final class ConditionGroupsRoutes extends ExtraRoutes<ConditionGroup> {
    private record NewConditionGroup(String conditionGroupOID) {}

    private final InstantSource clock;

    /** @param ids gives a fresh UUID in text form at each call */
    public ConditionGroupsRoutes(InstantSource clock, Supplier<String> ids) {
        super(ExtraKind.CONDITION_GROUP, ConditionGroup.class, NewConditionGroup::new, ids);
        this.clock = clock;
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
        Map<String, Bodies> bodies = new HashMap<>(bodies("/conditionGroups", NewConditionGroup.class));
        bodies.put("GET /conditionGroups/{oid}/evaluate", Bodies.answers(EvaluationDocument.class));
        return bodies;
    }

    /** Holds the group against the devices that the caller sees, as they are now. */
    public Reply getByOidEvaluate(Exchange x) {
        ConditionGroup group = one(x);
        return Reply.ok(EvaluationDocument.of(
                group, OverkizSession.of(x).state().devices().toList(), clock.millis()));
    }
}
