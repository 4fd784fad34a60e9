package io.candelabra.dialect.sustainder.auth;

import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;

/**
 * Tokens at the root of the host, where the document's own example looks for them: {@code /auth/jwt} without a version.
 */
public final class HostAuthRoutes implements RouteSet {
    /** The address to which the paths below are relative. */
    public static final String PREFIX = "/auth";

    private final AuthRoutes auth;

    public HostAuthRoutes(AuthRoutes auth) {
        this.auth = auth;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/jwt", this::postJwt).post("/jwt/refresh", this::postJwtRefresh);
    }

    Reply postJwt(Exchange x) {
        return auth.postJwt(x);
    }

    Reply postJwtRefresh(Exchange x) {
        return auth.postJwtRefresh(x);
    }
}
