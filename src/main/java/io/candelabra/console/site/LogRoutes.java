package io.candelabra.console.site;

import io.candelabra.console.request.Asked;
import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.request.ConsoleFault;
import io.candelabra.console.site.Documents.LogChain;
import io.candelabra.console.site.Documents.LogLine;
import io.candelabra.console.site.Documents.LogPage;
import io.candelabra.core.access.Refused;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Feed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.Entry;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.model.Stored;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The log of a site, the newest first; and one event of it with all that has the same cause. */
public final class LogRoutes implements RouteSet {
    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final int STRETCH = 500;
    /** One request looks at so many events; where it finds too few among them, the caller goes on from there. */
    private static final int LOOKED_AT = 20_000;
    /** A chain is searched so far before and behind its event. */
    private static final int BEFORE = 2_000;

    private static final int BEHIND = 8_000;
    private static final int LONGEST_CHAIN = 500;
    private static final String EXECUTION_STARTED = Stored.Name.of(SiteEvent.ExecutionStarted.class);
    private static final String EXECUTION_MOVED = Stored.Name.of(SiteEvent.ExecutionMoved.class);

    private final Sites sites;
    private final Attempts attempts;

    public LogRoutes(Sites sites, Webhooks webhooks) {
        this.sites = sites;
        this.attempts = new Attempts(webhooks);
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/sites/{site}/log", this::get).get("/sites/{site}/log/{seq}", this::getBySeq);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /sites/{site}/log", Bodies.answers(LogPage.class),
                "GET /sites/{site}/log/{seq}", Bodies.answers(LogChain.class));
    }

    /** Query: {@code before} (a number of the log), {@code limit}, and as filters {@code device}, {@code who}, {@code dialect}, {@code kind}. */
    Reply get(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        Feed feed = feed(caller, site);
        long head = sites.view(caller.caller(), site).seq();
        int limit = Asked.limit(x, USUAL, MOST);
        Predicate<LogLine> wanted = wanted(x);
        List<LogLine> lines = new ArrayList<>();
        long end = Math.min(head, Asked.number(x, "before", head + 1) - 1);
        long oldest = Math.max(0, end - LOOKED_AT);
        while (end > oldest && lines.size() < limit) {
            long begin = Math.max(oldest, end - STRETCH);
            Feed.Page page = feed.read(begin, (int) (end - begin));
            for (Entry entry : page.entries().reversed()) {
                if (entry.seq() <= end && lines.size() < limit) {
                    line(feed, entry).stream().filter(wanted).forEach(lines::add);
                    end = entry.seq() - 1;
                }
            }
            if (page.gap()) {
                // the rest is not kept any more
                return Reply.ok(new LogPage(lines, lines.size() < limit ? null : (Long) (end + 1), head));
            }
            end = lines.size() < limit ? begin : end;
        }
        return Reply.ok(new LogPage(lines, end > 0 ? (Long) (end + 1) : null, head));
    }

    private static Predicate<LogLine> wanted(Exchange x) {
        String device = Asked.text(x, "device");
        String who = Asked.text(x, "who");
        String dialect = Asked.text(x, "dialect");
        String kind = Asked.text(x, "kind");
        return line -> (device.isEmpty() || line.devices().contains(device))
                && (who.isEmpty() || line.cause().who().equals(who))
                && (dialect.isEmpty() || line.cause().dialect().equals(dialect))
                && (kind.isEmpty() || line.kind().equals(kind));
    }

    /** A line; none for what the caller is not told, and for what cannot be put into words. */
    private static List<LogLine> line(Feed feed, Entry entry) {
        return entry.told()
                .map(told -> feed.words(told, List.<LogLine>of(), () -> List.of(LogWords.line(told))))
                .orElse(List.of());
    }

    private Feed feed(ConsoleCaller caller, SiteId site) {
        return new Feed(sites, caller.caller(), site, ConsoleCaller.NAME);
    }

    Reply getBySeq(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        Feed feed = feed(caller, site);
        String number = x.path("seq");
        if (!number.matches("[1-9][0-9]{0,17}")) {
            throw ConsoleFault.invalid("The address", "ends with the number of an event");
        }
        long seq = Long.parseLong(number);
        LogLine line = feed.read(seq - 1, 1).entries().stream()
                .filter(entry -> entry.seq() == seq)
                .flatMap(entry -> line(feed, entry).stream())
                .findFirst()
                .orElseThrow(() -> Refused.noSuch("event", number));
        Chain chain = chain(feed, line);
        return Reply.ok(new LogChain(
                line,
                chain.lines(),
                chain.whole(),
                // an address to which messages go may hold secrets
                caller.caller().may(site, Verb.CONFIGURE)
                        ? attempts.about(sites.view(caller.caller(), site), chain.lines())
                        : List.of()));
    }

    private record Chain(List<LogLine> lines, boolean whole) {}

    private Chain chain(Feed feed, LogLine line) {
        Predicate<LogLine> belongs = other -> other.seq() == line.seq()
                || !line.cause().request().isEmpty() && other.cause().equals(line.cause())
                || line.execution() != null && line.execution().equals(other.execution());
        List<LogLine> found = new ArrayList<>();
        long at = Math.max(0, line.seq() - BEFORE);
        long end = line.seq() + BEHIND;
        boolean fromStart = at == 0;
        boolean toHead = false;
        while (at < end && found.size() < LONGEST_CHAIN && !toHead) {
            Feed.Page page = feed.read(at, (int) Math.min(STRETCH, end - at));
            // events that are not kept any more may have belonged to it
            fromStart &= !page.gap();
            for (Entry entry : page.entries()) {
                line(feed, entry).stream().filter(belongs).forEach(found::add);
            }
            toHead = page.entries().isEmpty() && !page.gap();
            at = page.upTo();
        }
        boolean full = found.size() >= LONGEST_CHAIN;
        List<LogLine> lines = full ? found.subList(0, LONGEST_CHAIN) : found;
        return new Chain(lines, (fromStart || begins(lines)) && !full && (toHead || ends(lines)));
    }

    /** Whether every execution of the chain begins in it. Nothing comes before the request that started one. */
    private static boolean begins(List<LogLine> lines) {
        Set<String> started = executions(lines, EXECUTION_STARTED, phase -> true);
        return !started.isEmpty()
                && lines.getFirst().kind().equals(EXECUTION_STARTED)
                && started.equals(executions(lines, "", phase -> true));
    }

    /** Whether every execution of the chain ends in it. */
    private static boolean ends(List<LogLine> lines) {
        Set<String> ended =
                executions(lines, EXECUTION_MOVED, phase -> Phase.valueOf(phase).ended());
        return !ended.isEmpty() && ended.equals(executions(lines, "", phase -> true));
    }

    /** The executions of which lines of a kind tell; of all kinds where that is empty. */
    private static Set<String> executions(List<LogLine> lines, String kind, Predicate<String> phase) {
        return lines.stream()
                .filter(line -> kind.isEmpty() || line.kind().equals(kind))
                .filter(line -> line.phase() == null || phase.test(line.phase()))
                .flatMap(line -> Stream.ofNullable(line.execution()))
                .collect(Collectors.toSet());
    }
}
