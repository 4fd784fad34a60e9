package io.candelabra.core.site;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Alert;
import io.candelabra.model.Resource.Subscription;

/** Webhooks. One that is switched off since its receiver takes nothing, or is far behind, has an alert until it is set anew or gone. */
final class SubscriptionRules {
    private SubscriptionRules() {}

    /** Switches off, but only if it is still the one that failed: it may have been replaced meanwhile. */
    static boolean switchOff(Draft draft, Command.SwitchOff off) {
        Subscription failed = off.failed();
        boolean same = stands(draft, failed);
        if (same) {
            draft.add(new SiteEvent.ResourcePut(failed.withEnabled(false), false));
            AlertRules.clear(draft, Alert.WEBHOOK_LATE, Alert.Subject.of(failed.id()));
            raise(draft, failed, Alert.WEBHOOK_DISABLED, off.why());
        }
        return same;
    }

    /** An alert, but only if it is still the one that is late: nobody is left who could end that of another. */
    static boolean tellLate(Draft draft, Command.TellLate late) {
        boolean same = late.late().enabled() && stands(draft, late.late());
        if (same) {
            raise(draft, late.late(), Alert.WEBHOOK_LATE, late.why());
        }
        return same;
    }

    private static boolean stands(Draft draft, Subscription subscription) {
        return draft.state()
                .resource(Subscription.class, subscription.id())
                .filter(subscription::equals)
                .isPresent();
    }

    private static void raise(Draft draft, Subscription subscription, String kind, String why) {
        AlertRules.raise(
                draft,
                new Alert(
                        Alert.Subject.of(subscription.id()),
                        kind,
                        why,
                        draft.moment().nowMs()));
    }

    /** The subscription is set anew, or gone: its earlier alerts are over. */
    static void settled(Draft draft, Subscription subscription) {
        AlertRules.clear(draft, Alert.WEBHOOK_DISABLED, Alert.Subject.of(subscription.id()));
        AlertRules.clear(draft, Alert.WEBHOOK_LATE, Alert.Subject.of(subscription.id()));
    }
}
