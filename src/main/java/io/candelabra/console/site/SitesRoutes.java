package io.candelabra.console.site;

import io.candelabra.console.request.Asked;
import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.request.ConsoleFault;
import io.candelabra.console.site.Documents.AreaRow;
import io.candelabra.console.site.Documents.SiteList;
import io.candelabra.console.site.Documents.SiteRow;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.feed.SiteFigures;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The caller's sites, in a few numbers each; and the areas of one. */
public final class SitesRoutes implements RouteSet {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final Sites sites;
    private final SiteFigures figures;

    public SitesRoutes(Sites sites, SiteFigures figures) {
        this.sites = sites;
        this.figures = figures;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/sites", this::get)
                .get("/sites/{site}", this::getBySite)
                .get("/sites/{site}/areas", this::getBySiteAreas);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /sites", Bodies.answers(SiteList.class),
                "GET /sites/{site}", Bodies.answers(SiteRow.class),
                "GET /sites/{site}/areas", Bodies.listOf(AreaRow.class));
    }

    /** Query: {@code q}, {@code sort} (name, devices, unreachable, alerts, waiting, last; with a minus the other way round), {@code limit}, {@code after}. */
    Reply get(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        String wanted = Asked.text(x, "q").toLowerCase(Locale.ROOT);
        int limit = Asked.limit(x, USUAL, MOST);
        int from = (int) Math.min(Integer.MAX_VALUE, Asked.number(x, "after", 0));
        Comparator<SiteRow> order = order(Asked.text(x, "sort"));
        List<SiteRow> rows = new ArrayList<>();
        for (Grant grant : caller.caller().grants()) {
            if (grant.verbs().contains(Verb.VIEW) && !grant.site().equals(Accounts.SYSTEM)) {
                SiteRow row = row(caller, grant.site());
                if (row.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || row.site().toLowerCase(Locale.ROOT).contains(wanted)) {
                    rows.add(row);
                }
            }
        }
        rows.sort(order);
        int begin = Math.min(from, rows.size());
        int end = (int) Math.min((long) begin + limit, rows.size());
        return Reply.ok(
                new SiteList(rows.subList(begin, end), rows.size(), end < rows.size() ? Integer.toString(end) : null));
    }

    Reply getBySite(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        caller.caller().need(site, Verb.VIEW);
        return Reply.ok(row(caller, site));
    }

    private static Comparator<SiteRow> order(String sort) {
        boolean down = sort.startsWith("-");
        Comparator<SiteRow> byName = Comparator.comparing(
                        (SiteRow row) -> row.name().toLowerCase(Locale.ROOT))
                .thenComparing(SiteRow::site);
        Comparator<SiteRow> order =
                switch (down ? sort.substring(1) : sort) {
                    case "", "name" -> byName;
                    case "devices" -> Comparator.comparingInt(SiteRow::devices);
                    case "unreachable" -> Comparator.comparingInt(SiteRow::unreachable);
                    case "alerts" -> Comparator.comparingInt(SiteRow::alerts);
                    case "waiting" -> Comparator.comparingInt(SiteRow::waiting);
                    case "last" -> Comparator.comparingLong(row -> row.lastMs() == null ? 0 : row.lastMs());
                    default ->
                        throw ConsoleFault.invalid(
                                "sort", "has to be one of name, devices, unreachable, alerts, waiting, last");
                };
        return (down ? order.reversed() : order).thenComparing(byName);
    }

    /** A site that cannot be read just now is told as such, and keeps nobody from the others. */
    private SiteRow row(ConsoleCaller caller, SiteId site) {
        List<String> rights = caller.caller()
                .grant(site)
                .map(grant -> grant.verbs().stream().map(Enum::name).sorted().toList())
                .orElse(List.of());
        try {
            View view = sites.view(caller.caller(), site);
            SiteFigures.Figures now = figures.of(view);
            return new SiteRow(
                    site.value(),
                    name(view),
                    now.devices(),
                    now.unreachable(),
                    now.alerts(),
                    now.waiting(),
                    now.lastMs() == 0 ? null : now.lastMs(),
                    rights,
                    null);
        } catch (Refused refused) {
            if (refused.reason() != Refused.Reason.UNAVAILABLE) {
                throw refused;
            }
            return new SiteRow(site.value(), site.value(), 0, 0, 0, 0, null, rights, refused.sentence());
        }
    }

    static String name(View view) {
        return view.resource(Resource.Profile.class, "site")
                .map(Resource.Profile::name)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> view.site().value());
    }

    /** One pass over the devices. */
    Reply getBySiteAreas(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        View view = sites.view(caller.caller(), caller.site(x));
        Map<String, Integer> counts = new HashMap<>();
        view.devices().forEach(device -> counts.merge(device.area(), 1, Integer::sum));
        List<AreaRow> areas = view.resources(Resource.Area.class).stream()
                .filter(view::sees)
                .map(area -> new AreaRow(area.id(), area.parent(), area.label(), counts.getOrDefault(area.id(), 0)))
                .toList();
        return Reply.ok(areas);
    }
}
