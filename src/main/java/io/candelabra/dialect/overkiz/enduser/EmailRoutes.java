package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Resource.Account;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** Whether the person who asks reads the letters to its mail address. */
public final class EmailRoutes implements RouteSet {
    private record Validated(boolean emailValidated) {}

    private final Accounts accounts;
    private final PersonLetters letters;

    public EmailRoutes(Accounts accounts, PersonLetters letters) {
        this.accounts = accounts;
        this.letters = letters;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/enduser/email/validation", this::postValidation)
                .post("/enduser/email/validation/{token}", this::postValidationByToken);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of("POST /enduser/email/validation/{token}", Bodies.answers(Validated.class));
    }

    /** A letter with a token goes to the address; one in five minutes. The token of the letter before is worth nothing then. */
    public Reply postValidation(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Account account = accounts.account(session.account())
                .filter(a -> !PersonLetters.address(a).isEmpty())
                .orElseThrow(() -> OverkizFault.noSuch("mail address", session.account()));
        if (!accounts.mayBeWritten(account.id())) {
            throw OverkizFault.quota();
        }
        letters.validateEmail(account, session.cause());
        return Reply.emptyOk();
    }

    public Reply postValidationByToken(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        if (!letters.emailValidated(session.account(), x.path("token"), session.cause())) {
            throw OverkizFault.wornToken();
        }
        return Reply.ok(new Validated(true));
    }
}
