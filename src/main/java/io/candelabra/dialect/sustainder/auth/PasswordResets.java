package io.candelabra.dialect.sustainder.auth;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.PasswordStrength;
import io.candelabra.core.account.Slips;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.Resource.Account;
import io.candelabra.wire.out.Mail;
import java.util.Locale;
import java.util.Optional;

/**
 * Forgotten passwords: a letter with a token goes to the person, and the token sets a new password. A token is good for
 * an hour and for one password: it carries a mark of the one that is forgotten. Nobody gets more than a letter in five
 * minutes.
 */
final class PasswordResets {
    private final Accounts accounts;
    private final Tokens tokens;
    private final Mail.Box mail;

    PasswordResets(Accounts accounts, Tokens tokens, Mail.Box mail) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.mail = mail;
    }

    /** A request for an account that there may be. */
    void asked(String name) {
        mail.post(() -> accounts.account(name)
                .filter(account -> accounts.mayBeWritten(account.id()))
                .map(this::letter));
    }

    private Mail letter(Account account) {
        return new Mail(
                Slips.address(account),
                account.id(),
                "A new password for " + account.id(),
                String.format(Locale.ROOT, """
                Somebody asked for a new password for %s.

                Whoever sends this token with a new password to /v2/auth/reset-password/confirm within an hour sets it:

                %s

                {"token": "…", "new_password": "…"}

                If it was not you, nothing has to be done; the password stays as it is.
                """, account.id(), tokens.issueReset(account)));
    }

    /** Sets a new password for whom a token names; refused where it is over, used, or none of ours. */
    Account confirm(String token, String password) {
        Account account = tokens.readReset(token)
                .flatMap(claims -> accounts.account(claims.account()).filter(a -> tokens.fits(claims, a)))
                .orElseThrow(PasswordResets::over);
        Optional<String> weakness = PasswordStrength.weakness(password, account.id(), "");
        if (weakness.isPresent()) {
            throw SustainderFault.field("new_password", weakness.get());
        }
        if (!accounts.changePassword(account, password)) {
            throw over();
        }
        return account;
    }

    private static SustainderFault over() {
        return SustainderFault.field("token", "The token is not valid, was used, or is over.");
    }
}
