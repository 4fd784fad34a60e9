package io.candelabra.dialect.overkiz.accountmanagement;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Pace;
import io.candelabra.core.account.PasswordStrength;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Cause;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page that a letter about a forgotten password leads to, and the two places where it ends. */
public final class AccountManagementRoutes implements RouteSet {
    private static final int LONGEST_MESSAGE = 500;
    private static final int LONGEST_FIELD = 1_000;
    private static final int TRIES = 30;
    private static final double TRY_EACH_MS = 60_000;

    /** The form that goes in. */
    private record NewPassword(String userId, String token, String newPassword) {}

    /** @param errorMessage null where the password was reset */
    private record Reset(boolean success, @Nullable String errorMessage) {}

    private final Accounts accounts;
    private final Pace tries;

    public AccountManagementRoutes(Accounts accounts, InstantSource wallClock) {
        this.accounts = accounts;
        this.tries = new Pace(TRIES, TRY_EACH_MS, wallClock);
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/accountManagement/resetPassword", this::getResetPassword)
                .post("/accountManagement/resetPassword", this::postResetPassword)
                .get("/accountManagement/resetPasswordFailure", this::getResetPasswordFailure)
                .get("/accountManagement/resetPasswordSuccess", this::getResetPasswordSuccess);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "POST /accountManagement/resetPassword",
                        new Bodies(Optional.empty(), Optional.empty(), false, false).takingForm(NewPassword.class),
                "GET /accountManagement/resetPasswordFailure", Bodies.answers(Reset.class),
                "GET /accountManagement/resetPasswordSuccess", Bodies.answers(Reset.class));
    }

    /** A page for {@code userId} and {@code token} of the query, which are not looked at. */
    public Reply getResetPassword(Exchange x) {
        return ResetPage.of(bounded(x.query("userId")), bounded(x.query("token")));
    }

    /** Sets the password where the form has the token of the letter; all sessions of the account end. Leads on to success or failure. */
    public Reply postResetPassword(Exchange x) {
        if (!tries.takeFrom(x.remoteAddress().getHostString())) {
            throw OverkizFault.quota();
        }
        String id = bounded(x.form("userId"));
        String password = bounded(x.form("newPassword"));
        Optional<String> weakness = PasswordStrength.weakness(password, id, "");
        if (weakness.isPresent()) {
            return failure(weakness.get());
        }
        boolean set = accounts.because(new Cause(VendorFields.DIALECT, id, x.traceId()))
                .slips()
                .resetPassword(id, bounded(x.form("token")), password);
        return set
                ? Reply.empty(303).header("Location", "resetPasswordSuccess")
                : failure("The token is not valid, was used, or is over.");
    }

    private static Reply failure(String why) {
        return Reply.empty(303)
                .header(
                        "Location",
                        "resetPasswordFailure?errorMessage=" + URLEncoder.encode(why, StandardCharsets.UTF_8));
    }

    /** Longer ones are none: they would be nobody's. */
    private static String bounded(Optional<String> field) {
        return field.filter(text -> text.length() <= LONGEST_FIELD).orElse("");
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
