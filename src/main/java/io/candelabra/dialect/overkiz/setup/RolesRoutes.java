package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Device;
import io.candelabra.model.Reach;
import io.candelabra.model.Reach.Control;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Role;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Named bundles of permissions. Who has a role has what is in it now: posting it again takes effect at once. */
public final class RolesRoutes implements RouteSet {
    /** The document shows this word alone; that for seeing alone is made after it. */
    private static final String CONTROL = "deviceControl";

    private static final String VIEW = "deviceView";
    private static final int LONGEST_NAME = 100;

    private record RoleDocument(String name, List<Permission> permissions) {
        static RoleDocument of(Role role) {
            List<Permission> all = new ArrayList<>();
            Set<String> controls = new HashSet<>();
            role.reach().controls().forEach(control -> controls.add(control.target()));
            role.reach().views().stream()
                    .sorted()
                    .map(target -> new Permission(controls.contains(target) ? CONTROL : VIEW, target))
                    .forEach(all::add);
            return new RoleDocument(role.name(), all);
        }
    }

    private record Permission(String type, String deviceURL) {}

    private final Accounts accounts;
    private final InstantSource wallClock;

    public RolesRoutes(Accounts accounts, InstantSource wallClock) {
        this.accounts = accounts;
        this.wallClock = wallClock;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/roles", this::get)
                .post("/setup/roles", this::post)
                .get("/setup/roles/{roleName}", this::getByRoleName)
                .delete("/setup/roles/{roleName}", this::deleteByRoleName);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/roles", Bodies.listOf(RoleDocument.class),
                "POST /setup/roles", Bodies.takes(RoleDocument.class),
                "GET /setup/roles/{roleName}", Bodies.answers(RoleDocument.class));
    }

    public Reply get(Exchange x) {
        OverkizSession session = administering(x);
        return Reply.ok(session.state().resources(Role.class).stream()
                .map(RoleDocument::of)
                .toList());
    }

    public Reply getByRoleName(Exchange x) {
        OverkizSession session = administering(x);
        return Reply.ok(RoleDocument.of(find(session.state(), x.path("roleName"))));
    }

    /** Makes a role or replaces the one of that name. To control something is to see it as well. */
    public Reply post(Exchange x) {
        OverkizSession session = administering(x);
        RequestBody body = RequestBody.of(x);
        String name = body.text("name")
                .filter(n -> !n.isBlank() && n.length() <= LONGEST_NAME)
                .orElseThrow(() -> OverkizFault.missing("role: name of at most " + LONGEST_NAME + " characters"));
        List<?> permissions = body.list("permissions").orElseThrow(() -> OverkizFault.missing("role: permissions"));
        if (permissions.size() > Reach.MOST) {
            throw OverkizFault.invalid("Invalid permissions : no more than " + Reach.MOST);
        }
        session.compose((state, now) -> {
            Optional<Role> old = state.resource(Role.class, name);
            long created = old.map(Role::createdMs).orElse(wallClock.millis());
            Role role = new Role(name, reach(session, state, permissions), created, wallClock.millis());
            return Composed.of(new Command.Put(role, Expect.as(old)));
        });
        return Reply.emptyOk();
    }

    private static Reach reach(OverkizSession session, View state, List<?> permissions) {
        Set<String> views = new HashSet<>();
        Set<Control> controls = new HashSet<>();
        for (Object one : permissions) {
            RequestBody permission = RequestBody.of(one);
            String type = permission.text("type").orElse("");
            String url = permission.text("deviceURL").orElseThrow(() -> OverkizFault.missing("role: deviceURL"));
            if (!type.equals(CONTROL) && !type.equals(VIEW)) {
                throw OverkizFault.invalid("Invalid type : " + CONTROL + " or " + VIEW + " is needed");
            }
            String target = url;
            if (!url.equals(Reach.ALL)) {
                Device device = session.device(state, url);
                target = device.id().value();
            }
            views.add(target);
            if (type.equals(CONTROL)) {
                controls.add(new Control(target, Reach.ALL));
            }
        }
        return new Reach(views, controls, Set.of());
    }

    public Reply deleteByRoleName(Exchange x) {
        OverkizSession session = administering(x);
        accounts.because(session.cause())
                .members()
                .withoutRole(
                        session.caller(),
                        session.site(),
                        find(session.state(), x.path("roleName")).id());
        session.compose((state, now) -> {
            Role role = find(state, x.path("roleName"));
            return Composed.of(new Command.Delete(Resource.ref(Role.class, role.id()), Expect.same(role)));
        });
        return Reply.noContent();
    }

    private static Role find(View state, String name) {
        return state.resource(Role.class, name).orElseThrow(() -> OverkizFault.noSuch("role", name));
    }

    private static OverkizSession administering(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        session.caller().need(session.site(), Verb.ADMINISTER);
        return session;
    }
}
