package io.candelabra.dialect.overkiz.actiongroups;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ActionGroupBody;
import io.candelabra.dialect.overkiz.document.ActionGroupDocument;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Resource.Scene;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Action groups: scenes of the core, in this dialect's words. */
public final class ActionGroupsRoutes implements RouteSet {
    /** The group that was stored. */
    private record NewActionGroup(String actionGroupOID) {}

    private final RandomGenerator random;

    public ActionGroupsRoutes(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/actionGroups", this::post)
                .put("/actionGroups", this::put)
                .get("/actionGroups/{oid}", this::getByOid)
                .delete("/actionGroups/{oid}", this::deleteByOid)
                .get("/actionGroups", this::get);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /actionGroups", Bodies.listOf(ActionGroupDocument.class),
                "GET /actionGroups/{oid}", Bodies.answers(ActionGroupDocument.class),
                "POST /actionGroups", Bodies.answers(NewActionGroup.class).taking(ActionGroupBody.class),
                "PUT /actionGroups", Bodies.takes(ActionGroupBody.class));
    }

    /** Stores a group; answers 201 with its {@code actionGroupOID}. */
    public Reply post(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        ActionGroupBody body = x.json(ActionGroupBody.class);
        List<Action> actions = body.plan();
        String label = body.name();
        ActionGroupBody.checkGateways(session.state(), actions);
        String id = OverkizIds.fresh(random);
        session.compose((state, now) -> {
            ActionGroupBody.check(session, state, actions);
            Scene scene = new Scene(id, label, actions, now, now, Map.of(), body.vendor());
            return Composed.of(new Command.Put(scene, Expect.ABSENT));
        });
        return Reply.status(201, new NewActionGroup(id));
    }

    /**
     * Replaces the group that the body's {@code oid} names. With {@code preventLockLevelReset=true} commands that were there
     * before keep the lock level that they had.
     */
    public Reply put(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        ActionGroupBody body = x.json(ActionGroupBody.class);
        boolean keepLocks = x.query("preventLockLevelReset").orElse("").equals("true");
        String oid = body.oid();
        if (oid == null) {
            throw OverkizFault.missing("Missing action group oid");
        }
        List<Action> actions = body.plan();
        String label = body.name();
        ActionGroupBody.checkGateways(session.state(), actions);
        session.compose((state, now) -> {
            Scene old = visible(state, oid);
            ActionGroupBody.check(session, state, actions);
            List<Action> kept = keepLocks ? withLocksOf(old.actions(), actions) : actions;
            Scene scene = new Scene(old.id(), label, kept, old.createdMs(), now, old.ids(), body.vendor());
            return Composed.of(new Command.Put(scene, Expect.same(old)));
        });
        return Reply.emptyOk();
    }

    private static List<Action> withLocksOf(List<Action> old, List<Action> changed) {
        List<Action> result = new ArrayList<>();
        for (Action action : changed) {
            List<DeviceCommand> before = old.stream()
                    .filter(a -> a.device().equals(action.device()))
                    .flatMap(a -> a.commands().stream())
                    .toList();
            List<DeviceCommand> commands = action.commands().stream()
                    .map(c -> before.stream()
                            .filter(b -> b.name().equals(c.name()))
                            .findFirst()
                            .map(b -> new DeviceCommand(
                                    c.name(), c.parameters(), c.delayMs(), b.lockLevel(), c.sensitive()))
                            .orElse(c))
                    .toList();
            result.add(new Action(action.device(), commands));
        }
        return result;
    }

    public Reply getByOid(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return Reply.ok(ActionGroupDocument.of(state, visible(state, x.path("oid"))));
    }

    public Reply deleteByOid(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String oid = x.path("oid");
        session.compose((state, now) -> Composed.of(new Command.Delete(visible(state, oid))));
        return Reply.noContent();
    }

    /** All groups of the setup whose devices the caller sees. */
    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return Reply.ok(state.resources(Scene.class).stream()
                .filter(state::sees)
                .map(scene -> ActionGroupDocument.of(state, scene))
                .toList());
    }

    private static Scene visible(View state, String oid) {
        return OverkizIds.findActionGroup(state, oid)
                .filter(scene -> state.sees(scene))
                .orElseThrow(() -> Refused.noSuch("scene", oid));
    }
}
