package io.candelabra.dialect.overkiz.accountmanagement;

import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** Where the link in a mail about a forgotten password leads to in the end. */
public final class AccountManagementRoutes implements RouteSet {
    private static final int LONGEST_MESSAGE = 500;

    @Override
    public void routes(Routes routes) {
        routes.get("/accountManagement/resetPasswordFailure", this::getResetPasswordFailure)
                .get("/accountManagement/resetPasswordSuccess", this::getResetPasswordSuccess);
    }

    /** {@code errorMessage} of the query comes back as it is, cut to {@value #LONGEST_MESSAGE} characters. */
    public Reply getResetPasswordFailure(Exchange x) {
        String message = x.query("errorMessage").orElse("");
        String shown = message.substring(0, Math.min(LONGEST_MESSAGE, message.length()));
        return Reply.ok(Map.of("success", false, "errorMessage", shown));
    }

    public Reply getResetPasswordSuccess(Exchange x) {
        return Reply.ok(Map.of("success", true));
    }
}
