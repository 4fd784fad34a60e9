package io.candelabra.dialect.sustainder.auth;

import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Login;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Filter;
import io.candelabra.wire.http.Handler;
import io.candelabra.wire.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Stands around every request: a token or a name with a password becomes an {@link ApiCaller} with the applications of
 * that account. Only the calls that give or mend a proof need none.
 */
public final class SustainderAuth implements Filter {
    /** How this dialect is called in bindings and causes. */
    public static final String DIALECT = "sustainder";

    private static final Set<String> OPEN = Set.of(
            "POST /auth/jwt",
            "POST /auth/jwt/refresh",
            "POST /auth/reset-password",
            "POST /auth/reset-password/confirm",
            "POST /jwt",
            "POST /jwt/refresh");
    private static final String JWT = "jwt ";
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final Accounts accounts;
    private final Tokens tokens;

    public SustainderAuth(Accounts accounts, Tokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @Override
    public Reply around(Exchange x, Handler next) throws Exception {
        boolean open =
                x.route().map(r -> OPEN.contains(r.method() + " " + r.path())).orElse(false);
        if (!open) {
            Account account = prove(x);
            x.put(
                    ApiCaller.KEY,
                    new ApiCaller(
                            account,
                            applications(account),
                            cause(x, account),
                            x.query(ApiCaller.ARTKEY).isPresent()));
        }
        return next.handle(x);
    }

    private static Cause cause(Exchange x, Account account) {
        return new Cause(DIALECT, account.id(), x.traceId());
    }

    private Account prove(Exchange x) {
        String proof = x.header("Authorization").orElseThrow(SustainderFault::notAuthenticated);
        String scheme = proof.toLowerCase(Locale.ROOT);
        if (scheme.startsWith(JWT)) {
            return byToken(proof.substring(JWT.length()).strip());
        }
        if (scheme.startsWith(BEARER)) {
            return byToken(proof.substring(BEARER.length()).strip());
        }
        if (scheme.startsWith(BASIC)) {
            return byPassword(x, proof.substring(BASIC.length()).strip());
        }
        throw SustainderFault.notAuthenticated();
    }

    private Account byToken(String token) {
        Optional<Tokens.Claims> claims = tokens.read(token);
        return claims.flatMap(c -> accounts.account(c.account()).filter(a -> tokens.fits(c, a)))
                .orElseThrow(() -> new SustainderFault(401, "Invalid or expired token."));
    }

    private Account byPassword(Exchange x, String encoded) {
        String clear;
        try {
            clear = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            throw SustainderFault.wrongCredentials();
        }
        int colon = clear.indexOf(':');
        if (colon < 0) {
            throw SustainderFault.wrongCredentials();
        }
        return known(accounts.basic(
                clear.substring(0, colon),
                clear.substring(colon + 1),
                x.remoteAddress().getHostString()));
    }

    static Account known(Login login) {
        return switch (login) {
            case Login.Known known -> known.account();
            case Login.Wrong ignored -> throw SustainderFault.wrongCredentials();
            case Login.TooMany ignored -> throw new SustainderFault(429, "Too many wrong passwords; try again later.");
        };
    }

    private List<Application> applications(Account account) {
        Function<FaceBinding, Caller> callers = accounts.callers(account);
        return accounts.bindings(DIALECT, account.id()).stream()
                .flatMap(binding -> application(binding, callers.apply(binding)).stream())
                .toList();
    }

    /** A binding that is named by no number is no application of this API; the account's others are. */
    public static Optional<Application> application(FaceBinding binding, Caller caller) {
        return Optional.of(binding.address())
                .filter(address -> address.matches("[0-9]{1,9}"))
                .map(number -> new Application(Integer.parseInt(number), binding, caller));
    }
}
