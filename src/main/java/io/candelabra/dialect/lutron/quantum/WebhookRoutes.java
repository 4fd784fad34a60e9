package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.EditRule;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.lutron.leap.OccupancyNews;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.push.Credentials;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.out.Outcome;
import io.candelabra.wire.out.Sender;
import io.candelabra.wire.out.Senders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sets and tries the occupancy webhook. Only who installs a server does that, so these two addresses are there in the demo
 * alone, where everybody may try.
 */
public final class WebhookRoutes implements RouteSet {
    private static final int LONGEST = 2_000;
    private static final long TRY_S = 20;

    private final Sites sites;
    private final OccupancyNews news;
    private final Webhooks webhooks;
    private final Sender sender;
    private final Vault vault;
    private final RandomGenerator random;

    /** @param random cryptographically strong */
    public WebhookRoutes(
            Sites sites, OccupancyNews news, Webhooks webhooks, Sender sender, Vault vault, RandomGenerator random) {
        this.sites = sites;
        this.news = news;
        this.webhooks = webhooks;
        this.sender = sender;
        this.vault = vault;
        this.random = random;
    }

    @Override
    public void routes(Routes routes) {
        routes.put("/webhook", this::put);
        routes.post("/webhook/test", this::postTest);
    }

    /** What is asked for; all four are needed. */
    record Wanted(
            @Nullable String url,
            @Nullable String authenticationKey,
            @Nullable String rootCertificatePem,
            @Nullable Boolean enabled) {}

    Reply put(Exchange x) {
        QuantumSession session = x.get(QuantumKeys.SESSION);
        Wanted wanted = x.json(Wanted.class);
        String url = wanted.url() == null ? "" : wanted.url();
        String key = wanted.authenticationKey() == null ? "" : wanted.authenticationKey();
        String root = wanted.rootCertificatePem() == null ? "" : wanted.rootCertificatePem();
        if (wanted.enabled() == null || url.length() > LONGEST || key.isEmpty() || key.length() > LONGEST) {
            return refused("url, authenticationKey, rootCertificatePem and enabled are needed");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
            return refused("authenticationKey has to be printable letters without blanks");
        }
        Optional<String> why = url.startsWith("https://")
                ? Senders.refusal(root).map(r -> "rootCertificatePem " + r)
                : Optional.of("url has to begin with https://");
        why = why.or(() -> sender.refusal(url).map(r -> "url " + r));
        if (why.isPresent()) {
            return refused(why.get());
        }
        long from = sites.state(Caller.CORE, session.site()).seq();
        Map.Entry<String, String> begin = Webhooks.fromHere(from);
        Subscription subscription = new Subscription(
                id(session),
                QuantumFace.DIALECT,
                QuantumPushes.OCCUPANCY,
                url,
                Credentials.KEY,
                Credentials.create("", key, random).seal(vault),
                wanted.enabled(),
                Map.of(
                        QuantumPushes.AREA,
                        session.who().area(),
                        Credentials.ROOT,
                        root,
                        begin.getKey(),
                        begin.getValue()));
        sites.submit(
                Caller.CORE,
                session.site(),
                new Command.Edit<>("put webhook", Resource.Verb.ADMINISTER, (state, nowMs) -> {
                    EditRule.Changes changes = new EditRule.Changes(state).put(subscription);
                    Webhooks.alert(state, subscription.id()).ifPresent(changes::add);
                    return changes.answer(true);
                }),
                new Cause(QuantumFace.DIALECT, session.who().name(), session.name()));
        return Reply.ok(Map.of("url", url, "enabled", wanted.enabled()));
    }

    private static String id(QuantumSession session) {
        return "quantum-" + session.server().replace(' ', '-');
    }

    /** Sends how it is now in one area, and tells what the receiver answered. */
    Reply postTest(Exchange x) throws Exception {
        QuantumSession session = x.get(QuantumKeys.SESSION);
        Optional<Subscription> subscription = sites.state(Caller.CORE, session.site())
                .resource(Subscription.class, id(session))
                .filter(Subscription::enabled);
        List<OccupancyNews.News> all =
                news.all(sites.state(Caller.CORE, session.site()), session.who().area());
        if (subscription.isEmpty() || all.isEmpty()) {
            return refused("there is no webhook to try, or no area with sensors");
        }
        Outcome outcome = webhooks.tryOut(subscription.get(), QuantumPushes.message(all.getFirst()))
                .get(TRY_S, TimeUnit.SECONDS);
        return Reply.ok(Map.of("outcome", spelled(outcome)));
    }

    private static String spelled(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answer -> "answered " + answer.status();
            case Outcome.Unreachable unreachable -> "unreachable: " + unreachable.why();
            case Outcome.Forbidden forbidden -> "forbidden: " + forbidden.why();
        };
    }

    private static Reply refused(String why) {
        return Reply.status(400, Map.of("Message", why));
    }
}
