package io.candelabra.dialect.sustainder.auth;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Login;
import io.candelabra.core.account.PasswordStrength;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.out.Mail;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tokens, passwords, and who one is. Plain JSON, no HAL. */
public final class AuthRoutes implements RouteSet {
    private static final Logger log = LoggerFactory.getLogger(AuthRoutes.class);
    private static final double TILT_WARNING_DEGREES = 10.0;
    private static final double TILT_ERROR_DEGREES = 45.0;
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_PASSWORD = 1_000;

    private final Accounts accounts;
    private final Tokens tokens;
    private final PasswordResets resets;

    /** @param mail where letters to those who forgot their password go */
    public AuthRoutes(Accounts accounts, Tokens tokens, Mail.Box mail) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.resets = new PasswordResets(accounts, tokens, mail);
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/auth/jwt", this::postJwt)
                .post("/auth/jwt/refresh", this::postJwtRefresh)
                .post("/auth/reset-password", this::postResetPassword)
                .post("/auth/reset-password/confirm", this::postResetPasswordConfirm)
                .post("/auth/change-password", this::postChangePassword)
                .get("/auth/me", this::getMe);
    }

    Reply postJwt(Exchange x) {
        Body body = Body.of(x);
        String name = body.text("username", LONGEST_NAME);
        String password = body.text("password", LONGEST_PASSWORD);
        Account account = SustainderAuth.known(
                accounts.login(name, password, x.remoteAddress().getHostString()));
        return token(account, tokens.issue(account));
    }

    Reply postJwtRefresh(Exchange x) {
        String old = Body.of(x).text("token", 4_000);
        Tokens.Claims claims = tokens.read(old)
                .filter(tokens::refreshable)
                .orElseThrow(() -> SustainderFault.field("token", "The token is not valid, or is over."));
        Account account = accounts.account(claims.account())
                .filter(a -> tokens.fits(claims, a))
                .orElseThrow(() -> SustainderFault.field("token", "The token is not valid, or is over."));
        return token(account, tokens.issue(account, claims.born()));
    }

    private static Reply token(Account account, String token) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("name", account.id());
        answer.put("token", token);
        answer.put("auth-header", "JWT " + token);
        return Reply.ok(answer).header("Cache-Control", "no-store");
    }

    /** The answer is the same for names that nobody has. */
    Reply postResetPassword(Exchange x) {
        resets.asked(Body.of(x).text("username", LONGEST_NAME));
        return Reply.ok(Map.of("message", "Password reset email sent."));
    }

    /** With the token of the letter. */
    Reply postResetPasswordConfirm(Exchange x) {
        Body body = Body.of(x);
        String token = body.text("token", 4_000);
        Account account = resets.confirm(
                token, body.optionalText("new_password", LONGEST_PASSWORD).orElse(""));
        log.info("{} {} has set a new password by a letter's token", x.traceId(), account.id());
        return Reply.ok(Map.of("message", "Password changed."));
    }

    Reply postChangePassword(Exchange x) {
        ApiCaller caller = ApiCaller.of(x);
        Body body = Body.of(x);
        String name = body.text("username", LONGEST_NAME);
        String old = body.text("old_password", LONGEST_PASSWORD);
        String fresh = body.optionalText("new_password", LONGEST_PASSWORD).orElse("");
        if (!name.equals(caller.account().id())) {
            throw new SustainderFault(403, "You do not have permission to perform this action.");
        }
        Optional<String> weakness = PasswordStrength.weakness(fresh, name, old);
        if (weakness.isPresent()) {
            throw SustainderFault.field("new_password", weakness.get());
        }
        // the caller is known, so this is no lack of proof: a client must not think that its own is over
        Login login = accounts.login(name, old, x.remoteAddress().getHostString());
        if (login instanceof Login.Wrong) {
            throw SustainderFault.field("old_password", "This is not the password of the user.");
        }
        SustainderAuth.known(login);
        accounts.changePassword(name, fresh);
        return Reply.ok(Map.of("message", "Password changed."));
    }

    /** Also what {@code /me} answers. */
    public Reply getMe(Exchange x) {
        ApiCaller caller = ApiCaller.of(x);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("name", caller.account().id());
        answer.put(
                "applications",
                caller.applications().stream().map(AuthRoutes::application).toList());
        return Reply.ok(answer);
    }

    private static Map<String, @Nullable Object> application(Application application) {
        Map<String, String> vendor = application.binding().vendor();
        boolean configures = application.may(Verb.CONFIGURE);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("artkey", application.artkey());
        result.put("name", vendor.getOrDefault("name", application.site().value()));
        result.put("image", vendor.get("image"));
        result.put("is_tilted_warning_threshold", threshold(vendor, "tiltWarning", TILT_WARNING_DEGREES));
        result.put("is_tilted_error_threshold", threshold(vendor, "tiltError", TILT_ERROR_DEGREES));
        result.put("permission_asset_management", configures);
        result.put("permission_tilted", true);
        return result;
    }

    private static double threshold(Map<String, String> vendor, String key, double otherwise) {
        return Body.asNumber(vendor.get(key)).orElse(otherwise);
    }
}
