package io.candelabra.core.site;

import io.candelabra.core.access.Access;
import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Execution;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.model.trait.Traits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to all sites: hand in a command, look at the state, read the log from a place.
 *
 * <p>Every call names its caller, and access is checked here, once. A site that the caller may not know of reads like one that
 * does not exist. Whatever is answered is on disk.
 */
public final class Sites {
    private static final Logger log = LoggerFactory.getLogger(Sites.class);

    private final SiteStore store;
    private final Committer committer;
    private final Shedding shedding;
    private final Quarantine quarantine = new Quarantine();
    private final Backlogs backlogs = new Backlogs();
    private final OpenSites open;
    private final History history;
    private final InstantSource siteClock;
    private final Supplier<String> ids;
    private final TypeOf types;
    private final SiteLimits limits;
    private final Declared declared;
    /** The last damage that was met in a site's log. */
    private final Map<SiteId, String> damagedLogs = new ConcurrentHashMap<>();

    /**
     * Told of every site that is opened, before its first event; again when it was closed after a failure and is loaded
     * afresh. It may not call the door: the site is not there yet; once {@code settled} completes, it is.
     */
    @FunctionalInterface
    public interface Opened {
        /**
         * @param register takes a listener that is told, on the writing thread, what has become durable
         * @param settled completes when what a crash left open is settled on disk; nothing may be sent to the field before
         */
        void opened(SiteId site, Consumer<Consumer<List<LoggedEvent>>> register, CompletableFuture<Boolean> settled);
    }

    /** Finds the type of a device in a site: the site's own types first, then the catalogue. */
    @FunctionalInterface
    public interface TypeOf {
        DeviceType of(SiteState state, Device device);

        /** Whether there is a type of this name. */
        default boolean knows(SiteState state, String type) {
            return true;
        }

        /** The type; an unknown one where it cannot be read. Who shows, serves or hears many devices goes on beside such a one. */
        default DeviceType orUnknown(SiteState state, Device device) {
            try {
                return of(state, device);
            } catch (RuntimeException broken) {
                log.debug("the type {} of {} cannot be read", device.type(), device.id(), broken);
                return DeviceType.unknown(device.type());
            }
        }

        /** The traits of a type, as it declares them. */
        default Traits traits(DeviceType type) {
            return Traits.of(type);
        }

        /** The names of states of such a device of which each report is news; see {@link DeviceType.StateType#momentary}. */
        default Set<String> momentary(DeviceType type) {
            return type.momentary();
        }
    }

    /**
     * @param siteClock the time that sites live in
     * @param ids gives a fresh UUID in text form at each call
     * @param declared what dialects declare of what they keep
     * @param leases says which sites this node may write
     */
    public Sites(
            SiteStore store,
            Committer committer,
            InstantSource siteClock,
            Supplier<String> ids,
            TypeOf types,
            SiteLimits limits,
            Declared declared,
            Leases leases) {
        this.store = store;
        this.committer = committer;
        this.shedding = new Shedding(store::space);
        this.siteClock = siteClock;
        this.ids = ids;
        this.types = types;
        this.limits = limits;
        this.declared = declared;
        this.open = new OpenSites(
                leases, site -> new LocalSite(store.open(site), committer, shedding, quarantine), this::moment);
        this.history = new History(store, open::shown);
    }

    /** Registers for sites that are opened from now on. */
    public void whenOpened(Opened opened) {
        open.whenOpened(opened);
    }

    /** All sites that are stored or open. */
    public List<SiteId> all() {
        Stream<SiteId> all = Stream.concat(store.sites().stream(), open.all().sorted());
        return all.distinct().toList();
    }

    /**
     * Opens a site, new or stored, if it is not open. Completes when what the last run left unfinished is settled on disk:
     * lanes that looked before that might send twice what must not be sent twice.
     */
    public CompletableFuture<Boolean> open(SiteId site) {
        return local(site).recovered();
    }

    /** Hands in a command and waits until what it led to is on disk. */
    public <A> A submit(Caller caller, SiteId site, Command<A> command, Cause cause) {
        try {
            return submitAsync(caller, site, command, cause).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e;
        }
    }

    /**
     * Hands in a command; the answer completes when what it led to is on disk, or fails with {@link Refused}, or with the fault
     * of a rule. Never throws: who would have to catch it has often nobody to tell.
     */
    public <A> CompletableFuture<A> submitAsync(Caller caller, SiteId site, Command<A> command, Cause cause) {
        try {
            // what the command needs is asked by the rule; a site that is not the caller's is not even opened
            Access.checkKnown(caller, site);
            return local(site).submit(caller, command, cause, moment());
        } catch (RuntimeException | Error failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    /**
     * Composes a command from the site as it is on disk, and hands it in. Where somebody else has changed meanwhile what it
     * was composed from, it is composed anew from how it is then; after some times the refusal is handed on.
     */
    public <A> A compose(Caller caller, SiteId site, Composer<A> composer, Cause cause) {
        return new Composing(this, caller, site, cause).compose(composer);
    }

    /** The same without waiting; never throws. */
    public <A> CompletableFuture<A> composeAsync(Caller caller, SiteId site, Composer<A> composer, Cause cause) {
        return new Composing(this, caller, site, cause).composeAsync(composer, 1);
    }

    /** What a command would lead to in a state, if it was handed in: for whoever goes on while nothing can be written. */
    public <A> Trial<A> tryOut(SiteState state, Command<A> command) {
        return Trial.of(Decider.decide(state, Caller.CORE, command, Cause.CLOCK, moment()));
    }

    /** Something was set aside of which people were told a moment ago: it counts all the same. */
    public void setAsideUntold() {
        quarantine.untold();
    }

    /** What could not be decided or told since the process began, and was set aside. */
    public long setAside() {
        return quarantine.total();
    }

    /**
     * Hands in what is for the record alone, such as who came in: while the disk is short it is left out, and counted.
     * Completes with whether it is on disk; want of room is no failure.
     */
    public <A> CompletableFuture<Boolean> note(Caller caller, SiteId site, Composer<A> composer, Cause cause) {
        return new Composing(this, caller, site, cause).note(composer);
    }

    /** The same for what can be handed in again later, such as how far a reader is: nothing is lost where it is left out. */
    public <A> CompletableFuture<Boolean> bookkeep(Caller caller, SiteId site, Composer<A> composer, Cause cause) {
        return new Composing(this, caller, site, cause).bookkeep(composer);
    }

    /** What is left out while the disk is short. */
    public Shedding shedding() {
        return shedding;
    }

    /** How far the readers that send on what they read are behind. */
    public Backlogs backlogs() {
        return backlogs;
    }

    /** Brings the rows of all open sites up to date as soon as it can be done: then no start reads the log before it. */
    public void checkpoint() {
        open.each(LocalSite::checkpoint);
    }

    /** The same for one site. */
    public void checkpoint(SiteId site) {
        open.writable(site).ifPresent(LocalSite::checkpoint);
    }

    /** Loads afresh what was closed: there is room again, or the disk is trusted again. */
    void reopen() {
        open.closed().forEach(this::open);
    }

    /** Those of all sites that can be looked at: whoever goes through all of them is stopped by none that is closed. */
    public List<View> readable(Caller caller) {
        List<View> states = new ArrayList<>();
        for (SiteId site : all()) {
            try {
                states.add(view(caller, site));
            } catch (Refused refused) {
                if (refused.reason() != Refused.Reason.UNAVAILABLE) {
                    throw refused;
                }
                log.warn("left out: {}", refused.getMessage());
            }
        }
        return states;
    }

    /** The site as it is on disk, as the caller sees it. */
    public View view(Caller caller, SiteId site) {
        return view(caller, state(caller, site));
    }

    private View view(Caller caller, SiteState state) {
        return View.of(caller, state, execution -> ended(state.site(), execution));
    }

    private Optional<Execution> ended(SiteId site, ExecutionId execution) {
        try {
            return history.item(site, HistoryItem.EndedExecution.class, execution.value())
                    .map(HistoryItem.EndedExecution::execution);
        } catch (SiteStore.Damaged damage) {
            // It stays so. Whoever sees everything is told all the same, and nobody is stopped by it.
            log.debug("the execution {} cannot be read", execution, damage);
            return Optional.empty();
        }
    }

    /** All of the site as it is on disk: for the core and for those who run the server. Everybody else asks for a view. */
    public SiteState state(Caller caller, SiteId site) {
        Access.check(caller, site, Verb.VIEW);
        return open.shown(site).durable();
    }

    /**
     * All events after a number, at most so many: for the core's readers, of which {@code core.feed.Feed} tells a caller what the
     * caller sees. {@code gap} says that older ones were pruned before they could be read, or are
     * damaged: look at the state instead, and go on from {@code upTo}.
     */
    public Page read(Caller caller, SiteId site, long afterSeq, int max) {
        Access.check(caller, site, Verb.VIEW);
        LocalSite local = open.shown(site);
        long head = local.durable().seq();
        if (afterSeq >= head) {
            return new Page(List.of(), head, afterSeq > head);
        }
        // Not beyond the head that was seen: the state that is looked at next must not be older than the events.
        int most = (int) Math.min(max, head - afterSeq);
        List<LoggedEvent> events = local.tail().read(afterSeq, most).orElseGet(() -> stored(site, afterSeq, most));
        long upTo = events.isEmpty() ? head : events.getLast().seq();
        return new Page(events, upTo, events.isEmpty() || events.getFirst().seq() != afterSeq + 1);
    }

    /** None where the first is damaged: that reads as a gap, since nobody can be stopped by it for ever. */
    private List<LoggedEvent> stored(SiteId site, long afterSeq, int most) {
        try {
            return store.read(site, afterSeq, most);
        } catch (SiteStore.Damaged damage) {
            String what = String.valueOf(damage.getMessage());
            if (!what.equals(damagedLogs.put(site, what))) {
                log.error("{}; readers are told that they missed it", what);
            }
            return List.of();
        }
    }

    /** @param upTo number of the last event that was looked at; the next page begins after it */
    public record Page(List<LoggedEvent> events, long upTo, boolean gap) {}

    /** Waits until there is something after a number, or the time is over. */
    public long awaitAfter(SiteId site, long seq, Duration wall) throws InterruptedException {
        return local(site).awaitAfter(seq, wall.toNanos());
    }

    /** Waits until an execution has ended, or the time is over. Returns the site as it is on disk then. */
    public View awaitEnd(Caller caller, SiteId site, ExecutionId execution, Duration wall) throws InterruptedException {
        Access.check(caller, site, Verb.VIEW);
        return view(caller, local(site).awaitUntil(state -> !state.executions().has(execution), wall.toNanos()));
    }

    /** Of what the caller sees of a site's history: items of one record, oldest first, at most so many. */
    public <H extends HistoryItem> List<H> history(
            Caller caller, SiteId site, Class<H> kind, long fromMs, long toMs, int max) {
        return seen(caller, site, max, most -> history.between(site, kind, fromMs, toMs, most));
    }

    /** Of what the caller sees of a site's history: the newest items of one record, newest first, at most so many. */
    public <H extends HistoryItem> List<H> latest(Caller caller, SiteId site, Class<H> kind, int max) {
        return seen(caller, site, max, most -> history.latest(site, kind, most));
    }

    /** Goes further back as long as what is hidden takes the places of what is not; a history has an end of its own. */
    private <H extends HistoryItem> List<H> seen(Caller caller, SiteId site, int max, IntFunction<List<H>> stored) {
        View view = view(caller, site);
        for (int most = max; ; most = Math.multiplyExact(most, 4)) {
            List<H> found = stored.apply(most);
            List<H> seen = found.stream().filter(view::sees).limit(max).toList();
            if (seen.size() == max || found.size() < most) {
                return seen;
            }
        }
    }

    public <H extends HistoryItem> Optional<H> historyItem(Caller caller, SiteId site, Class<H> kind, String id) {
        View view = view(caller, site);
        return history.item(site, kind, id).filter(view::sees);
    }

    /** The type of a device, as the site knows it. */
    public DeviceType typeOf(View view, Device device) {
        return typeOf(view.state(), device);
    }

    /** The same, for the core. */
    public DeviceType typeOf(SiteState state, Device device) {
        return types.orUnknown(state, device);
    }

    /** The traits of a type of a site. */
    public Traits traits(DeviceType type) {
        return types.traits(type);
    }

    /** The names of states of a device of which each report is news: what its type declares, else the catalogue. */
    public Set<String> momentary(SiteState state, Device device) {
        return types.momentary(typeOf(state, device));
    }

    /** What is damaged, a sentence each: sites that are closed for it, and logs that have lost a part. */
    public List<String> warnings() {
        return Stream.concat(open.warnings(), damagedLogs.values().stream())
                .sorted()
                .toList();
    }

    /** Why writing does not work at the moment; empty where it does. */
    public Optional<String> trouble() {
        return store.trouble().or(committer::trouble);
    }

    LocalSite local(SiteId site) {
        return open.local(site);
    }

    Moment moment() {
        return new Moment(siteClock.millis(), ids, types, limits, declared);
    }
}
