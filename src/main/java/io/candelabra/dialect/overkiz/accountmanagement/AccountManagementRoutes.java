package io.candelabra.dialect.overkiz.accountmanagement;

import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the link in a mail about a forgotten password leads to in the end. */
public final class AccountManagementRoutes implements RouteSet {
    private static final int LONGEST_MESSAGE = 500;

    /** @param errorMessage null where the password was reset */
    private record Reset(boolean success, @Nullable String errorMessage) {}

    @Override
    public void routes(Routes routes) {
        routes.get("/accountManagement/resetPasswordFailure", this::getResetPasswordFailure)
                .get("/accountManagement/resetPasswordSuccess", this::getResetPasswordSuccess);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /accountManagement/resetPasswordFailure", Bodies.answers(Reset.class),
                "GET /accountManagement/resetPasswordSuccess", Bodies.answers(Reset.class));
    }

    /** {@code errorMessage} of the query comes back as it is, cut to {@value #LONGEST_MESSAGE} characters. */
    public Reply getResetPasswordFailure(Exchange x) {
        String message = x.query("errorMessage").orElse("");
        String shown = message.substring(0, Math.min(LONGEST_MESSAGE, message.length()));
        return Reply.ok(new Reset(false, shown));
    }

    public Reply getResetPasswordSuccess(Exchange x) {
        return Reply.ok(new Reset(true, null));
    }
}
