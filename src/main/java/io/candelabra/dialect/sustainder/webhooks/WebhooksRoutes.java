package io.candelabra.dialect.sustainder.webhooks;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Backlogs.Backlog;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.auth.SustainderAuth;
import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.Resource.Verb;
import io.candelabra.push.Credentials;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.out.Sender;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One webhook of each type for an application: set, read, ended. Its secret is never given back. */
public final class WebhooksRoutes implements RouteSet {
    private static final int LONGEST_SECRET = 2_000;

    private final Sites sites;
    private final Vault vault;
    private final Sender sender;
    private final RandomGenerator random;
    private final InstantSource wall;

    /**
     * @param sender refuses addresses that nothing may be sent to
     * @param random cryptographically strong
     * @param wall a clock at the wall's pace
     */
    public WebhooksRoutes(Sites sites, Vault vault, Sender sender, RandomGenerator random, InstantSource wall) {
        this.sites = sites;
        this.vault = vault;
        this.sender = sender;
        this.random = random;
        this.wall = wall;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/webhooks", this::get)
                .get("/webhooks/{webhook_type}", this::getByWebhookType)
                .post("/webhooks/{webhook_type}", this::postByWebhookType)
                .delete("/webhooks/{webhook_type}", this::deleteByWebhookType);
    }

    Reply get(Exchange x) {
        ApiCaller caller = ApiCaller.of(x);
        Application application = caller.named(x);
        Hal hal = Hal.at(ApiRoot.of(x), caller.within(application, "/webhooks"));
        for (HookType type : HookType.values()) {
            hal.link(type.word(), caller.within(application, type.path()));
        }
        return hal.reply();
    }

    Reply getByWebhookType(Exchange x) {
        HookType type = HookType.of(x);
        Application application = ApiCaller.of(x).named(x);
        application.need(Verb.CONFIGURE);
        View view = application.view(sites);
        Subscription found = view.resource(Subscription.class, type.id(application))
                .filter(view::sees)
                .orElseThrow(SustainderFault::notFound);
        Hal hal = document(x, type, application, found);
        Webhooks.whyOff(view, found.id()).ifPresent(why -> hal.put("inactive_reason", why));
        behind(hal, sites.backlogs().of(application.site(), found.id()));
        return hal.reply();
    }

    /** Said only of one that is behind: it is news then. */
    private void behind(Hal hal, Backlog backlog) {
        long seconds = backlog.ms(wall.millis()) / 1_000;
        if (seconds > 0) {
            hal.put("behind_seconds", seconds).put("behind_events", backlog.events());
        }
    }

    private static Hal document(Exchange x, HookType type, Application application, Subscription subscription) {
        ApiCaller caller = ApiCaller.of(x);
        return Hal.at(ApiRoot.of(x), caller.within(application, type.path()))
                .link("test", caller.within(application, type.path() + "/test"))
                .link("replay", caller.within(application, type.path() + "/replay"))
                .link("deliveries", caller.within(application, type.path() + "/deliveries"))
                .put("remote_url", subscription.url())
                .put("auth_method", subscription.auth())
                .put("username", subscription.vendor().get(SustainderPushes.USER))
                .put("application_artkey", application.artkey())
                .put("is_active", subscription.enabled());
    }

    /** Takes the place of the earlier subscription; messages that were still owed to that one go to the new address. */
    Reply postByWebhookType(Exchange x) {
        HookType type = HookType.of(x);
        Body body = Body.of(x);
        Application application = ApiCaller.of(x).named(x, body);
        application.need(Verb.CONFIGURE);
        String url = body.text("remote_url", 2_000);
        String method = method(body);
        String user = body.optionalText("username", 200).orElse("");
        if (method.equals(Credentials.BASIC) && (user.isEmpty() || user.contains(":"))) {
            throw SustainderFault.field("username", "A name without a colon is required for BASIC.");
        }
        String secret = body.text("password_or_token", LONGEST_SECRET);
        if (method.equals(Credentials.BEARER) && secret.chars().anyMatch(c -> c <= 0x20 || c > 0x7E)) {
            throw SustainderFault.field("password_or_token", "A token has no spaces and no special characters.");
        }
        sender.refusal(url).ifPresent(why -> {
            throw SustainderFault.field("remote_url", "The address " + why + ".");
        });
        Credentials credentials = Credentials.create(user, secret, random);
        String handle = credentials.seal(vault);
        Subscription made = application.compose(
                sites,
                (view, nowMs) -> {
                    String id = type.id(application);
                    Optional<Subscription> old = view.resource(Subscription.class, id);
                    Map<String, String> vendor = new LinkedHashMap<>();
                    Map.Entry<String, String> from = Webhooks.fromHere(view.seq());
                    vendor.put(
                            from.getKey(),
                            old.filter(Subscription::enabled)
                                    .map(o -> o.vendor().getOrDefault(from.getKey(), from.getValue()))
                                    .orElse(from.getValue()));
                    vendor.put(SustainderPushes.USER, user);
                    vendor.put(SustainderPushes.AREA, application.binding().area());
                    Subscription fresh = new Subscription(
                            id, SustainderAuth.DIALECT, type.word(), url, method, handle, true, vendor);
                    Expect expect = Expect.as(old);
                    return Composed.of(new Command.Put(fresh, expect), fresh);
                },
                ApiCaller.of(x).cause());
        return document(x, type, application, made)
                .put("signing_secret", credentials.signingSecret())
                .reply(201)
                .header("Location", ApiRoot.of(x) + type.path())
                .header("Cache-Control", "no-store");
    }

    private static String method(Body body) {
        String method = body.text("auth_method", 20);
        return switch (method) {
            case "BASIC" -> Credentials.BASIC;
            case "BEARER", "TOKEN" -> Credentials.BEARER;
            default -> throw SustainderFault.field("auth_method", "One of BASIC and BEARER is required.");
        };
    }

    Reply deleteByWebhookType(Exchange x) {
        HookType type = HookType.of(x);
        Application application = ApiCaller.of(x).named(x);
        application.need(Verb.CONFIGURE);
        Resource.Ref webhook = Resource.ref(Subscription.class, type.id(application));
        boolean gone = sites.submit(
                application.caller(),
                application.site(),
                new Command.Delete(webhook, Expect.ANY),
                ApiCaller.of(x).cause());
        if (!gone) {
            throw SustainderFault.notFound();
        }
        return Reply.noContent();
    }
}
