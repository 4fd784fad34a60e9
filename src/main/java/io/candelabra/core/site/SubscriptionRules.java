package io.candelabra.core.site;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Alert;
import io.candelabra.model.Resource.Subscription;

/** Webhooks. One that is switched off since its receiver takes nothing has an alert, until it is set anew or gone. */
final class SubscriptionRules {
    private SubscriptionRules() {}

    /** Switches off, but only if it is still the one that failed: it may have been replaced meanwhile. */
    static boolean switchOff(Draft draft, Command.SwitchOff off) {
        Subscription failed = off.failed();
        boolean same = draft.state()
                .resource(Subscription.class, failed.id())
                .filter(failed::equals)
                .isPresent();
        if (same) {
            draft.add(new SiteEvent.ResourcePut(failed.withEnabled(false), false));
            AlertRules.raise(
                    draft,
                    new Alert(
                            Alert.Subject.of(failed.id()),
                            Alert.WEBHOOK_DISABLED,
                            off.why(),
                            draft.moment().nowMs()));
        }
        return same;
    }

    /** The subscription is set anew, or gone: its earlier alerts are over. */
    static void settled(Draft draft, Subscription subscription) {
        AlertRules.clear(draft, Alert.WEBHOOK_DISABLED, Alert.Subject.of(subscription.id()));
    }
}
