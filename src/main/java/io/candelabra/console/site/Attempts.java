package io.candelabra.console.site;

import io.candelabra.console.site.Documents.Attempt;
import io.candelabra.console.site.Documents.LogLine;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.SiteId;
import io.candelabra.push.Deliveries.Delivery;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.out.Outcome;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Messages that went out, as far as the server remembers them since its start. */
final class Attempts {
    /** As webhooks name their messages: the subscription, the number of the event, and a count. */
    private static final Pattern MESSAGE = Pattern.compile("msg_.+_([0-9]{1,18})_[0-9]{1,9}");

    private final Webhooks webhooks;

    Attempts(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** Those that tell of these events. */
    List<Attempt> about(View view, List<LogLine> lines) {
        Set<Long> seqs = lines.stream().map(LogLine::seq).collect(Collectors.toSet());
        return view.resources(Subscription.class).stream()
                .flatMap(subscription -> of(view.site(), subscription).stream())
                .filter(attempt -> seqs.contains(attempt.seq()))
                .toList();
    }

    /** Those of one subscription, the newest first. */
    List<Attempt> of(SiteId site, Subscription subscription) {
        return webhooks.deliveries(site, subscription.id()).stream()
                .map(delivery -> attempt(subscription, delivery))
                .toList();
    }

    private static Attempt attempt(Subscription subscription, Delivery delivery) {
        Matcher parts = MESSAGE.matcher(delivery.id());
        return new Attempt(
                subscription.id(),
                delivery.id(),
                parts.matches() ? Long.parseLong(parts.group(1)) : 0,
                delivery.tries(),
                delivery.delivered(),
                outcome(delivery.outcome()),
                delivery.firstMs(),
                delivery.lastMs(),
                delivery.tookMs());
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> "HTTP " + answered.status();
            case Outcome.Unreachable unreachable -> unreachable.why();
            case Outcome.Forbidden forbidden -> forbidden.why();
        };
    }
}
