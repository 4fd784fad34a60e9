package io.candelabra.console.site;

import io.candelabra.console.request.Asked;
import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.request.ConsoleFault;
import io.candelabra.console.site.Documents.DevicePatch;
import io.candelabra.console.site.Documents.Told;
import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Feed;
import io.candelabra.core.feed.RenderedTail;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.Entry;
import io.candelabra.core.view.View;
import io.candelabra.model.DeviceId;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a site as they become durable, as server-sent events: {@code hello} with the position, {@code line} for each event that
 * the caller sees, {@code gap} where some are not kept any more, {@code rights} where those of the listener have changed, {@code end}
 * where the listener hears no more. The id of each is its number in the log, so a browser that comes back goes on where it was.
 */
public final class EventsRoutes implements RouteSet {
    private static final Logger log = LoggerFactory.getLogger(EventsRoutes.class);
    private static final int STRETCH = 200;
    /** A listener that is further behind is told so, and goes on from now: it looks at things as they are instead. */
    private static final long FURTHEST_BEHIND = 20_000;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    /** @param head the event up to which everything is known */
    private record Hello(long head) {}

    /** @param from the first event that is not told, @param to the last */
    private record Gap(long from, long to) {}

    /** @param signedOut whether the listener's proof is worth nothing any more; else the site alone is lost, perhaps for a while */
    private record End(String why, boolean signedOut) {}

    /** @param rights what the listener may do in the site from now on */
    private record Rights(List<String> rights) {}

    private record Readers(SiteId site, Object keptBack) {}

    private final Sites sites;
    private final Words words;
    private final Listening listening;
    private final RenderedTail rendered = new RenderedTail();

    public EventsRoutes(Sites sites, Words words, Listening listening) {
        this.sites = sites;
        this.words = words;
        this.listening = listening;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/sites/{site}/events", this::get);
    }

    /** Header {@code Last-Event-ID} or query {@code after}: the last event that is known; the newest where neither is given. */
    Reply get(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        long head = sites.view(caller.caller(), site).seq();
        String last = x.header("Last-Event-ID").orElse("");
        if (!last.isEmpty() && !last.matches("[0-9]{1,18}")) {
            throw ConsoleFault.invalid("Last-Event-ID", "has to be the number of an event");
        }
        long from = last.isEmpty() ? Asked.number(x, "after", head) : Long.parseLong(last);
        listening.admit(caller.account().id());
        Runnable cutter = x.cutter();
        return Reply.stream("text/event-stream", out -> tell(out, caller, site, from, cutter))
                .header("Cache-Control", "no-store");
    }

    private void tell(OutputStream out, ConsoleCaller who, SiteId site, long from, Runnable cutter) throws IOException {
        try (Listening.Ear ear = listening.open(who.account().id(), site, cutter)) {
            new Listener(out, ear, who, site).run(from);
        } catch (InterruptedException stopped) {
            // the server ends, and this answer with it, in order: the thread still has to close it
            log.debug("a listener of {} is let go", site);
        }
    }

    /** One listener. */
    private final class Listener {
        private final OutputStream out;
        private final Listening.Ear ear;
        private final ConsoleCaller who;
        private final SiteId site;

        Listener(OutputStream out, Listening.Ear ear, ConsoleCaller who, SiteId site) {
            this.out = out;
            this.ear = ear;
            this.who = who;
            this.site = site;
        }

        void run(long from) throws IOException, InterruptedException {
            long at = from;
            send("hello", at, Json.write(new Hello(at)));
            flush();
            List<String> rights = rights(who.caller());
            while (!ear.isOver()) {
                Optional<Caller> caller = who.now().get();
                if (caller.isEmpty()) {
                    send("end", at, Json.write(new End("You are signed out.", true)));
                    return;
                }
                List<String> now = rights(caller.get());
                if (!now.equals(rights)) {
                    rights = now;
                    send("rights", at, Json.write(new Rights(now)));
                    flush();
                }
                try {
                    at = next(at, caller.get());
                } catch (Refused refused) {
                    send("end", at, Json.write(new End("The site cannot be read just now, or not any more.", false)));
                    return;
                }
            }
        }

        private List<String> rights(Caller caller) {
            return caller.grant(site)
                    .map(grant ->
                            grant.verbs().stream().map(Enum::name).sorted().toList())
                    .orElse(List.of());
        }

        /** Tells what there is after a number, or waits for it. */
        private long next(long after, Caller caller) throws IOException, InterruptedException {
            Feed feed = new Feed(sites, caller, site, ConsoleCaller.NAME);
            View view = sites.view(caller, site);
            if (view.seq() - after > FURTHEST_BEHIND) {
                send("gap", view.seq(), Json.write(new Gap(after + 1, view.seq())));
                flush();
                return view.seq();
            }
            Feed.Page page = feed.read(after, STRETCH);
            if (page.gap()) {
                long first = page.entries().isEmpty()
                        ? page.upTo() + 1
                        : page.entries().getFirst().seq();
                send("gap", first - 1, Json.write(new Gap(after + 1, first - 1)));
            }
            // how things are is told from behind the events, also to those who are told later what was put into words
            // here
            View behind = page.view();
            Readers readers = new Readers(site, behind.keptBack());
            for (Entry entry : page.entries()) {
                if (entry.told().isPresent()) {
                    byte[] told = rendered.of(readers, entry.told().get(), event -> words(feed, event, behind));
                    if (told.length > 0) {
                        send("line", entry.seq(), told);
                    }
                }
            }
            if (page.entries().isEmpty() && !page.gap()) {
                if (sites.awaitAfter(site, after, LOOK_AGAIN) <= after) {
                    write(": \n\n".getBytes(StandardCharsets.UTF_8));
                    flush();
                }
                return after;
            }
            flush();
            return page.upTo();
        }

        private void send(String event, long id, byte[] json) throws IOException {
            write(("event: " + event + "\nid: " + id + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            write(json);
            write("\n\n".getBytes(StandardCharsets.UTF_8));
        }

        private void write(byte[] bytes) throws IOException {
            ear.writing(true);
            out.write(bytes);
            ear.writing(false);
        }

        private void flush() throws IOException {
            ear.writing(true);
            out.flush();
            ear.writing(false);
        }
    }

    private byte[] words(Feed feed, LoggedEvent event, View view) {
        return feed.words(event, new byte[0], () -> Json.write(told(event, view)));
    }

    private Told told(LoggedEvent logged, View view) {
        List<DevicePatch> devices = moved(logged.event())
                .flatMap(id -> words.patch(view, id).stream())
                .toList();
        return new Told(
                LogWords.line(logged),
                devices,
                logged.event() instanceof SiteEvent.DevicePut put
                        ? view.device(put.device().id())
                                .map(device -> words.card(view, device))
                                .orElse(null)
                        : null);
    }

    private static Stream<DeviceId> moved(SiteEvent event) {
        if (event instanceof SiteEvent.StatesChanged changed) {
            return changed.changes().stream().map(SiteEvent.DeviceStates::device);
        }
        return event instanceof SiteEvent.AvailabilityChanged changed ? Stream.of(changed.device()) : Stream.empty();
    }
}
