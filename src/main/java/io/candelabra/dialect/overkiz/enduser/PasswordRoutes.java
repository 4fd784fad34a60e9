package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Login;
import io.candelabra.core.account.PasswordStrength;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Resource.Account;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;
import java.util.Optional;

/** The password of the person who asks. */
public final class PasswordRoutes implements RouteSet {
    private static final int LONGEST = 1_000;

    private record Change(String oldPassword, String newPassword) {}

    private final Accounts accounts;

    public PasswordRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/enduser/password", this::post);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of("POST /enduser/password", Bodies.takes(Change.class));
    }

    /** All other sessions of the account end. A wrong old password counts as a guess at a log-in. */
    public Reply post(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        RequestBody body = RequestBody.of(x);
        String old = body.text("oldPassword").orElse("");
        String fresh = body.text("newPassword").orElse("");
        check(fresh, session.account(), old);
        Account seen =
                switch (accounts.login(session.account(), old, x.remoteAddress().getHostString())) {
                    case Login.Known known -> known.account();
                    // the session stands, so this is no lack of proof: a client must not think that its own is over
                    case Login.Wrong ignored -> throw new OverkizFault(400, "AUTHENTICATION_ERROR", "Bad credentials");
                    case Login.TooMany ignored -> throw OverkizFault.quota();
                };
        if (!accounts.because(session.cause()).changePassword(seen, fresh, Optional.of(session.id()))) {
            throw new OverkizFault(400, "AUTHENTICATION_ERROR", "Bad credentials");
        }
        return Reply.emptyOk();
    }

    /** Refuses a password that is easy to guess. */
    static void check(String password, String user, String old) {
        if (password.length() > LONGEST) {
            throw OverkizFault.invalid("Invalid password : at most " + LONGEST + " characters are needed");
        }
        PasswordStrength.weakness(password, user, old).ifPresent(why -> {
            throw OverkizFault.invalid("Invalid password : " + why);
        });
    }
}
