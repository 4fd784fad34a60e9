package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Pace;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.enduser.AccessPeriodRoutes;
import io.candelabra.dialect.overkiz.enduser.SecondaryAccountsRoutes;
import io.candelabra.dialect.overkiz.enduser.Setups;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Grant;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who belongs to a setup. Accounts come and go elsewhere. */
public final class EnduserRoutes implements RouteSet {
    /** @param activationDate ms since 1970, as is {@code expirationDate} */
    private record NewMember(
            String userId,
            @Nullable String label,
            @Nullable String templateName,
            @Nullable Long activationDate,
            @Nullable Long expirationDate,
            @Nullable Boolean defaultSetup) {}

    /** Whoever invites is told whether there is such an account. */
    private static final int INVITATIONS = 20;

    private static final double INVITATION_EACH_MS = 60_000;

    private final Accounts accounts;
    private final Pace invitations;

    public EnduserRoutes(Accounts accounts, InstantSource wallClock) {
        this.accounts = accounts;
        this.invitations = new Pace(INVITATIONS, INVITATION_EACH_MS, wallClock);
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/setup/enduser", this::post).delete("/setup/enduser/{userId}", this::deleteByUserId);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of("POST /setup/enduser", Bodies.takes(NewMember.class));
    }

    /** Adds somebody who has an account, and who sees nothing until it is granted; answers 201 with nothing. */
    public Reply post(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        RequestBody body = RequestBody.of(x);
        String id = body.text("userId").orElseThrow(() -> OverkizFault.missing("end user: userId"));
        Grant grant = SecondaryAccountsRoutes.grant(
                session,
                body.text("templateName"),
                AccessPeriodRoutes.period(body.moment("activationDate"), body.moment("expirationDate")));
        if (!invitations.take(session.account())) {
            throw OverkizFault.quota();
        }
        Optional<String> label = body.text("label");
        boolean first = Boolean.TRUE.equals(body.fields().get("defaultSetup"));
        accounts.because(session.cause())
                .members()
                .invite(
                        session.caller(),
                        session.site(),
                        id,
                        grant,
                        session.binding(),
                        // which setup a person comes to first is for nobody else to say who has one already
                        account -> Setups.added(
                                account,
                                session.setupOid(),
                                label,
                                first && account.grants().isEmpty()));
        return Reply.bytes(201, Reply.JSON, new byte[0]);
    }

    /** Takes somebody off the setup, whose sessions and tokens there end. The account stays; the last who administers stays, too. */
    public Reply deleteByUserId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        accounts.because(session.cause()).members().remove(session.caller(), session.site(), x.path("userId"));
        return Reply.noContent();
    }
}
