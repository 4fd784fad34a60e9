package io.candelabra.dialect.overkiz.accountmanagement;

import io.candelabra.wire.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The page that a letter about a forgotten password leads to. It holds no script, loads nothing, and hands its address to nobody. */
final class ResetPage {
    private static final String POLICY =
            "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private ResetPage() {}

    /** Looking at it uses nothing up: programs that read mail follow links. */
    static Reply of(String userId, String token) {
        String page = String.format(Locale.ROOT, """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>A new password</title></head><body>
                <h1>A new password</h1>
                <form method="post" action="resetPassword">
                <input type="hidden" name="userId" value="%s">
                <input type="hidden" name="token" value="%s">
                <p><label>New password for %s<br><input type="password" name="newPassword" autocomplete="new-password" required></label></p>
                <p><button>Set it</button></p>
                </form></body></html>
                """, escaped(userId), escaped(token), escaped(userId));
        return Reply.bytes(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
