package io.candelabra.console;

import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.request.ConsoleFault;
import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Login;
import io.candelabra.core.account.Unbound;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.Session;
import io.candelabra.wire.http.AnotherSite;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Filter;
import io.candelabra.wire.http.Handler;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Stands around every request of the console: a session's cookie, or name and password with each request, becomes a
 * {@link ConsoleCaller}. Nothing is written for a page of another site.
 */
final class ConsoleAuth implements Filter {
    /** Only this host, by TLS alone, and never a page of another site: browsers hold cookies of this name to that. */
    static final String COOKIE = "__Host-candelabra";

    private static final String BASIC = "basic ";
    private static final Set<String> OPEN = Set.of("GET /welcome", "POST /sign-in", "GET /openapi.json");

    private final Accounts accounts;

    ConsoleAuth(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Reply around(Exchange x, Handler next) throws Exception {
        if (x.method() != Method.GET && x.method() != Method.HEAD && AnotherSite.asks(x)) {
            throw ConsoleFault.otherSite();
        }
        if (x.route().map(r -> isOpen(r.method(), r.path())).orElse(false)) {
            x.cookie(COOKIE)
                    .flatMap(secret -> bySession(x, secret))
                    .ifPresent(known -> x.put(ConsoleCaller.KEY, known));
            return next.handle(x);
        }
        x.put(ConsoleCaller.KEY, prove(x));
        return next.handle(x);
    }

    /** Whether a route takes no proof. */
    static boolean isOpen(Method method, String path) {
        return OPEN.contains(method + " " + path);
    }

    private ConsoleCaller prove(Exchange x) {
        Optional<String> basic = x.header("Authorization")
                .filter(proof -> proof.toLowerCase(Locale.ROOT).startsWith(BASIC))
                .map(proof -> proof.substring(BASIC.length()).strip());
        return basic.isPresent()
                ? byPassword(x, basic.get())
                : x.cookie(COOKIE).flatMap(secret -> bySession(x, secret)).orElseThrow(ConsoleFault::unknownCaller);
    }

    private Optional<ConsoleCaller> bySession(Exchange x, String secret) {
        Optional<Session> session =
                accounts.sessions().use(secret).filter(s -> s.dialect().equals(ConsoleCaller.NAME));
        return session.flatMap(s -> accounts.account(s.account())
                .map(account -> caller(x, account, Optional.of(s.id()), () -> accounts.sessions()
                        .use(secret)
                        .flatMap(still -> accounts.account(still.account()))
                        .map(still -> Unbound.caller(accounts, still)))));
    }

    private ConsoleCaller byPassword(Exchange x, String encoded) {
        String clear;
        try {
            clear = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            throw ConsoleFault.wrongPassword();
        }
        int colon = clear.indexOf(':');
        if (colon < 0) {
            throw ConsoleFault.wrongPassword();
        }
        Account account = known(accounts.basic(
                clear.substring(0, colon),
                clear.substring(colon + 1),
                x.remoteAddress().getHostString()));
        return caller(x, account, Optional.empty(), () -> accounts.account(account.id())
                .filter(still -> still.passwordHash().equals(account.passwordHash()))
                .map(still -> Unbound.caller(accounts, still)));
    }

    static Account known(Login login) {
        return switch (login) {
            case Login.Known known -> known.account();
            case Login.Wrong ignored -> throw ConsoleFault.wrongPassword();
            case Login.TooMany ignored -> throw ConsoleFault.tooManyGuesses();
        };
    }

    private ConsoleCaller caller(
            Exchange x, Account account, Optional<String> session, Supplier<Optional<Caller>> now) {
        Cause cause = new Cause(ConsoleCaller.NAME, account.id(), x.traceId());
        return new ConsoleCaller(account, Unbound.caller(accounts, account), session, cause, now);
    }
}
