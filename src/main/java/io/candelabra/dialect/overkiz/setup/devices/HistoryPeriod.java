package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.wire.http.Exchange;
import java.time.Duration;

/** Two moments that a history is asked for, ms since 1970, both included. */
record HistoryPeriod(long fromMs, long toMs) {
    static HistoryPeriod of(Exchange x) {
        return of(x.path("from"), x.path("to"));
    }

    static HistoryPeriod of(String from, String to) {
        HistoryPeriod period = new HistoryPeriod(number("time", from), number("time", to));
        if (period.fromMs() > period.toMs()) {
            throw OverkizFault.invalid("Invalid period : from is after to");
        }
        return period;
    }

    HistoryPeriod atMost(long ms) {
        if (toMs - fromMs > ms) {
            throw OverkizFault.invalid(
                    "Invalid period : at most " + Duration.ofMillis(ms).toDays() + " days");
        }
        return this;
    }

    static long number(String what, String text) {
        boolean number = !text.isEmpty() && text.length() <= 14 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw OverkizFault.invalid("Invalid " + what + " : " + text.substring(0, Math.min(40, text.length())));
        }
        return Long.parseLong(text);
    }
}
