package io.candelabra.core.feed;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.Entry;
import io.candelabra.core.view.View;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader of a site's log: a webhook, a listener, a subscription. It reads on from its position, is told the events that its caller sees,
 * and puts them into its own words. An event that cannot be put into words is set aside, and the reader goes on behind it.
 *
 * <p>That the site or its store cannot be read just now, or that the reader may not, is no fault of what is told: it is thrown,
 * and the reader stays where it is.
 *
 * @param reader subject of the alert where something is set aside
 */
public record Feed(Sites sites, Caller caller, SiteId site, String reader) {
    private static final Logger log = LoggerFactory.getLogger(Feed.class);

    /** Events after a number, at most so many, as the caller is told of them: see {@link Sites#read}. */
    public Page read(long after, int max) {
        Sites.Page page = sites.read(caller, site, after, max);
        View view = sites.view(caller, site);
        return new Page(page.events().stream().map(view::entry).toList(), page.upTo(), page.gap(), view);
    }

    /**
     * @param upTo number of the last event that was looked at; the next page begins after it
     * @param view the site as the caller sees it once all of these events have happened: what is told of an event together with how
     *     things are is taken from here, never from an earlier moment
     */
    public record Page(List<Entry> entries, long upTo, boolean gap, View view) {}

    /**
     * An event in the reader's words.
     *
     * @param none the answer if the event has to be set aside
     */
    public <T> T words(LoggedEvent event, T none, Supplier<T> words) {
        try {
            return words.get();
        } catch (RuntimeException | StackOverflowError failed) {
            String kind = event.event().getClass().getSimpleName();
            return setAside("the event " + event.seq() + " (" + kind + ")", none, failed);
        }
    }

    /**
     * Something else in the reader's words, such as how things are now.
     *
     * @param what the thing in words, as people are told if it has to be set aside
     */
    public <T> T words(String what, T none, Supplier<T> words) {
        try {
            return words.get();
        } catch (RuntimeException | StackOverflowError failed) {
            return setAside(what, none, failed);
        }
    }

    private <T> T setAside(String what, T none, Throwable failed) {
        switch (failed) {
            case Refused refused
            when refused.reason() == Refused.Reason.UNAVAILABLE || refused.reason() == Refused.Reason.FORBIDDEN ->
                throw refused;
            // a damaged row stays damaged
            case StoreFailed unreadable when !(unreadable instanceof Damaged) -> throw unreadable;
            default -> {}
        }
        sites.submitAsync(
                        Caller.CORE,
                        site,
                        new Command.SetAside(Alert.Subject.of(reader), what, Command.SetAside.why(failed)),
                        Cause.CLOCK)
                .whenComplete((told, refused) -> {
                    if (refused != null || told) {
                        log.warn("site {}: {} cannot be told to {} and is passed by", site, what, reader, failed);
                    }
                });
        return none;
    }
}
