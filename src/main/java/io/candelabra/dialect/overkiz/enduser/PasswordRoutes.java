package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Login;
import io.candelabra.core.account.Pace;
import io.candelabra.core.account.PasswordStrength;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Account;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The password of the person who asks, one that was forgotten, and what is thought of one. */
public final class PasswordRoutes implements RouteSet {
    private static final int LONGEST = 1_000;
    private static final int LETTERS = 30;
    private static final double LETTER_EACH_MS = 60_000;
    private static final int GOOD = 60;

    private record Change(String oldPassword, String newPassword) {}

    record Forgotten(String userId, String email) {}

    private record Pair(String userId, String userPassword) {}

    /** @param score below 0 where the password would be refused */
    private record Quality(int score, List<Weak> weaknesses, String qualityClass) {}

    private record Weak(String key, String label) {}

    private final Accounts accounts;
    private final PersonLetters letters;
    private final Pace asked;

    public PasswordRoutes(Accounts accounts, PersonLetters letters, InstantSource wallClock) {
        this.accounts = accounts;
        this.letters = letters;
        this.asked = new Pace(LETTERS, LETTER_EACH_MS, wallClock);
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/enduser/password", this::post)
                .post("/enduser/password/check", this::postCheck)
                .post("/enduser/password/reset", this::postReset);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "POST /enduser/password", Bodies.takes(Change.class),
                "POST /enduser/password/check", Bodies.answers(Quality.class).taking(Pair.class),
                "POST /enduser/password/reset", Bodies.takes(Forgotten.class));
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

    /** Takes no login. The answer and its time are the same for names that nobody has, and for another mail address. */
    public Reply postReset(Exchange x) {
        return forgotten(x, account -> true);
    }

    /** @param wanted accounts that the call is about; others are answered like none */
    Reply forgotten(Exchange x, Predicate<Account> wanted) {
        if (!asked.takeFrom(x.remoteAddress().getHostString())) {
            throw OverkizFault.quota();
        }
        RequestBody body = RequestBody.of(x);
        String id = body.text("userId").orElseThrow(() -> OverkizFault.missing("password reset: userId"));
        String email = body.text("email").orElseThrow(() -> OverkizFault.missing("password reset: email"));
        letters.newPassword(id, email, wanted, new Cause(VendorFields.DIALECT, id, x.traceId()));
        return Reply.emptyOk();
    }

    public Reply postCheck(Exchange x) {
        RequestBody body = RequestBody.of(x);
        String password =
                body.text("userPassword").orElseThrow(() -> OverkizFault.missing("password check: userPassword"));
        PasswordStrength.Judged judged =
                PasswordStrength.judge(password, body.text("userId").orElse(""), "");
        return Reply.ok(new Quality(
                judged.score(),
                judged.weaknesses().stream()
                        .map(weakness -> new Weak(key(weakness), weakness.sentence()))
                        .toList(),
                quality(judged)));
    }

    /** The document shows the key of common words alone; the others are guesses by its pattern. */
    private static String key(PasswordStrength.Weakness weakness) {
        return switch (weakness) {
            case TOO_SHORT -> "PWD_TOO_SHORT";
            case REPEATS -> "PWD_REPEATED_CHARACTERS";
            case OLD -> "PWD_SAME_AS_OLD";
            case USER_NAME -> "PWD_CONTAINS_USER_ID";
            case NUMERIC -> "PWD_NUMERIC";
            case COMMON -> "PWD_COMMON_TOKEN";
            case GUESSABLE -> "PWD_GUESSABLE";
        };
    }

    /** The document shows {@code Medium} at 52; the other two words are guesses. */
    private static String quality(PasswordStrength.Judged judged) {
        if (judged.isRefused()) {
            return "Weak";
        }
        return judged.score() < GOOD ? "Medium" : "Strong";
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
