package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.ExecutionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/** A decision in the making: the state moves with every event that is added. */
final class Draft {
    private final List<Decision.Caused> events = new ArrayList<>();
    private final List<Quarantine.Aside> asides = new ArrayList<>();
    private final Moment moment;
    /** Dialects whose schedules are other ones by what was decided. */
    private final Set<String> rescheduled = new TreeSet<>();

    private HashPMap<ExecutionId, Running> endings = HashTreePMap.empty();
    private SiteState state;
    private Cause cause;

    /** @param cause of what is decided, unless it is because of something else */
    Draft(SiteState state, Moment moment, Cause cause) {
        this.state = state;
        this.moment = moment;
        this.cause = cause;
    }

    SiteState state() {
        return state;
    }

    Moment moment() {
        return moment;
    }

    /** The cause that an event has which is added now. */
    Cause cause() {
        return cause;
    }

    /** Decides something that has another cause than the rest. */
    <T> T because(Cause other, Supplier<T> what) {
        Cause before = cause;
        cause = other;
        try {
            return what.get();
        } finally {
            cause = before;
        }
    }

    void add(SiteEvent event) {
        events.add(new Decision.Caused(event, cause));
        if (event instanceof SiteEvent.ExecutionMoved moved && moved.to().ended()) {
            Optional<Running> ending = state.executions().find(moved.execution());
            endings = ending.map(r -> endings.plus(moved.execution(), r)).orElse(endings);
        }
        state = state.after(event, moment.nowMs());
        Quarantine.mended(this, event);
    }

    /** Something is out of the way: the door counts it, and writes it to the log once it is on disk. */
    void add(Quarantine.Aside aside) {
        asides.add(aside);
    }

    /**
     * Does something whole or not at all: where it fails, the draft is as it was before.
     *
     * @return what it failed with; empty where it is done
     */
    Optional<Throwable> attempt(Runnable what) {
        SiteState before = state;
        HashPMap<ExecutionId, Running> endingsBefore = endings;
        int eventsBefore = events.size();
        int asidesBefore = asides.size();
        try {
            what.run();
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError failed) {
            // A stack that overflows is the fault of what was looked at, such as a plan nested in itself.
            state = before;
            endings = endingsBefore;
            events.subList(eventsBefore, events.size()).clear();
            asides.subList(asidesBefore, asides.size()).clear();
            return Optional.of(failed);
        }
    }

    /** The dialects whose schedules are planned anew before the decision is made. Others add to it. */
    Set<String> rescheduled() {
        return rescheduled;
    }

    boolean unchanged() {
        return events.isEmpty();
    }

    <A> Decision<A> answer(A answer) {
        return new Decision<>(List.copyOf(events), state, endings, List.copyOf(asides), answer);
    }
}
