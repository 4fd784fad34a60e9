package io.candelabra.dialect.overkiz.history;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.HistoryItem.DeviceEvent;
import io.candelabra.model.HistoryItem.EndedExecution;
import io.candelabra.model.HistoryItem.EndedJob;
import io.candelabra.model.HistoryItem.Notification;
import io.candelabra.model.HistoryItem.Visit;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The past, newest first; at most {@value #MOST} of a kind. */
public final class HistoryRoutes implements RouteSet {
    private static final int MOST = 200;

    @Override
    public void routes(Routes routes) {
        routes.get("/history/devicesEvent/{eventId}", this::getDevicesEventByEventId)
                .get("/history/devicesEvent", this::getDevicesEvent)
                .get("/history/executions/{execId}", this::getExecutionsByExecId)
                .get("/history/executions", this::getExecutions)
                .get("/history/lastExecutions", this::getLastExecutions)
                .get("/history", this::get)
                .delete("/history", this::delete)
                .get("/history/notificationEvents", this::getNotificationEvents)
                .get("/history/accessAudit/{from}/{to}", this::getAccessAuditByFromAndTo);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /history/devicesEvent/{eventId}", Bodies.answers(PastDocument.class),
                "GET /history/devicesEvent", Bodies.listOf(DeviceEventDocument.class),
                "GET /history/executions/{execId}", Bodies.answers(PastDocument.class),
                "GET /history/executions", Bodies.listOf(PastExecutionDocument.class),
                "GET /history/lastExecutions", Bodies.listOf(PastExecutionDocument.class),
                "GET /history", Bodies.listOf(PastDocument.class),
                "GET /history/notificationEvents", Bodies.listOf(NotificationDocument.class),
                "GET /history/accessAudit/{from}/{to}", Bodies.answers(AccessAuditDocument.class));
    }

    /** One fault or warning, as {@code {"deviceEvent":…}}. */
    public Reply getDevicesEventByEventId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String id = x.path("eventId");
        return session.sites()
                .historyItem(session.caller(), session.site(), DeviceEvent.class, id)
                .map(e -> Reply.ok(new PastDocument(null, DeviceEventDocument.of(e))))
                .orElseThrow(() -> Refused.noSuch("device event", id));
    }

    public Reply getDevicesEvent(Exchange x) {
        return Reply.ok(deviceEvents(OverkizSession.of(x)).stream()
                .map(DeviceEventDocument::of)
                .toList());
    }

    /** One execution that ended, as {@code {"execution":…}}. */
    public Reply getExecutionsByExecId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        String id = x.path("execId");
        return session.sites()
                .historyItem(session.caller(), session.site(), EndedExecution.class, id)
                .map(e -> Reply.ok(new PastDocument(PastExecutionDocument.of(state, e), null)))
                .orElseThrow(() -> Refused.noSuch("execution", id));
    }

    public Reply getExecutions(Exchange x) {
        return getLastExecutions(x);
    }

    public Reply getLastExecutions(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return Reply.ok(executions(session).stream()
                .map(e -> PastExecutionDocument.of(state, e))
                .toList());
    }

    /** Executions and device events in one list; each stands in an object that tells which it is. */
    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        List<HistoryItem> items = new ArrayList<>(executions(session));
        items.addAll(deviceEvents(session));
        items.sort(Comparator.comparingLong(HistoryItem::atMs).reversed());
        List<PastDocument> shown = new ArrayList<>(items.size());
        for (HistoryItem item : items) {
            switch (item) {
                case EndedExecution ended -> shown.add(new PastDocument(PastExecutionDocument.of(state, ended), null));
                case DeviceEvent event -> shown.add(new PastDocument(null, DeviceEventDocument.of(event)));
                case EndedJob ignored -> throw new IllegalStateException("not asked for");
                case Notification ignored -> throw new IllegalStateException("not asked for");
                case Visit ignored -> throw new IllegalStateException("not asked for");
            }
        }
        return Reply.ok(shown);
    }

    /** Erases the setup's executions, long work and device events, nothing else; refused where the setup shows only a part of a site. */
    public Reply delete(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        // a token of the local gateway runs devices; it erases nothing of their owner
        if (session.local() || !session.state().everything()) {
            throw new Refused(new Refused.Rights(Verb.ADMINISTER, session.site()));
        }
        session.submit(new Command.EraseHistory());
        return Reply.noContent();
    }

    public Reply getNotificationEvents(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return Reply.ok(session.sites().latest(session.caller(), session.site(), Notification.class, MOST).stream()
                .map(NotificationDocument::of)
                .toList());
    }

    /** The visits between two moments, ms since 1970, both included. Administrators of the setup alone see them. */
    public Reply getAccessAuditByFromAndTo(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        session.caller().need(session.site(), Verb.ADMINISTER);
        long from = time(x.path("from"));
        long to = time(x.path("to"));
        if (from > to) {
            throw OverkizFault.invalid("Invalid period : from is after to");
        }
        List<Visit> visits = session.sites().history(session.caller(), session.site(), Visit.class, from, to, MOST + 1);
        return Reply.ok(AccessAuditDocument.of(visits, from, to, MOST));
    }

    private static long time(String text) {
        boolean number = !text.isEmpty() && text.length() <= 15 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw OverkizFault.invalid("Invalid time : " + text.substring(0, Math.min(40, text.length())));
        }
        return Long.parseLong(text);
    }

    private static List<EndedExecution> executions(OverkizSession session) {
        return session.sites().latest(session.caller(), session.site(), EndedExecution.class, MOST);
    }

    private static List<DeviceEvent> deviceEvents(OverkizSession session) {
        return session.sites().latest(session.caller(), session.site(), DeviceEvent.class, MOST);
    }
}
