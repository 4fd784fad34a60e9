package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Members;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Grant;
import io.candelabra.model.Reach;
import io.candelabra.model.Reach.Control;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.Role;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The permissions of people in a setup. A secondary user sees and controls what was granted, per target and action; a target is a device's
 * URL or {@code *}, an action the name of a command or {@code *}. What takes a permission from somebody who sees all of the setup hides
 * the one device.
 */
public final class PermissionsRoutes implements RouteSet {
    private static final String ACTION = "[A-Za-z0-9:_.-]{1,100}";

    private final Accounts accounts;
    private final Members members;

    public PermissionsRoutes(Accounts accounts) {
        this.accounts = accounts;
        this.members = accounts.members();
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/enduser/permissions", this::get)
                .get("/enduser/permissions/control", this::getControl)
                .get("/enduser/permissions/view", this::getView)
                .get("/enduser/{secondaryUserId}/permissions", this::getBySecondaryUserId)
                .get("/enduser/{secondaryUserId}/permissions/control", this::getBySecondaryUserIdControl)
                .get("/enduser/{secondaryUserId}/permissions/view", this::getBySecondaryUserIdView)
                .post(
                        "/enduser/{secondaryUserId}/permissions/control/{target}/{action}",
                        this::postControlByTargetAndAction)
                .delete(
                        "/enduser/{secondaryUserId}/permissions/control/{target}/{action}",
                        this::deleteControlByTargetAndAction)
                .post("/enduser/{secondaryUserId}/permissions/view/{target}", this::postViewByTarget)
                .delete("/enduser/{secondaryUserId}/permissions/view/{target}", this::deleteViewByTarget);
    }

    @Override
    public Map<String, Bodies> bodies() {
        Map<String, Bodies> bodies = new HashMap<>();
        for (String whose : List.of("", "/{secondaryUserId}")) {
            for (String part : List.of("", "/control", "/view")) {
                bodies.put("GET /enduser" + whose + "/permissions" + part, Bodies.listOf(PermissionDocument.class));
            }
        }
        return bodies;
    }

    public Reply get(Exchange x) {
        return all(x, own(x), true, true);
    }

    public Reply getControl(Exchange x) {
        return all(x, own(x), false, true);
    }

    public Reply getView(Exchange x) {
        return all(x, own(x), true, false);
    }

    public Reply getBySecondaryUserId(Exchange x) {
        return all(x, secondary(x), true, true);
    }

    public Reply getBySecondaryUserIdControl(Exchange x) {
        return all(x, secondary(x), false, true);
    }

    public Reply getBySecondaryUserIdView(Exchange x) {
        return all(x, secondary(x), true, false);
    }

    private Account own(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return accounts.account(session.account()).orElseThrow(() -> OverkizFault.notAuthenticated(session.local()));
    }

    private Account secondary(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return members.secondary(session.caller(), session.site(), x.path("secondaryUserId"));
    }

    private Reply all(Exchange x, Account account, boolean views, boolean controls) {
        OverkizSession session = OverkizSession.of(x);
        List<PermissionDocument> all = new ArrayList<>();
        account.grant(session.site()).ifPresent(grant -> {
            View view = session.state().as(Accounts.whole(account));
            if (views) {
                all.addAll(PermissionDocument.views(grant, view));
            }
            if (controls) {
                all.addAll(PermissionDocument.controls(grant, view));
            }
        });
        return Reply.ok(all);
    }

    /** Answers 201 with nothing, also where the permission was there. */
    public Reply postViewByTarget(Exchange x) {
        Optional<DeviceId> device = target(x).map(Device::id);
        return changed(x, grant -> {
            Set<DeviceId> hidden = new HashSet<>(grant.hiddenDevices());
            device.ifPresentOrElse(hidden::remove, hidden::clear);
            Grant shown = with(single(grant.withHidden(hidden), Verb.VIEW), Verb.VIEW);
            return shown.reach()
                    .map(reach -> shown.withReach(new Reach(
                            more(reach.views(), device.map(DeviceId::value).orElse(Reach.ALL)),
                            reach.controls(),
                            reach.roles())))
                    .orElse(shown);
        });
    }

    /** Refuses where the target is not seen yet. */
    public Reply postControlByTargetAndAction(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Optional<Device> device = target(x);
        String action = x.path("action");
        boolean known = action.equals(Reach.ALL)
                || device.map(d -> session.sites()
                                .typeOf(session.state(), d)
                                .command(action)
                                .isPresent())
                        .orElse(action.matches(ACTION));
        if (!known) {
            throw OverkizFault.noSuchCommand(action);
        }
        Control control = new Control(device.map(d -> d.id().value()).orElse(Reach.ALL), action);
        return changed(x, grant -> {
            Grant controls = with(single(grant, Verb.CONTROL), Verb.CONTROL);
            // who may already control all of it needs no more
            return controls.reach()
                    .map(reach -> controls.withReach(
                            new Reach(reach.views(), more(reach.controls(), control), reach.roles())))
                    .orElse(controls);
        });
    }

    /** Nothing that is not seen is controlled, so those permissions go as well. */
    public Reply deleteViewByTarget(Exchange x) {
        String target = x.path("target");
        change(x, grant -> {
            boolean named =
                    grant.reach().filter(r -> r.views().contains(target)).isPresent();
            boolean all = shownByRole(x, grant, target)
                    || grant.reach()
                            .map(r -> r.views().contains(Reach.ALL))
                            .orElse(grant.verbs().contains(Verb.VIEW));
            Set<String> roles = grant.reach().map(Reach::roles).orElse(Set.of());
            if (target.equals(Reach.ALL)) {
                return named || all || !roles.isEmpty() ? grant.withReach(withoutAll(grant)) : none(target);
            }
            Grant less = grant.reach()
                    .map(reach -> grant.withReach(without(reach, target)))
                    .orElse(grant);
            if (!all) {
                return named ? less : none(target);
            }
            DeviceId device = OverkizIds.deviceId(target);
            if (grant.hiddenDevices().contains(device)
                    || OverkizSession.of(x).state().device(device).isEmpty()) {
                return none(target);
            }
            Set<DeviceId> hidden = more(grant.hiddenDevices(), device);
            return less.withHidden(hidden);
        });
        return Reply.noContent();
    }

    /** Of somebody who controls all that is there, one command is taken by granting the others. */
    public Reply deleteControlByTargetAndAction(Exchange x) {
        Control control = new Control(x.path("target"), x.path("action"));
        change(x, grant -> {
            boolean everything = grant.reach().isEmpty() && grant.verbs().contains(Verb.CONTROL);
            if (everything && control.equals(new Control(Reach.ALL, Reach.ALL))) {
                return without(grant, Verb.CONTROL);
            }
            Reach reach = grant.reach().orElse(Reach.NOTHING);
            if (!reach.controls().contains(control)) {
                return none(control.target() + " " + control.command());
            }
            return grant.withReach(new Reach(reach.views(), less(reach.controls(), control), reach.roles()));
        });
        return Reply.noContent();
    }

    /** Whether a role of somebody shows a device that was not granted by itself. */
    private static boolean shownByRole(Exchange x, Grant grant, String target) {
        if (target.equals(Reach.ALL)) {
            return false;
        }
        View state = OverkizSession.of(x).state();
        return grant.reach().map(Reach::roles).orElse(Set.of()).stream()
                .flatMap(role -> state.resource(Role.class, role).stream())
                .anyMatch(role -> role.reach().sees(OverkizIds.deviceId(target)));
    }

    private static Grant none(String permission) {
        throw OverkizFault.noSuch("permission", permission);
    }

    /** The device that the path names, as the one sees it who grants; empty for every device. */
    private static Optional<Device> target(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String target = x.path("target");
        return target.equals(Reach.ALL) ? Optional.empty() : Optional.of(session.device(session.state(), target));
    }

    private Reply changed(Exchange x, UnaryOperator<Grant> change) {
        change(x, change);
        return Reply.bytes(201, Reply.JSON, new byte[0]);
    }

    private void change(Exchange x, UnaryOperator<Grant> change) {
        OverkizSession session = OverkizSession.of(x);
        String user = secondary(x).id();
        Members by = accounts.because(session.cause()).members();
        by.change(session.caller(), session.site(), user, grant -> {
            if (grant.verbs().contains(Verb.ADMINISTER)) {
                throw Refused.noSuch("user", user);
            }
            return change.apply(grant);
        });
    }

    /** Somebody who has a verb for nothing yet and is given it for one thing must not have it for all of the setup. */
    private static Grant single(Grant grant, Verb verb) {
        if (grant.reach().isPresent() || grant.verbs().contains(verb)) {
            return grant;
        }
        return grant.withReach(new Reach(
                grant.verbs().contains(Verb.VIEW) ? Set.of(Reach.ALL) : Set.of(),
                grant.verbs().contains(Verb.CONTROL) ? Set.of(new Control(Reach.ALL, Reach.ALL)) : Set.of(),
                Set.of()));
    }

    private static Grant with(Grant grant, Verb verb) {
        return new Grant(grant.site(), more(grant.verbs(), verb), grant.hiddenDevices(), grant.reach(), grant.period());
    }

    private static Grant without(Grant grant, Verb verb) {
        return new Grant(grant.site(), less(grant.verbs(), verb), grant.hiddenDevices(), grant.reach(), grant.period());
    }

    private static Reach without(Reach reach, String target) {
        Set<Control> controls = new HashSet<>(reach.controls());
        controls.removeIf(control -> control.target().equals(target));
        Set<String> views = less(reach.views(), target);
        return new Reach(views, views.isEmpty() ? Set.of() : controls, reach.roles());
    }

    /** Single devices that were granted beside the star stay. Roles go: they may show anything. */
    private static Reach withoutAll(Grant grant) {
        Reach reach = grant.reach().orElse(Reach.NOTHING);
        Set<String> views = less(reach.views(), Reach.ALL);
        Set<Control> controls = new HashSet<>(reach.controls());
        controls.removeIf(control ->
                !views.contains(control.target()) && !control.target().equals(Reach.ALL));
        return new Reach(views, views.isEmpty() ? Set.of() : controls, Set.of());
    }

    private static <T> Set<T> more(Set<T> set, T one) {
        Set<T> more = new HashSet<>(set);
        more.add(one);
        return more;
    }

    private static <T> Set<T> less(Set<T> set, T one) {
        Set<T> less = new HashSet<>(set);
        less.remove(one);
        return less;
    }
}
