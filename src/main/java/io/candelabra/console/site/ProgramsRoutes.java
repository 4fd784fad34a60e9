package io.candelabra.console.site;

import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.site.Documents.KeyRow;
import io.candelabra.console.site.Documents.ListenerRow;
import io.candelabra.console.site.Documents.ProgramRow;
import io.candelabra.console.site.Documents.Programs;
import io.candelabra.console.site.Documents.SessionRow;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Sessions;
import io.candelabra.model.Grant;
import io.candelabra.model.Label;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Integration;
import io.candelabra.model.Resource.Session;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who has access to a site: programs that were let in, keys, sessions, listeners; and the end of each. For administrators of the
 * site. A key or session that opens other sites as well is shown to whoever administers all of them.
 */
public final class ProgramsRoutes implements RouteSet {
    private static final int MOST = 1_000;
    /** So many letters of what is kept of a key or a session name it here. */
    private static final int SHORT = 12;
    /** The origin of programs that the settings file declares. */
    private static final String FILE = "file";

    private final Accounts accounts;
    private final Listening listening;

    public ProgramsRoutes(Accounts accounts, Listening listening) {
        this.accounts = accounts;
        this.listening = listening;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/sites/{site}/programs", this::get)
                .delete("/sites/{site}/programs/{name}", this::deleteByName)
                .delete("/sites/{site}/keys/{key}", this::deleteKeyByKey)
                .delete("/sites/{site}/sessions/{session}", this::deleteSessionBySession);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of("GET /sites/{site}/programs", Bodies.answers(Programs.class));
    }

    private static SiteId administered(ConsoleCaller caller, Exchange x) {
        SiteId site = caller.site(x);
        caller.caller().need(site, Verb.ADMINISTER);
        return site;
    }

    // ---- looking ----

    /** At most a thousand of each. */
    Reply get(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = administered(caller, x);
        List<Sessions.Key> keys = accounts.sessions().keys(key(caller, site));
        List<Session> sessions = accounts.sessions().open(session(caller, site));
        return Reply.ok(new Programs(
                programs(site)
                        .limit(MOST)
                        .map(each -> row(each, keys, sessions))
                        .toList(),
                keys.stream().limit(MOST).map(ProgramsRoutes::row).toList(),
                sessions.stream().limit(MOST).map(each -> row(caller, each)).toList(),
                listening.at(site).entrySet().stream()
                        .map(each -> new ListenerRow(each.getKey(), each.getValue()))
                        .toList()));
    }

    private Stream<Integration> programs(SiteId site) {
        return accounts.integrations().all().stream().filter(each -> each.site().equals(site));
    }

    private Predicate<AccessKey> key(ConsoleCaller caller, SiteId site) {
        return key -> within(caller, site, key.binding(), key.account());
    }

    private Predicate<Session> session(ConsoleCaller caller, SiteId site) {
        return session -> within(caller, site, session.binding(), session.account());
    }

    /** Whether it opens this site, and no other that the caller does not administer. */
    private boolean within(ConsoleCaller caller, SiteId site, String binding, String account) {
        Optional<FaceBinding> shown = accounts.binding(binding);
        if (shown.isPresent()) {
            return shown.get().site().equals(site);
        }
        List<Grant> grants = accounts.account(account).map(Account::grants).orElse(List.of());
        return grants.stream().anyMatch(grant -> grant.site().equals(site))
                && grants.stream().allMatch(grant -> caller.caller().may(grant.site(), Verb.ADMINISTER));
    }

    private ProgramRow row(Integration program, List<Sessions.Key> keys, List<Session> sessions) {
        List<String> rights = accounts.account(program.account()).stream()
                .flatMap(account -> account.grants().stream())
                .filter(grant -> grant.site().equals(program.site()))
                .flatMap(grant -> grant.verbs().stream().map(Enum::name).sorted())
                .toList();
        Stream<Long> shown = keys.stream()
                .filter(each -> program.keys().contains(each.key().id()))
                .flatMap(each -> each.usedMs().stream());
        Stream<Long> used = sessions.stream()
                .filter(each -> each.account().equals(program.account()))
                .map(Session::usedMs);
        return new ProgramRow(
                program.id(),
                program.dialect(),
                program.way().name().toLowerCase(Locale.ROOT),
                program.account(),
                rights,
                program.origin(),
                program.createdMs(),
                Stream.concat(shown, used).max(Long::compare).orElse(null),
                program.keys().size(),
                program.origin().equals(FILE));
    }

    private static KeyRow row(Sessions.Key shown) {
        AccessKey key = shown.key();
        return new KeyRow(
                shortened(key.id()),
                key.name(),
                key.dialect(),
                key.account(),
                key.createdMs(),
                shown.usedMs().orElse(null));
    }

    private static SessionRow row(ConsoleCaller caller, Session session) {
        return new SessionRow(
                shortened(session.id()),
                session.account(),
                session.dialect(),
                Sessions.address(session),
                session.createdMs(),
                session.usedMs(),
                caller.session().filter(session.id()::equals).isPresent());
    }

    private static String shortened(String id) {
        return id.substring(0, Math.min(SHORT, id.length()));
    }

    // ---- ending ----

    Reply deleteByName(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = administered(caller, x);
        String name = x.path("name");
        Integration program = programs(site)
                .filter(each -> each.id().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.noSuch("program", Label.shown(name)));
        if (program.origin().equals(FILE)) {
            throw new Refused(
                    new Refused.Conflict(program.id() + " is declared in the settings file: take it out there"));
        }
        accounts.integrations().because(caller.cause()).revoke(program.id());
        return Reply.noContent();
    }

    Reply deleteKeyByKey(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = administered(caller, x);
        String id = x.path("key");
        AccessKey key = accounts.sessions().keys(key(caller, site)).stream()
                .map(Sessions.Key::key)
                .filter(each -> shortened(each.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.noSuch("key", Label.shown(id)));
        accounts.sessions().revoke(key, caller.cause());
        return Reply.noContent();
    }

    Reply deleteSessionBySession(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = administered(caller, x);
        String id = x.path("session");
        Session session = accounts.sessions().open(session(caller, site)).stream()
                .filter(each -> shortened(each.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.noSuch("session", Label.shown(id)));
        accounts.sessions().end(session.id());
        return Reply.noContent();
    }
}
