package io.candelabra.dialect.lutron.leap.message;

import java.util.Locale;

/** In which of its two envelopes the language is spoken; a few resources say things differently. */
public enum Envelope {
    /** Over TLS; states of switched loads in words; can be subscribed. */
    VIVE,
    /** Inside HTTPS; all levels as numbers; read and update only. */
    QUANTUM;

    /** The dialect's name in causes. */
    public String dialect() {
        return name().toLowerCase(Locale.ROOT);
    }
}
