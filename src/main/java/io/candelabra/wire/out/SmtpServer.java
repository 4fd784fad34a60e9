package io.candelabra.wire.out;

import java.net.URI;

/**
 * A mail server that takes letters.
 *
 * @param url {@code smtp://} with STARTTLS, {@code smtps://} with TLS from the beginning, {@code smtp-plain://} without; a user may
 *     stand before the host
 * @param password of the user; empty for none
 * @param from the sender's address
 */
public record SmtpServer(URI url, String password, String from) {
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final int PLAIN = 25;

    /** How the line is protected. */
    enum Protection {
        STARTTLS,
        TLS,
        NONE
    }

    /** @throws IllegalArgumentException where it cannot be */
    public SmtpServer {
        Protection protection = protection(url);
        if (url.getHost() == null || !url.getPath().isEmpty() && !url.getPath().equals("/")) {
            throw new IllegalArgumentException("a mail server is written like smtp://USER@HOST:587, not " + url);
        }
        if (protection == Protection.NONE && url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "a password is not sent in the clear: use smtp:// or smtps://, or no user");
        }
        if (url.getUserInfo() != null && url.getUserInfo().contains(":")) {
            throw new IllegalArgumentException("a password stands in a file of its own, and not in the address");
        }
        if (!from.matches("[^\\s@<>]{1,100}@[^\\s@<>]{1,99}")) {
            throw new IllegalArgumentException("the sender of letters is a mail address, not " + from);
        }
        url = withPort(url, protection);
    }

    Protection protection() {
        return protection(url);
    }

    String user() {
        return url.getUserInfo() == null ? "" : url.getUserInfo();
    }

    private static Protection protection(URI url) {
        return switch (url.getScheme()) {
            case "smtp" -> Protection.STARTTLS;
            case "smtps" -> Protection.TLS;
            case "smtp-plain" -> Protection.NONE;
            case null, default ->
                throw new IllegalArgumentException(
                        "a mail server begins with smtp://, smtps:// or smtp-plain://, not " + url);
        };
    }

    private static URI withPort(URI url, Protection protection) {
        int usual =
                switch (protection) {
                    case STARTTLS -> SUBMISSION;
                    case TLS -> SUBMISSIONS;
                    case NONE -> PLAIN;
                };
        return url.getPort() > 0
                ? url
                : URI.create(url.getScheme() + "://" + (url.getUserInfo() == null ? "" : url.getRawUserInfo() + "@")
                        + url.getHost() + ":" + usual);
    }

    /** Without the user: for people and logs. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getHost() + ":" + url.getPort();
    }
}
