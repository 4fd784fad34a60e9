package io.candelabra.dialect.sustainder.dimmingschemes;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
import io.candelabra.dialect.sustainder.lamps.LampOrders.Order;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.dialect.sustainder.schemes.Scheme;
import io.candelabra.model.Resource.Extra;
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

    public DimmingSchemesRoutes(Sites sites, Lamps lamps) {
        this.sites = sites;
        this.lamps = lamps;
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
        Application application = ApiCaller.of(x).named(x);
        List<Hal> all = Scheme.all(application.view(sites)).stream()
                .map(s -> document(x, application, s))
                .toList();
        return Hal.at(base, ApiCaller.of(x).within(application, "/dimming-schemes"))
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
        return ApiCaller.of(x).within(application, "/dimming-schemes/" + scheme.id());
    }

    Reply post(Exchange x) {
        Body body = Body.of(x);
        Application application = ApiCaller.of(x).named(x, body);
        application.need(Verb.CONFIGURE);
        String name = body.text("dimming_scheme_name", Scheme.LONGEST_NAME);
        List<DimmingPlan.Step> steps = Scheme.steps(body);
        Scheme made = application.compose(
                sites,
                (view, nowMs) -> {
                    if (Scheme.named(view, name).isPresent()) {
                        throw taken();
                    }
                    if (Scheme.all(view).size() >= MOST_SCHEMES) {
                        throw new Refused(new Refused.TooMany("dimming scheme", MOST_SCHEMES));
                    }
                    Scheme scheme = new Scheme(Scheme.next(view), name, steps, nowMs);
                    // the counter keeps two of the same name apart as well: one of them is composed anew
                    Command.Together both = Command.Together.of(
                            new Command.Put(scheme.kept(), Expect.ABSENT), Scheme.counted(view, scheme.id()));
                    return Composed.of(both, scheme);
                },
                ApiCaller.of(x).cause());
        return document(x, application, made).reply(201).header("Location", ApiRoot.of(x) + path(x, application, made));
    }

    private Found find(Exchange x, List<Application> applications) {
        String id = x.path("dimming_scheme_id");
        return applications.stream()
                .flatMap(a -> Scheme.find(a.view(sites), id).map(s -> new Found(a, s)).stream())
                .findFirst()
                .orElseThrow(SustainderFault::notFound);
    }

    Reply getByDimmingSchemeId(Exchange x) {
        Found found = find(x, ApiCaller.of(x).searched(x));
        return document(x, found.application(), found.scheme()).reply();
    }

    /** Lamps that run the scheme, or are to, are given the new one; those that are away, when they are back. */
    Reply putByDimmingSchemeId(Exchange x) {
        Body body = Body.of(x);
        Found found = find(x, ApiCaller.of(x).searched(x, body));
        Application application = found.application();
        application.need(Verb.CONFIGURE);
        String name = body.optionalText("dimming_scheme_name", Scheme.LONGEST_NAME)
                .filter(n -> !n.isBlank())
                .orElse(found.scheme().name());
        List<DimmingPlan.Step> steps = Scheme.steps(body);
        Scheme changed = application.compose(
                sites,
                (view, nowMs) -> {
                    Scheme old = Scheme.find(
                                    view, Integer.toString(found.scheme().id()))
                            .orElseThrow(() -> Refused.noSuch("dimming scheme", name));
                    Extra stored =
                            Scheme.stored(view, old.id()).orElseThrow(() -> Refused.noSuch("dimming scheme", name));
                    if (Scheme.named(view, name).filter(s -> s.id() != old.id()).isPresent()) {
                        throw taken();
                    }
                    Scheme scheme = new Scheme(old.id(), name, steps, old.createdMs());
                    Command.Together both = Command.Together.of(
                            new Command.Put(scheme.kept(), Expect.same(stored)),
                            given(new Lamps.Shown(application, view), old, scheme));
                    return Composed.of(both, scheme);
                },
                ApiCaller.of(x).cause());
        return document(x, application, changed).reply();
    }

    private static Refused taken() {
        return new Refused(new Refused.Conflict("A dimming scheme of this name is there already."));
    }

    private Command.Configure given(Lamps.Shown view, Scheme old, Scheme changed) {
        String plan = changed.plan().text();
        return LampOrders.settings(
                "dimming scheme",
                lamps.all(view)
                        .map(device -> lamps.lamp(view.seen(), device))
                        .filter(lamp -> followsNext(lamp, view.seen(), old))
                        .map(lamp ->
                                new Order(lamp.lcmId(), Optional.of(lamp), one -> one.setScheme(changed.name(), plan)))
                        .toList());
    }

    private static boolean followsNext(Lamp lamp, View view, Scheme scheme) {
        return lamp.followsNext(view, scheme.name(), scheme.plan().text());
    }

    /** The reason why a scheme cannot be deleted; for the core, which asks before it deletes one. */
    public static Optional<String> inUse(View all, Extra stored) {
        return Scheme.of(stored)
                .filter(scheme -> all.devices()
                        .filter(Lamp::isLamp)
                        .anyMatch(lamp -> Lamp.uses(
                                all, lamp, scheme.name(), scheme.plan().text())))
                .map(used -> "Lamps run this dimming scheme.");
    }

    Reply deleteByDimmingSchemeId(Exchange x) {
        Found found = find(x, ApiCaller.of(x).searched(x));
        Application application = found.application();
        application.need(Verb.CONFIGURE);
        sites.submit(
                application.caller(),
                application.site(),
                new Command.Delete(found.scheme().kept().ref(), Expect.ANY),
                ApiCaller.of(x).cause());
        return Reply.noContent();
    }
}
