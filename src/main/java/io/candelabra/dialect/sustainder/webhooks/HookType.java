package io.candelabra.dialect.sustainder.webhooks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be subscribed to. */
enum HookType {
    /** When a lamp will switch, after its scheme changed. */
    DIMMING_SCHEME,
    /** What a lamp says after a command. */
    STATUS_RESPONSE,
    /** What a lamp says by itself. */
    STATUS_PUSH,
    /** A gateway came or went. */
    GATEWAY_STATE_CHANGE;

    /** As it stands in paths. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<HookType> of(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }
}
