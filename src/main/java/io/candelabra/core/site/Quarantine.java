package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thing that cannot be decided or told is set aside: it is out of the way, an alert stands, and the history says what
 * it was and why. It is not tried again by itself, and nothing that came with it or comes after it waits for it.
 *
 * <p>A source that goes on being wrong raises one alert and writes one line for each reason in {@link #QUIET_MS}, however
 * often it is wrong, and for no more reasons than the alert has room for. A wish that is lost for its caller has a line of its own each time.
 */
final class Quarantine {
    /** Kind of the alert that is raised. */
    static final String ALERT = "SET_ASIDE";
    /** Originator of the line of history. */
    static final String ORIGINATOR = "QUARANTINE";
    /** Site time in which one subject is told of once for each reason. */
    static final long QUIET_MS = 600_000;
    /** Site time after which the alert of a subject ends, where nothing of it was set aside since; the history stays. */
    static final long STANDS_MS = 24 * 3_600_000L;
    /** So many alerts of the kind may stand in a site; the oldest ends for a new one. */
    static final int MOST_ALERTS = 100;

    /** Between what was set aside and why. */
    private static final String ASIDE = " was set aside: ";
    /** Ends a sentence where another one follows. */
    private static final String END = ";";

    private static final int LONGEST_SENTENCE = 500;
    /** The room for reasons in one alert, in characters: a source that is wrong in ever new ways is quiet after that. */
    static final int MOST_REASONS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

    private final LongAdder total = new LongAdder();

    /**
     * One thing that is out of the way.
     *
     * @param sentence what it was and why
     * @param told whether people are told of it now, or were a moment ago
     * @param cause what it failed with; empty where a reader of the log set it aside, who writes that to the log
     */
    record Aside(String sentence, boolean told, Optional<Throwable> cause) {}

    /** Things set aside since the process began. */
    long total() {
        return total.sum();
    }

    /** One more is out of the way, and nothing of it goes to disk. */
    void untold() {
        total.increment();
    }

    /** These are out of the way, on disk. */
    void noted(SiteId site, List<Aside> asides) {
        total.add(asides.size());
        for (Aside aside : asides) {
            if (aside.told() && aside.cause().isPresent()) {
                log.warn(
                        "site {}: {}",
                        site,
                        aside.sentence(),
                        aside.cause().filter(c -> !(c instanceof Refused)).orElse(null));
            } else {
                log.debug("site {}: {}", site, aside.sentence());
            }
        }
    }

    /**
     * Does something for all of these together; where that fails, for each half of them, until what cannot be done stands
     * alone. All else is done, in order.
     *
     * @param together what is to be done for some of them; done whole or not at all
     * @param alone what becomes of the one for which it failed
     */
    static <T> void each(Draft draft, List<T> all, Consumer<List<T>> together, BiConsumer<T, Throwable> alone) {
        if (all.isEmpty()) {
            return;
        }
        Optional<Throwable> failed = draft.attempt(() -> together.accept(all));
        if (failed.isEmpty()) {
            return;
        }
        if (all.size() == 1) {
            alone.accept(all.getFirst(), failed.get());
            return;
        }
        int half = all.size() / 2;
        each(draft, all.subList(0, half), together, alone);
        each(draft, all.subList(half, all.size()), together, alone);
    }

    /** Sets aside what a source went on to be wrong about: told once in a while. */
    static boolean setAside(Draft draft, Command.SetAside aside) {
        return setAside(draft, aside.subject(), sentence(aside.what(), aside.why()), Optional.empty());
    }

    /** The same for what failed in a rule. */
    static boolean setAside(Draft draft, Alert.Subject subject, String what, Throwable cause) {
        return setAside(draft, subject, sentence(what, Command.SetAside.why(cause)), Optional.of(cause));
    }

    /** Sets aside what somebody asked for and will not get: that is told each time. */
    static void setAsideForGood(Draft draft, Alert.Subject subject, String what, Throwable cause) {
        String sentence = sentence(what, Command.SetAside.why(cause));
        raise(draft, subject, sentence);
        tell(draft, sentence, Optional.of(cause));
    }

    private static boolean setAside(Draft draft, Alert.Subject subject, String sentence, Optional<Throwable> cause) {
        if (raise(draft, subject, sentence)) {
            tell(draft, sentence, cause);
            return true;
        }
        draft.add(new Aside(sentence, false, cause));
        return false;
    }

    /**
     * Raises the alert of a subject, or of the nearest to it that is there, or adds another reason to the one that stands;
     * false where people were told of that reason a moment ago.
     */
    private static boolean raise(Draft draft, Alert.Subject subject, String sentence) {
        long now = draft.moment().nowMs();
        Alert alert = new Alert(AlertRules.nearest(draft.state(), subject), ALERT, sentence, now);
        Optional<Alert> standing = draft.state().alert(ALERT, alert.subject());
        Optional<Alert> quiet = standing.filter(a -> Math.abs(now - a.raisedMs()) < QUIET_MS);
        if (quiet.isPresent()) {
            String all = quiet.get().detail() + END + " " + sentence;
            // the reason counts, and not what it befell: each event has a number of its own
            boolean news =
                    !(quiet.get().detail() + END).contains(reason(sentence) + END) && all.length() <= MOST_REASONS;
            if (news) {
                draft.add(new SiteEvent.AlertRaised(
                        new Alert(alert.subject(), ALERT, all, quiet.get().raisedMs())));
            }
            return news;
        }
        if (standing.isEmpty()) {
            makeRoom(draft);
        }
        draft.add(new SiteEvent.AlertRaised(alert));
        return true;
    }

    /**
     * A thing is another one now, or gone: its alert tells of an earlier one. Where it is no better, that is told anew.
     */
    static void mended(Draft draft, SiteEvent event) {
        Optional<Alert.Subject> thing =
                switch (event) {
                    case SiteEvent.DevicePut put ->
                        Optional.of(Alert.Subject.of(put.device().id()));
                    case SiteEvent.DeviceRemoved removed -> Optional.of(Alert.Subject.of(removed.device()));
                    case SiteEvent.GatewayPut put ->
                        Optional.of(Alert.Subject.of(put.gateway().id()));
                    case SiteEvent.GatewayRemoved removed -> Optional.of(Alert.Subject.of(removed.gateway()));
                    case SiteEvent.ResourcePut put -> reader(put.resource());
                    case SiteEvent.ResourceDeleted deleted -> reader(deleted.resource());
                    case SiteEvent.StatesChanged ignored -> Optional.empty();
                    case SiteEvent.AvailabilityChanged ignored -> Optional.empty();
                    case SiteEvent.GatewayAliveChanged ignored -> Optional.empty();
                    case SiteEvent.ExecutionStarted ignored -> Optional.empty();
                    case SiteEvent.StepMoved ignored -> Optional.empty();
                    case SiteEvent.ExecutionMoved ignored -> Optional.empty();
                    case SiteEvent.JobMoved ignored -> Optional.empty();
                    case SiteEvent.AlertRaised ignored -> Optional.empty();
                    case SiteEvent.AlertCleared ignored -> Optional.empty();
                    case SiteEvent.Noted ignored -> Optional.empty();
                    case SiteEvent.HistoryErased ignored -> Optional.empty();
                };
        thing.flatMap(subject -> draft.state().alerts().find(SiteState.key(ALERT, subject)))
                .ifPresent(alert -> draft.add(new SiteEvent.AlertCleared(alert)));
    }

    /** The reader that a resource makes, if it is one that makes one. */
    private static Optional<Alert.Subject> reader(Resource resource) {
        return resource instanceof Resource.Subscription subscription
                ? Optional.of(Alert.Subject.of(subscription.id()))
                : Optional.empty();
    }

    /** The events that end the alerts that stand long enough; empty where there is none. */
    static Optional<Command.Together> ending(SiteState state, long nowMs) {
        List<Alert> old = old(state, nowMs);
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(new Command.Together(old.stream()
                        .<Command<?>>map(alert -> new Command.ClearAlert(alert.kind(), alert.subject()))
                        .toList()));
    }

    private static List<Alert> old(SiteState state, long nowMs) {
        return state.alerts().stream()
                .filter(a -> a.kind().equals(ALERT) && nowMs - a.raisedMs() >= STANDS_MS)
                .toList();
    }

    private static void makeRoom(Draft draft) {
        List<Alert> all = new ArrayList<>();
        for (Alert alert : draft.state().alerts()) {
            if (alert.kind().equals(ALERT)) {
                all.add(alert);
            }
        }
        if (all.size() >= MOST_ALERTS) {
            all.stream()
                    .min(Comparator.comparingLong(Alert::raisedMs))
                    .ifPresent(oldest -> draft.add(new SiteEvent.AlertCleared(oldest)));
        }
    }

    private static void tell(Draft draft, String sentence, Optional<Throwable> cause) {
        draft.add(new SiteEvent.Noted(new HistoryItem.Notification(
                draft.moment().ids().get(), draft.moment().nowMs(), ORIGINATOR, "ERROR", sentence)));
        draft.add(new Aside(sentence, true, cause));
    }

    private static String reason(String sentence) {
        int at = sentence.indexOf(ASIDE);
        return at < 0 ? sentence : sentence.substring(at);
    }

    private static String sentence(String what, String why) {
        String sentence = what + ASIDE + why;
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + "…";
    }
}
