package io.candelabra.dialect.overkiz.conditiongroups;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.words.ConditionGroup;
import io.candelabra.dialect.overkiz.words.OverkizFault;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Extra;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Condition groups: create, change, look at, evaluate, delete. Those who configure the setup may change them. */
public final class ConditionGroupsRoutes implements RouteSet {
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

    /** Keeps a group; answers 201 with its {@code conditionGroupOID}. */
    public Reply post(Exchange x) {
        ConditionGroup group = x.json(ConditionGroup.class).checked();
        String oid = OverkizIds.fresh(random);
        OverkizSession.of(x)
                .compose((state, now) -> Composed.of(new Command.Put(group.kept(oid, now, now), Expect.ABSENT)));
        return Reply.status(201, Map.of("conditionGroupOID", oid));
    }

    /** Replaces the group that the body's {@code oid} names. */
    public Reply put(Exchange x) {
        ConditionGroup group = x.json(ConditionGroup.class).checked();
        String oid = group.oid();
        if (oid == null) {
            throw OverkizFault.missing("condition group: oid");
        }
        OverkizSession.of(x).compose((state, now) -> {
            Extra old = kept(state, oid);
            Long createdMs = ConditionGroup.of(old).creationTime();
            Extra next = group.kept(oid, createdMs == null ? now : createdMs, now);
            return Composed.of(new Command.Put(next, Expect.same(old)));
        });
        return Reply.emptyOk();
    }

    public Reply getByOid(Exchange x) {
        return Reply.ok(ConditionGroup.of(kept(OverkizSession.of(x).state(), x.path("oid"))));
    }

    public Reply deleteByOid(Exchange x) {
        String oid = x.path("oid");
        OverkizSession.of(x).compose((state, now) -> Composed.of(new Command.Delete(kept(state, oid))));
        return Reply.noContent();
    }

    /** Holds the group against the devices that the caller sees, as they are now. */
    public Reply getByOidEvaluate(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        ConditionGroup group = ConditionGroup.of(kept(state, x.path("oid")));
        return Reply.ok(Evaluation.of(group, state.devices().toList(), clock.millis()));
    }

    public Reply get(Exchange x) {
        return Reply.ok(OverkizSession.of(x).state().resources(Lookup.extras("overkiz", ConditionGroup.KIND)).stream()
                .map(ConditionGroup::of)
                .toList());
    }

    private static Extra kept(View state, String oid) {
        return state.resource(Resource.ref(Extra.class, Extra.id("overkiz", ConditionGroup.KIND, oid)))
                .map(Extra.class::cast)
                .orElseThrow(() -> OverkizFault.noSuch("condition group", oid));
    }
}
