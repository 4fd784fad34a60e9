package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Parts;
import io.candelabra.core.account.Slips;
import io.candelabra.core.account.Slips.Purpose;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Account;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.out.Mail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Letters to people about their accounts, each with a slip. Whatever a stranger asks for is looked up later and elsewhere, so that
 * neither the answer nor its time tells whether there is such an account.
 */
public final class PersonLetters {
    private static final String EMAIL = "email";
    private static final String VALIDATED = "emailValidated";
    private static final String PAGES = "/enduser-mobile-web/enduserAPI/accountManagement/resetPassword";

    private final Accounts accounts;
    private final Mail.Box mail;
    private final String server;

    /** @param server host and port that links lead to; empty where nobody said, since a client's word for it could lead anywhere */
    public PersonLetters(Accounts accounts, Mail.Box mail, String server) {
        this.accounts = accounts;
        this.mail = mail;
        this.server = server;
    }

    /** The address that a person is reached at, as the person's description has it. */
    static String address(Account account) {
        return VendorFields.object(account.vendor(), VendorFields.DOCUMENT).get(EMAIL) instanceof String said
                ? said
                : Slips.address(account);
    }

    /** Asks somebody who is logged in to validate the mail address. */
    void validateEmail(Account account, Cause cause) {
        String address = address(account);
        accounts.because(cause)
                .slips()
                .issue(account.id(), Purpose.EMAIL, address)
                .ifPresent(secret -> mail.post(() -> Optional.of(new Mail(
                        address,
                        account.id(),
                        "Your mail address",
                        String.format(Locale.ROOT, """
                        Somebody who is logged in as %s gave this mail address.

                        Whoever is logged in so and sends this token within two days says that it is right:

                        POST /enduser/email/validation/%s

                        If it was not you, nothing has to be done.
                        """, account.id(), secret)))));
    }

    /** Asks somebody to validate an account, if there is such an account. */
    void validateAccount(String id, Cause cause) {
        mail.post(() -> accounts.account(id)
                .filter(account -> accounts.mayBeWritten(id))
                .flatMap(account -> {
                    String address = Slips.address(account);
                    return accounts.because(cause)
                            .slips()
                            .issue(id, Purpose.ACCOUNT, address)
                            .map(secret -> new Mail(
                                    address,
                                    id,
                                    "Your account " + id,
                                    String.format(Locale.ROOT, """
                                    Somebody made the account %s with this mail address.

                                    Whoever sends this token within two days says that both are right:

                                    POST /enduser/%s/validation/%s

                                    If it was not you, nothing has to be done.
                                    """, id, encoded(id), secret)));
                }));
    }

    /** Asks somebody for a new password, if there is such an account and the address is the one that letters about it go to. */
    void newPassword(String id, String address, Predicate<Account> wanted, Cause cause) {
        mail.post(() -> accounts.account(id)
                .filter(account -> !address.isEmpty() && Slips.address(account).equalsIgnoreCase(address))
                .filter(wanted)
                .filter(account -> accounts.mayBeWritten(id))
                .flatMap(account -> accounts.because(cause)
                        .slips()
                        .issue(id, Purpose.PASSWORD, Slips.ofPassword(account))
                        .map(secret -> new Mail(
                                Slips.address(account),
                                id,
                                "A new password for " + id,
                                String.format(
                                        Locale.ROOT,
                                        """
                                        Somebody asked for a new password for %s.

                                        It is set on this page%s, within an hour:

                                        %s%s?userId=%s&token=%s

                                        If it was not you, nothing has to be done; the password stays as it is.
                                        """,
                                        id,
                                        server.isEmpty() ? " of the server" : "",
                                        server.isEmpty() ? "" : "https://" + server,
                                        PAGES,
                                        encoded(id),
                                        secret)))));
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** The slip of a letter about the mail address. Letters about the account go there from now on, and where they went it is told. */
    boolean emailValidated(String id, String secret, Cause cause) {
        String before = accounts.account(id).map(Slips::address).orElse("");
        Optional<Account> now = accounts.because(cause)
                .slips()
                .use(
                        id,
                        Purpose.EMAIL,
                        secret,
                        PersonLetters::address,
                        account -> Parts.with(validated(account, address(account)), Slips.ADDRESS, address(account)));
        now.map(Slips::address)
                .filter(address -> !before.isEmpty() && !address.equals(before))
                .ifPresent(address -> mail.post(() -> Optional.of(
                        new Mail(before, id, "Another mail address for " + id, String.format(Locale.ROOT, """
                        Letters about the account %s no longer come to this address.

                        Somebody who was logged in so gave another one. If it was not you, ask whoever runs the server for a new
                        password at once.
                        """, id)))));
        return now.isPresent();
    }

    /** The slip of a letter about an account. */
    boolean accountValidated(String id, String secret, Cause cause) {
        return accounts.because(cause)
                .slips()
                .use(
                        id,
                        Purpose.ACCOUNT,
                        secret,
                        Slips::address,
                        account -> Slips.proved(validated(account, Slips.address(account))))
                .isPresent();
    }

    /** Nothing is said of another address than the one that the letter went to. */
    private static Account validated(Account account, String address) {
        if (!address(account).equals(address)) {
            return account;
        }
        Map<String, @Nullable Object> document =
                new LinkedHashMap<>(VendorFields.object(account.vendor(), VendorFields.DOCUMENT));
        document.put(VALIDATED, true);
        return Parts.with(account, VendorFields.DOCUMENT, Json.text(document));
    }
}
