package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.core.site.SiteStore.NotWritten;
import io.candelabra.core.site.SiteStore.StoreFailed;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The meaning of an error of SQLite for the store. */
enum Trouble {
    /** Only what was just asked for is at fault. */
    REQUEST("the database refused"),
    /** It may work the next time: room may be made, a lock let go. */
    PASSING("the database cannot write just now"),
    /**
     * Nobody knows what is on the disk. After a failed sync the system may have dropped what it could not write, so that a
     * second try seems to succeed and is not: nothing more is written until a new connection has written and synced all of
     * the log anew, which is tried every few seconds.
     */
    LASTING("the database cannot be trusted to write; it is opened anew"),
    /** The file is not what it should be. It is left as it is, for the person who repairs it. */
    DAMAGED("the database file is damaged; put a backup in its place, or have it repaired, and start anew");

    private static final String FULL =
            "disk full: read only. The disk, or the room that the data may take, is full, and the"
                    + " reserve is used up; what is stored can be read, and nothing is written until there is room";

    private final String sentence;

    Trouble(String sentence) {
        this.sentence = sentence;
    }

    static Trouble of(SQLException failed) {
        if (isFull(failed)) {
            return PASSING;
        }
        // the low byte is the kind, the rest says more
        return switch (code(failed) & 0xff) {
            case 5, 6, 7, 9, 13 -> PASSING; // busy, locked, no memory, interrupted, full
            case 8, 10, 14, 15, 22 -> LASTING; // read-only, input/output, cannot open, lock protocol, no large files
            case 11, 26 -> DAMAGED; // corrupt, not a database
            default -> REQUEST;
        };
    }

    StoreFailed failed(SQLException cause) {
        return switch (this) {
            case DAMAGED -> new Damaged(sentence(cause), cause);
            case PASSING -> new NotWritten(sentence(cause), cause);
            case REQUEST, LASTING -> new StoreFailed(sentence(cause), cause);
        };
    }

    String sentence(SQLException cause) {
        return isFull(cause) ? FULL : sentence + ": " + cause.getMessage();
    }

    /** Whether there was no room; the second comes where the index of the log, a file of its own, cannot grow. */
    static boolean isFull(SQLException failed) {
        return code(failed) == 13
                || (failed instanceof SQLiteException known
                        && known.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);
    }

    private static int code(SQLException failed) {
        return failed instanceof SQLiteException known ? known.getResultCode().code : failed.getErrorCode();
    }
}
