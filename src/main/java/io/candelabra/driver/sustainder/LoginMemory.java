package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Remembers a login that was refused, also over restarts: it is not tried again until one of its settings changes. A layer may lock an
 * account that is tried too often, and the driver is started anew every minute. Twice a day it is tried all the same, since the account may have been put right at the
 * layer.
 */
final class LoginMemory implements BrokerageSession.Logins {
    static final long AGAIN_MS = 12 * 3_600_000L;
    private static final String REFUSED = "refused";

    private final DriverContext lane;
    private final String login;

    /** @param login the settings that a login is made of */
    LoginMemory(DriverContext lane, String... login) {
        this.lane = lane;
        this.login = mark(String.join("\n", login));
    }

    /** The note is sealed; that the password is not in it is so all the same. */
    private static String mark(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every Java has SHA-256", none);
        }
    }

    @Override
    public void mayTry() {
        String[] note = lane.kept(REFUSED).split(" ", 2);
        // a clock that was set back is no reason to wait longer
        long agoMs = note.length == 2 ? Math.abs(lane.nowMs() - Long.parseLong(note[0])) : 0;
        if (note.length == 2 && note[1].equals(login) && agoMs < AGAIN_MS) {
            throw new CannotServe(
                    "the brokerage layer has refused the login: look at the settings user and password; it is tried again"
                            + " when they change");
        }
    }

    @Override
    public void accepted() {
        if (!lane.kept(REFUSED).isEmpty()) {
            lane.keep(REFUSED, "");
        }
    }

    @Override
    public void refused() {
        lane.keep(REFUSED, lane.nowMs() + " " + login);
    }
}
