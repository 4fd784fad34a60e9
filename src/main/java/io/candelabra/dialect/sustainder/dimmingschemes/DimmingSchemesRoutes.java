package io.candelabra.dialect.sustainder.dimmingschemes;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.EditRule;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
import io.candelabra.dialect.sustainder.lamps.LampOrders.Order;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.Verdicts;
import io.candelabra.dialect.sustainder.schemes.Scheme;
import io.candelabra.dialect.sustainder.words.ApiRoot;
import io.candelabra.dialect.sustainder.words.Application;
import io.candelabra.dialect.sustainder.words.Asker;
import io.candelabra.dialect.sustainder.words.Body;
import io.candelabra.dialect.sustainder.words.Hal;
import io.candelabra.dialect.sustainder.words.SustainderFault;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.schedule.DimmingPlan;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Optional;

/** Known dimming schemes. */
public final class DimmingSchemesRoutes implements RouteSet {
    private static final int MOST_SCHEMES = 1_000;

    private final Sites sites;
    private final Lamps lamps;
    private final LampOrders orders;

    public DimmingSchemesRoutes(Sites sites, Lamps lamps, LampOrders orders) {
        this.sites = sites;
        this.lamps = lamps;
        this.orders = orders;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/dimming-schemes", this::get)
                .post("/dimming-schemes", this::post)
                .get("/dimming-schemes/{dimming_scheme_id}", this::getByDimmingSchemeId)
                .put("/dimming-schemes/{dimming_scheme_id}", this::putByDimmingSchemeId)
                .delete("/dimming-schemes/{dimming_scheme_id}", this::deleteByDimmingSchemeId);
    }

    private record Found(Application application, Scheme scheme) {}

    Reply get(Exchange x) {
        String base = ApiRoot.of(x);
        Application application = Asker.of(x).named(x);
        List<Hal> all = Scheme.all(application.state(sites)).stream()
                .map(s -> document(x, application, s))
                .toList();
        return Hal.at(base, Asker.of(x).within(application, "/dimming-schemes"))
                .embed("dimming_schemes", Hal.documents(all))
                .reply();
    }

    private static Hal document(Exchange x, Application application, Scheme scheme) {
        return Hal.at(ApiRoot.of(x), path(x, application, scheme))
                .put("dimming_scheme_id", scheme.id())
                .put("dimming_scheme_name", scheme.name())
                .put("steps", scheme.documents());
    }

    /** Numbers count in each application from 1. */
    private static String path(Exchange x, Application application, Scheme scheme) {
        return Asker.of(x).within(application, "/dimming-schemes/" + scheme.id());
    }

    Reply post(Exchange x) {
        Body body = Body.of(x);
        Application application = Asker.of(x).named(x, body);
        application.need(Verb.CONFIGURE);
        String name = body.text("dimming_scheme_name", Scheme.LONGEST_NAME);
        List<DimmingPlan.Step> steps = Scheme.steps(body);
        Scheme made = sites.submit(
                application.caller(),
                application.site(),
                new Command.Edit<>("put dimming scheme", Verb.CONFIGURE, (state, nowMs) -> {
                    if (Scheme.named(state, name).isPresent()) {
                        throw new Refused(new Refused.Conflict("A dimming scheme of this name is there already."));
                    }
                    if (Scheme.all(state).size() >= MOST_SCHEMES) {
                        throw new Refused(new Refused.TooMany("dimming scheme", MOST_SCHEMES));
                    }
                    Scheme scheme = new Scheme(Scheme.next(state), name, steps, nowMs);
                    return new EditRule.Changes(state)
                            .put(scheme.kept())
                            .put(Scheme.counted(scheme.id()))
                            .answer(scheme);
                }),
                Asker.of(x).cause());
        return document(x, application, made).reply(201).header("Location", ApiRoot.of(x) + path(x, application, made));
    }

    private Found find(Exchange x, List<Application> applications) {
        String id = x.path("dimming_scheme_id");
        return applications.stream()
                .flatMap(a -> Scheme.find(a.state(sites), id).map(s -> new Found(a, s)).stream())
                .findFirst()
                .orElseThrow(SustainderFault::notFound);
    }

    Reply getByDimmingSchemeId(Exchange x) {
        Found found = find(x, Asker.of(x).searched(x));
        return document(x, found.application(), found.scheme()).reply();
    }

    /** Lamps that run the scheme, or are to, are given the new one; those that are away, when they are back. */
    Reply putByDimmingSchemeId(Exchange x) {
        Body body = Body.of(x);
        Found found = find(x, Asker.of(x).searched(x, body));
        Application application = found.application();
        application.need(Verb.CONFIGURE);
        String name = body.optionalText("dimming_scheme_name", Scheme.LONGEST_NAME)
                .filter(n -> !n.isBlank())
                .orElse(found.scheme().name());
        List<DimmingPlan.Step> steps = Scheme.steps(body);
        Scheme changed = sites.submit(
                application.caller(),
                application.site(),
                new Command.Edit<>("change dimming scheme", Verb.CONFIGURE, (state, nowMs) -> {
                    Scheme old = Scheme.find(
                                    state, Integer.toString(found.scheme().id()))
                            .orElseThrow(() -> Refused.noSuch("dimming scheme", name));
                    boolean taken = Scheme.named(state, name)
                            .filter(s -> s.id() != old.id())
                            .isPresent();
                    if (taken) {
                        throw new Refused(new Refused.Conflict("A dimming scheme of this name is there already."));
                    }
                    Scheme scheme = new Scheme(old.id(), name, steps, old.createdMs());
                    return new EditRule.Changes(state).put(scheme.kept()).answer(scheme);
                }),
                Asker.of(x).cause());
        giveToLamps(x, application, found.scheme(), changed);
        return document(x, application, changed).reply();
    }

    private void giveToLamps(Exchange x, Application application, Scheme old, Scheme changed) {
        Lamps.View view = lamps.view(application);
        String plan = changed.plan().text();
        List<Order> all = lamps.all(view)
                .map(device -> lamps.lamp(view.state(), device))
                .filter(lamp -> followsNext(lamp, view.state(), old))
                .map(lamp -> new Order(lamp.lcmId(), Optional.of(lamp), one -> one.setScheme(changed.name(), plan)))
                .toList();
        if (!all.isEmpty()) {
            orders.configure(view, "dimming scheme", all, true, Asker.of(x).cause(), new Verdicts());
        }
    }

    private static boolean followsNext(Lamp lamp, SiteState state, Scheme scheme) {
        return lamp.followsNext(state, scheme.name(), scheme.plan().text());
    }

    Reply deleteByDimmingSchemeId(Exchange x) {
        Found found = find(x, Asker.of(x).searched(x));
        Application application = found.application();
        application.need(Verb.CONFIGURE);
        sites.submit(
                application.caller(),
                application.site(),
                new Command.Edit<>("delete dimming scheme", Verb.CONFIGURE, (state, nowMs) -> {
                    boolean used = state.devices().stream()
                            .filter(Lamp::isLamp)
                            .map(device -> lamps.lamp(state, device))
                            .anyMatch(lamp ->
                                    lamp.follows(found.scheme().name()) || followsNext(lamp, state, found.scheme()));
                    if (used) {
                        throw new Refused(new Refused.Conflict("Lamps run this dimming scheme."));
                    }
                    return new EditRule.Changes(state)
                            .delete(found.scheme().kept().ref())
                            .answer(true);
                }),
                Asker.of(x).cause());
        return Reply.noContent();
    }
}
