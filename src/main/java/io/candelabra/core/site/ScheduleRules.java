package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.schedule.Timetable;
import io.candelabra.core.schedule.Timetable.Coming;
import io.candelabra.core.view.View;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Agenda;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Schedules happen. Of each one the next moment alone waits, as a due time in the state.
 *
 * <p>Each moment happens once or is left out, and never twice: its starts and the agenda that says so are one decision, which is on disk
 * as a whole or not at all. An agenda that is found after a restart says up to where everything was decided.
 */
final class ScheduleRules {
    /** A moment that is missed by more is left out. */
    static final long LATEST_MS = 5 * 60_000;
    /** Originator of the line of history that tells what was left out. */
    static final String ORIGINATOR = "CALENDAR";
    /** So far ahead the next moment is looked for; where there is none, it is looked for again then. */
    private static final int AHEAD_DAYS = 400;
    /** Until what failed is tried again. */
    private static final long PUT_OFF_MS = 10 * 60_000;
    /** So many moments happen, or are counted as left out, in one decision. */
    private static final int MOST = 1_000;

    private ScheduleRules() {}

    /**
     * A thing is about to change. What came due before that and has not happened yet happens first, by the schedule as it was;
     * the schedule is planned anew once all is decided.
     */
    static void before(Draft draft, Resource resource) {
        draft.moment().declared().schedules().forEach((dialect, schedule) -> {
            if (schedule.isMadeOf(resource) && draft.rescheduled().add(dialect)) {
                boolean isDue = agenda(draft, dialect)
                        .filter(a -> a.nextMs() <= draft.moment().nowMs())
                        .isPresent();
                if (isDue) {
                    draft.attempt(() -> happen(draft, dialect)).ifPresent(why -> putOff(draft, dialect, why));
                }
            }
        });
    }

    /** Finds the next moments of the schedules that are other ones now. */
    static void planAnew(Draft draft) {
        for (String dialect : draft.rescheduled()) {
            draft.attempt(() -> plan(
                            draft,
                            dialect,
                            timetable(draft, dialect),
                            draft.moment().nowMs()))
                    .ifPresent(why -> putOff(draft, dialect, why));
        }
    }

    /** What has come happens, and the agenda moves on to the next moment. */
    static void happen(Draft draft, String dialect) {
        Agenda agenda = agenda(draft, dialect)
                .orElseThrow(() -> new IllegalStateException("due without an agenda: " + dialect));
        long now = draft.moment().nowMs();
        Optional<Timetable> table = timetable(draft, dialect);
        long upTo = table.map(t -> happen(draft, dialect, t, agenda, now)).orElse(now);
        plan(draft, dialect, table, upTo);
    }

    /** Answers up to when everything has happened. */
    private static long happen(Draft draft, String dialect, Timetable table, Agenda agenda, long now) {
        long late = Math.max(agenda.upToMs(), now - LATEST_MS - 1);
        if (late > agenda.upToMs()) {
            leaveOut(draft, table.between(at(agenda.upToMs()), at(late), MOST));
        }
        List<Coming> come = table.between(at(late), at(now), MOST);
        come.forEach(coming -> start(draft, dialect, coming));
        return come.size() < MOST ? now : come.getLast().at().toEpochMilli();
    }

    /** One that cannot start is set aside; the others start. */
    private static void start(Draft draft, String dialect, Coming coming) {
        draft.attempt(() -> {
                    Declared.Schedule schedule = schedule(draft, dialect).orElseThrow();
                    Plan plan = schedule.plan(View.whole(draft.state()), coming);
                    Cause cause = new Cause(
                            Cause.CLOCK.dialect(), "calendar", coming.rule().id());
                    ExecutionRules.start(draft, Caller.CORE, plan, cause);
                })
                .ifPresent(why -> Quarantine.setAsideForGood(
                        draft, site(draft), "the start of the calendar at " + coming.at(), why));
    }

    private static void leaveOut(Draft draft, List<Coming> missed) {
        if (missed.isEmpty()) {
            return;
        }
        String several = missed.size() < MOST ? String.valueOf(missed.size()) : "at least " + MOST;
        String text =
                "The calendar left out what was missed by more than " + LATEST_MS / 60_000 + " minutes: " + several
                        + ", the first at " + missed.getFirst().at() + ", the last at "
                        + missed.getLast().at();
        draft.add(new SiteEvent.Noted(new HistoryItem.Notification(
                draft.moment().ids().get(), draft.moment().nowMs(), ORIGINATOR, "WARNING", text)));
    }

    private static void plan(Draft draft, String dialect, Optional<Timetable> table, long upToMs) {
        Optional<Agenda> was = agenda(draft, dialect);
        if (table.isEmpty()) {
            was.ifPresent(agenda -> draft.add(new SiteEvent.ResourceDeleted(agenda)));
            return;
        }
        long next = table.get()
                .nextAfter(at(upToMs), AHEAD_DAYS)
                .map(coming -> coming.at().toEpochMilli())
                .orElse(upToMs + AHEAD_DAYS * 86_400_000L);
        put(draft, new Agenda(dialect, upToMs, next));
    }

    /** The schedule could not be asked: it is in a while, and people are told. */
    static boolean putOff(Draft draft, String dialect, Throwable why) {
        return draft.attempt(() -> {
                    long now = draft.moment().nowMs();
                    put(draft, new Agenda(dialect, now, now + PUT_OFF_MS));
                    Quarantine.setAside(draft, site(draft), "the calendar", why);
                })
                .isEmpty();
    }

    private static void put(Draft draft, Agenda agenda) {
        Optional<Agenda> was = agenda(draft, agenda.id());
        if (!was.equals(Optional.of(agenda))) {
            draft.add(new SiteEvent.ResourcePut(agenda, was.isEmpty()));
        }
    }

    private static Optional<Timetable> timetable(Draft draft, String dialect) {
        return schedule(draft, dialect).flatMap(s -> s.timetable(View.whole(draft.state())));
    }

    private static Optional<Declared.Schedule> schedule(Draft draft, String dialect) {
        return Optional.ofNullable(draft.moment().declared().schedules().get(dialect));
    }

    private static Optional<Agenda> agenda(Draft draft, String dialect) {
        return draft.state().resource(Agenda.class, dialect);
    }

    private static Alert.Subject site(Draft draft) {
        return Alert.Subject.of(draft.state().site().value());
    }

    private static Instant at(long ms) {
        return Instant.ofEpochMilli(ms);
    }
}
