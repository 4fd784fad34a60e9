package io.candelabra.push;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.EditRule;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Subscription;
import java.util.Optional;

/** The end of a subscription whose receiver does not take anything: it is kept, switched off, and somebody is told. */
final class SwitchingOff {
    /** Kind of the alert that is raised. */
    static final String ALERT = "WEBHOOK_DISABLED";

    private SwitchingOff() {}

    /** Switches off, but only if it is still the one that failed: it may have been replaced meanwhile. */
    static Command.Edit<Boolean> of(Subscription failed, String why) {
        return new Command.Edit<>("disable webhook", Resource.Verb.ADMINISTER, (state, nowMs) -> {
            EditRule.Changes changes = new EditRule.Changes(state);
            boolean same = state.resource(Subscription.class, failed.id())
                    .filter(failed::equals)
                    .isPresent();
            if (same) {
                changes.put(new Subscription(
                        failed.id(),
                        failed.dialect(),
                        failed.kind(),
                        failed.url(),
                        failed.auth(),
                        failed.secretHandle(),
                        false,
                        failed.vendor()));
                changes.add(new SiteEvent.AlertRaised(new Alert(failed.id(), ALERT, why, nowMs)));
            }
            return changes.answer(same);
        });
    }

    /** The alert that a subscription was switched off, where there is one. */
    static Optional<Alert> alert(SiteState state, String subscription) {
        return state.alerts().find(SiteState.key(new Alert(subscription, ALERT, "", 0)));
    }
}
