package io.candelabra.dialect.sustainder.webhooks;

import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.document.Times;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.Resource.Verb;
import io.candelabra.push.Deliveries.Delivery;
import io.candelabra.push.Pushes;
import io.candelabra.push.ReplayRequest;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.out.Outcome;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of a webhook: the last ones, a message to try the address out, and earlier messages once
 * more. Nothing in the document does this; the stream of messages knows nothing of it.
 */
public final class DeliveriesRoutes implements RouteSet {
    private static final long TRY_S = 30;
    private static final long REST_OF_A_SECOND_MS = 999;

    private final Lamps lamps;
    private final SustainderPushes pushes;
    private final Webhooks webhooks;
    private final InstantSource siteClock;

    /** @param siteClock the time that sites live in */
    public DeliveriesRoutes(Lamps lamps, Webhooks webhooks, InstantSource siteClock) {
        this.lamps = lamps;
        this.pushes = new SustainderPushes(lamps);
        this.webhooks = webhooks;
        this.siteClock = siteClock;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/webhooks/{webhook_type}/deliveries", this::get)
                .post("/webhooks/{webhook_type}/test", this::postTest)
                .post("/webhooks/{webhook_type}/replay", this::postReplay);
    }

    private record Hook(HookType type, Application application, Subscription subscription, View view) {
        Hal document(Exchange x, String word) {
            String path = type.path();
            ApiCaller caller = ApiCaller.of(x);
            return Hal.at(ApiRoot.of(x), caller.within(application, path + "/" + word))
                    .link("webhook", caller.within(application, path));
        }
    }

    private Hook hook(Exchange x, Application application) {
        HookType type = HookType.of(x);
        application.need(Verb.CONFIGURE);
        View view = lamps.view(application).seen();
        Subscription subscription = view.resource(Subscription.class, type.id(application))
                .filter(view::sees)
                .orElseThrow(SustainderFault::notFound);
        return new Hook(type, application, subscription, view);
    }

    /** The last messages since the server's start, the newest first. */
    Reply get(Exchange x) {
        Hook hook = hook(x, ApiCaller.of(x).named(x));
        List<Map<String, @Nullable Object>> all =
                webhooks
                        .deliveries(
                                hook.application().site(), hook.subscription().id())
                        .stream()
                        .map(DeliveriesRoutes::document)
                        .toList();
        return hook.document(x, "deliveries")
                .embed("deliveries", all)
                .total(all.size())
                .reply();
    }

    private static Map<String, @Nullable Object> document(Delivery delivery) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("webhook_id", delivery.id());
        document.put("kind", delivery.kind().name().toLowerCase(Locale.ROOT));
        document.put("delivered", delivery.delivered());
        document.put("tries", delivery.tries());
        document.put("first_try", Times.of(delivery.firstMs()));
        document.put("last_try", Times.of(delivery.lastMs()));
        document.put("status", delivery.outcome() instanceof Outcome.Answered answer ? answer.status() : null);
        document.put(
                "reason",
                switch (delivery.outcome()) {
                    case Outcome.Answered _ -> null;
                    case Outcome.Unreachable unreachable -> unreachable.why();
                    case Outcome.Forbidden forbidden -> forbidden.why();
                });
        document.put("duration_ms", delivery.tookMs());
        return document;
    }

    /** Sends one message now, though the webhook may be switched off, and answers what came back. */
    Reply postTest(Exchange x) throws InterruptedException, ExecutionException {
        Hook hook = hook(
                x,
                x.body().length == 0
                        ? ApiCaller.of(x).named(x)
                        : ApiCaller.of(x).named(x, Body.of(x)));
        Pushes.Message message = pushes.sample(hook.subscription(), hook.view(), siteClock.millis())
                .orElseThrow(() -> new SustainderFault(409, "There is nothing in this application to tell of."));
        try {
            Delivery tried = webhooks.tryOut(hook.application().site(), hook.subscription(), message)
                    .get(TRY_S, TimeUnit.SECONDS);
            return hook.document(x, "test").putAll(document(tried)).reply();
        } catch (TimeoutException silent) {
            throw new SustainderFault(409, "Nothing was heard of the message for " + TRY_S + " seconds.");
        }
    }

    /** Begins to send earlier messages again: one, or those of a stretch of time. */
    Reply postReplay(Exchange x) {
        Body body = Body.of(x);
        Hook hook = hook(x, ApiCaller.of(x).named(x, body));
        ReplayRequest.Answer answer = webhooks.replay(hook.application().site(), hook.subscription(), wanted(body));
        return switch (answer) {
            case ReplayRequest.Started started ->
                hook.document(x, "replay")
                        .put("messages", started.messages())
                        .put("gap", started.gap())
                        .put("complete", started.complete())
                        .put("last_event", started.lastSeq())
                        .reply(202);
            case ReplayRequest.Nothing nothing -> throw new SustainderFault(404, nothing(nothing));
            case ReplayRequest.Unknown _ ->
                throw new SustainderFault(404, "No message of this webhook has this webhook_id.");
            case ReplayRequest.Pruned _ ->
                throw new SustainderFault(410, "What this message told of is not in the log any more.");
            case ReplayRequest.OnItsWay _ ->
                throw new SustainderFault(409, "This message is not delivered yet: it comes by itself.");
            case ReplayRequest.Busy _ ->
                throw new SustainderFault(409, "An earlier replay of this webhook is under way.");
            case ReplayRequest.Off _ -> throw new SustainderFault(409, "The webhook is not active: set it anew first.");
        };
    }

    private static String nothing(ReplayRequest.Nothing nothing) {
        return "Nothing of this kind was told in that time."
                + (nothing.gap() ? " What is older than the log is not kept." : "")
                + (nothing.complete()
                        ? ""
                        : " Looked at up to event " + nothing.lastSeq() + "; ask for what is after.");
    }

    private static ReplayRequest wanted(Body body) {
        Optional<String> id = body.optionalText("webhook_id", 200);
        if (id.isPresent()) {
            if (body.has("from") || body.has("to") || body.has("after_event")) {
                throw SustainderFault.field("webhook_id", "Either one message or a stretch of time.");
            }
            return new ReplayRequest.Message(id.get());
        }
        long from = moment(body, "from").orElseThrow(() -> SustainderFault.field("from", "This field is required."));
        // Messages tell seconds: a client that copies one into "to" means all of it.
        long to = moment(body, "to").map(ms -> ms + REST_OF_A_SECOND_MS).orElse(Long.MAX_VALUE);
        if (to < from) {
            throw SustainderFault.field("to", "This is before from.");
        }
        long after = body.number("after_event", 0, Long.MAX_VALUE / 2.0)
                .map(Double::longValue)
                .orElse(0L);
        return new ReplayRequest.Stretch(from, to, after);
    }

    private static Optional<Long> moment(Body body, String field) {
        return body.optionalText(field, 40).map(text -> Times.parse(text)
                .orElseThrow(() -> SustainderFault.field(field, "A moment such as 2026-03-29T01:00:00Z is required.")));
    }
}
