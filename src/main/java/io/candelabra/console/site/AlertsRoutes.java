package io.candelabra.console.site;

import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.site.Documents.AlertRow;
import io.candelabra.console.site.Documents.WebhookRow;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Map;

/** What needs a person: alerts that stand, and webhooks with how they fare. */
public final class AlertsRoutes implements RouteSet {
    private static final int MOST = 1_000;
    private static final int ATTEMPTS = 20;

    private final Sites sites;
    private final Attempts attempts;

    public AlertsRoutes(Sites sites, Webhooks webhooks) {
        this.sites = sites;
        this.attempts = new Attempts(webhooks);
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/sites/{site}/alerts", this::get).get("/sites/{site}/webhooks", this::getWebhooks);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /sites/{site}/alerts", Bodies.listOf(AlertRow.class),
                "GET /sites/{site}/webhooks", Bodies.listOf(WebhookRow.class));
    }

    /** At most a thousand. */
    Reply get(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        View view = sites.view(caller.caller(), caller.site(x));
        return Reply.ok(view.alerts()
                .limit(MOST)
                .map(alert -> new AlertRow(
                        alert.kind(),
                        alert.subject().text(),
                        LogWords.device(alert).map(DeviceId::value).orElse(null),
                        alert.detail(),
                        alert.raisedMs()))
                .toList());
    }

    /** For callers who may configure the site: an address may hold a secret. */
    Reply getWebhooks(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        caller.caller().need(site, Verb.CONFIGURE);
        View view = sites.view(caller.caller(), site);
        List<WebhookRow> rows = view.resources(Subscription.class).stream()
                .map(subscription -> new WebhookRow(
                        subscription.id(),
                        subscription.dialect(),
                        subscription.kind(),
                        subscription.url(),
                        subscription.enabled(),
                        Webhooks.whyOff(view, subscription.id()).orElse(null),
                        sites.backlogs().of(site, subscription.id()).events(),
                        attempts.of(site, subscription).stream().limit(ATTEMPTS).toList()))
                .toList();
        return Reply.ok(rows);
    }
}
