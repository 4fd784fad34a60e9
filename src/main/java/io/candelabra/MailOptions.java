package io.candelabra;

import io.candelabra.wire.out.SmtpServer;
import io.candelabra.wire.out.TrustedRoots;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who sends letters. */
final class MailOptions {
    @Option(
            names = "--smtp",
            paramLabel = "URL",
            description =
                    "mail server that sends letters: smtp://USER@HOST:587 with STARTTLS, smtps://USER@HOST:465 with TLS,"
                            + " smtp-plain://HOST:25 in the clear; without one letters lie in a folder")
    @Nullable
    String smtp;

    @Option(
            names = "--smtp-password-file",
            paramLabel = "FILE",
            description = "file with the password of the mail server's user")
    @Nullable
    Path password;

    @Option(
            names = "--smtp-ca",
            paramLabel = "FILE",
            description = "root certificate (PEM) of the mail server, where it is none that this machine trusts")
    @Nullable
    Path root;

    @Option(
            names = "--mail-from",
            paramLabel = "ADDRESS",
            description = "sender of letters (default: the mail server's user)")
    @Nullable
    String from;

    /** @throws IllegalArgumentException where they cannot be */
    Optional<Settings.Mailing> mailing() {
        if (smtp == null) {
            if (password != null || root != null || from != null) {
                throw new IllegalArgumentException("--smtp-password-file, --smtp-ca and --mail-from need --smtp");
            }
            return Optional.empty();
        }
        URI url = URI.create(smtp);
        String user = url.getUserInfo() == null ? "" : url.getUserInfo();
        if (user.isEmpty() != (password == null)) {
            throw new IllegalArgumentException("the user of --smtp and --smtp-password-file need each other");
        }
        try {
            String secret = password == null
                    ? ""
                    : Files.readString(password, StandardCharsets.UTF_8).strip();
            SmtpServer server = new SmtpServer(url, secret, from == null ? user : from);
            List<X509Certificate> roots = root == null ? List.of() : TrustedRoots.parse(Files.readAllBytes(root));
            if (root != null && roots.isEmpty()) {
                throw new IllegalArgumentException(root + " holds no certificate");
            }
            return Optional.of(new Settings.Mailing(server, roots));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    "a file of the mail server cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
