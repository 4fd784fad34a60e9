package io.candelabra.core.account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of log-ins that failed, so many a minute and no more, so that an attacker who guesses fills no disk.
 * Names that no account has are not told, since people type their password there.
 */
final class FailedLogins {
    private static final Logger log = LoggerFactory.getLogger(FailedLogins.class);
    private static final int MOST_A_MINUTE = 20;
    private static final long MINUTE_MS = 60_000;

    private long minute = Long.MIN_VALUE;
    private int told;
    private long untold;

    synchronized void tell(String account, boolean exists, String network, String why, long nowMs) {
        if (Math.floorDiv(nowMs, MINUTE_MS) != minute) {
            if (untold > 0) {
                log.warn("{} more log-ins failed in that minute", untold);
            }
            minute = Math.floorDiv(nowMs, MINUTE_MS);
            told = 0;
            untold = 0;
        }
        if (told == MOST_A_MINUTE) {
            untold++;
            return;
        }
        told++;
        log.warn("a log-in of {} from {} failed: {}", exists ? account : "an unknown name", network, why);
    }
}
