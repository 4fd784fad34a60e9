package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.NotWritten;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store can write, and the sentence why not. Changed under the writer's lock, looked at by anybody. */
final class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);

    private enum State {
        FINE,
        /** The content of the disk is unknown; the connection has to be opened anew. */
        DOUBTFUL,
        /** Until the next start. */
        STOPPED
    }

    private volatile State state = State.FINE;
    private volatile @Nullable String trouble;

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    boolean doubtful() {
        return state == State.DOUBTFUL;
    }

    boolean stopped() {
        return state == State.STOPPED;
    }

    /** @throws NotWritten unless something may be written */
    void check() {
        if (state != State.FINE) {
            throw new NotWritten(trouble == null ? "the store is closed" : trouble, null);
        }
    }

    /** A write failed. */
    Trouble noted(SQLException failed) {
        Trouble kind = Trouble.of(failed);
        if (kind != Trouble.REQUEST) {
            String sentence = kind.sentence(failed);
            // a full disk is met again and again until there is room
            if (!sentence.equals(trouble)) {
                log.error("{}", sentence, Trouble.isFull(failed) ? null : failed);
            }
            switch (kind) {
                case LASTING -> doubt(sentence);
                case DAMAGED -> {
                    state = State.STOPPED;
                    trouble = sentence;
                }
                case PASSING, REQUEST -> trouble = sentence;
            }
        }
        return kind;
    }

    /** Nothing can be begun on this connection any more. */
    void doubt(String why) {
        trouble = why;
        if (state == State.FINE) {
            state = State.DOUBTFUL;
        }
    }

    /** A write worked, and nothing is in doubt any more. */
    void wrote() {
        if (state != State.STOPPED) {
            state = State.FINE;
            trouble = null;
        }
    }

    /** Nothing more is written until the next start. */
    void stop(String why) {
        state = State.STOPPED;
        trouble = why;
        log.error("{}", why);
    }

    /** The store is closed, which is no trouble. */
    void close() {
        state = State.STOPPED;
    }
}
