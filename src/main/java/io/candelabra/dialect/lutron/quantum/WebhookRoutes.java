package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets and tries the occupancy webhook over HTTPS. Only who installs a server does that, so these two addresses are
 * there in the demo alone, where everybody may try.
 */
final class WebhookRoutes implements RouteSet {
    private final Accounts accounts;
    private final QuantumWebhook webhook;

    WebhookRoutes(Accounts accounts, QuantumWebhook webhook) {
        this.accounts = accounts;
        this.webhook = webhook;
    }

    @Override
    public void routes(Routes routes) {
        routes.put("/webhook", this::put);
        routes.post("/webhook/test", this::postTest);
    }

    /** The body of a request; all four fields are needed. */
    record Wanted(
            @Nullable String url,
            @Nullable String authenticationKey,
            @Nullable String rootCertificatePem,
            @Nullable Boolean enabled) {}

    Reply put(Exchange x) {
        Wanted wanted = x.json(Wanted.class);
        if (wanted.url() == null
                || wanted.authenticationKey() == null
                || wanted.rootCertificatePem() == null
                || wanted.enabled() == null) {
            return refused("url, authenticationKey, rootCertificatePem and enabled are needed");
        }
        try {
            QuantumSession session = x.get(QuantumKeys.SESSION);
            webhook.put(
                    server(session),
                    new QuantumWebhook.Wanted(
                            wanted.url(), wanted.authenticationKey(), wanted.rootCertificatePem(), wanted.enabled()),
                    Caller.CORE,
                    new Cause(QuantumFace.DIALECT, session.who().name(), session.name()));
        } catch (Refused why) {
            return refused(words(why));
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("url", wanted.url());
        shown.put("enabled", wanted.enabled());
        return Reply.ok(shown);
    }

    /** Sends the present status of one area, and tells the receiver's answer. */
    Reply postTest(Exchange x) {
        try {
            return Reply.ok(Map.of("outcome", webhook.tryOut(server(x.get(QuantumKeys.SESSION)))));
        } catch (Refused why) {
            return refused(words(why));
        }
    }

    private FaceBinding server(QuantumSession session) {
        return accounts.binding(session.server()).orElseThrow(() -> Refused.noSuch("server", session.server()));
    }

    private static String words(Refused why) {
        return switch (why.detail()) {
            case Refused.Invalid wrong -> wrong.field() + " " + wrong.why();
            case Refused.Conflict conflict -> conflict.what();
            case Refused.NoSuch ignored -> throw why;
            case Refused.NoSuchDevice ignored -> throw why;
            case Refused.NoSuchCommand ignored -> throw why;
            case Refused.BadParameter ignored -> throw why;
            case Refused.SameDeviceTwice ignored -> throw why;
            case Refused.Rights ignored -> throw why;
            case Refused.QueueFull ignored -> throw why;
            case Refused.TooMany ignored -> throw why;
            case Refused.Changed ignored -> throw why;
            case Refused.Busy ignored -> throw why;
            case Refused.Closed ignored -> throw why;
            case Refused.Unwritten ignored -> throw why;
        };
    }

    private static Reply refused(String why) {
        return Reply.status(400, Map.of("Message", why));
    }
}
