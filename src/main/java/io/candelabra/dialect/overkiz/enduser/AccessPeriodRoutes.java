package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Period;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time in which somebody may come to a setup. At its end sessions, tokens and listeners there are worth nothing. */
public final class AccessPeriodRoutes implements RouteSet {
    /** Both ms since 1970; one that is left out is no bound. */
    private record Bounds(
            @Nullable Long activationTimestamp, @Nullable Long expirationTimestamp) {}

    private final Accounts accounts;

    public AccessPeriodRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/enduser/{userId}/accessPeriod", this::post)
                .put("/enduser/{userId}/accessPeriod", this::put)
                .delete("/enduser/{userId}/accessPeriod", this::delete);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "POST /enduser/{userId}/accessPeriod", Bodies.takes(Bounds.class),
                "PUT /enduser/{userId}/accessPeriod", Bodies.takes(Bounds.class));
    }

    public Reply post(Exchange x) {
        return put(x);
    }

    /** Sets both bounds; an empty object removes both. */
    public Reply put(Exchange x) {
        RequestBody body = RequestBody.of(x);
        set(x, period(body.moment("activationTimestamp"), body.moment("expirationTimestamp")));
        return Reply.emptyOk();
    }

    public Reply delete(Exchange x) {
        set(x, Optional.empty());
        return Reply.emptyOk();
    }

    /** A time between two moments, each of which may be left out. */
    public static Optional<Period> period(Optional<Long> from, Optional<Long> until) {
        if (from.isEmpty() && until.isEmpty()) {
            return Optional.empty();
        }
        Period period = new Period(from.orElse(0L), until.orElse(Long.MAX_VALUE));
        if (period.fromMs() >= period.untilMs()) {
            throw OverkizFault.invalid("Invalid expirationTimestamp : it is not after activationTimestamp");
        }
        return Optional.of(period);
    }

    private void set(Exchange x, Optional<Period> period) {
        OverkizSession session = OverkizSession.of(x);
        accounts.because(session.cause())
                .members()
                .change(session.caller(), session.site(), x.path("userId"), grant -> grant.withPeriod(period));
    }
}
