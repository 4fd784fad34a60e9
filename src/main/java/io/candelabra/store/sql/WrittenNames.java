package io.candelabra.store.sql;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.sqlite.Function;

/**
 * The change of version 3 of the tables: kinds of records stood under the names of their classes
 * ({@code "@":"ResourcePut"}, {@code Scene/s1}), and stand under names that are written out ({@code "@":"resourcePut"},
 * {@code scene/s1}). The old names are those of version 2, whatever the classes are called by now.
 */
final class WrittenNames extends Function {
    private static final Set<String> RESOURCES = Set.of(
            "Profile",
            "Area",
            "Group",
            "Scene",
            "DelayedStart",
            "QueuedSettings",
            "SiteType",
            "Subscription",
            "Extra",
            "Account",
            "Session",
            "AccessKey",
            "FaceBinding",
            "Integration",
            "Cursor");

    private static final Set<String> OTHERS = Set.of(
            "StatesChanged",
            "AvailabilityChanged",
            "GatewayAliveChanged",
            "DevicePut",
            "DeviceRemoved",
            "GatewayPut",
            "GatewayRemoved",
            "ResourcePut",
            "ResourceDeleted",
            "ExecutionStarted",
            "StepMoved",
            "ExecutionMoved",
            "JobMoved",
            "AlertRaised",
            "AlertCleared",
            "Noted",
            "HistoryErased",
            "EndedExecution",
            "DeviceEvent",
            "Notification",
            "Visit");

    /** How the name of a kind begins. Within a text each quotation mark has a backslash before it, so this is never in one. */
    private static final byte[] MARK = "{\"@\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final int BLOB = 4;

    /** Of a body the body, of the key of a resource the key. */
    @Override
    protected void xFunc() throws SQLException {
        if (value_type(0) == BLOB) {
            result(body(value_blob(0)));
        } else {
            result(key(value_text(0)));
        }
    }

    /** The new name begins with a small letter, and is otherwise the same: a body keeps its length. */
    static byte[] body(byte[] old) {
        byte[] body = old.clone();
        for (int at = next(body, 0); at >= 0; at = next(body, at)) {
            int end = at;
            while (end < body.length && body[end] != '"') {
                end++;
            }
            String name = new String(body, at, end - at, StandardCharsets.US_ASCII);
            if (RESOURCES.contains(name) || OTHERS.contains(name)) {
                body[at] = (byte) Character.toLowerCase((char) body[at]);
            }
        }
        return body;
    }

    /** The place after the next mark; -1 where there is none. */
    private static int next(byte[] body, int from) {
        for (int at = from; at + MARK.length <= body.length; at++) {
            int same = 0;
            while (same < MARK.length && body[at + same] == MARK[same]) {
                same++;
            }
            if (same == MARK.length) {
                return at + same;
            }
        }
        return -1;
    }

    /** {@code kind/id}; one that holds half a surrogate pair has a zero before it. */
    static String key(String old) {
        int begin = old.startsWith("\0") ? 1 : 0;
        int end = old.indexOf('/');
        if (end < 0 || !RESOURCES.contains(old.substring(begin, end))) {
            return old;
        }
        return old.substring(0, begin)
                + old.substring(begin, begin + 1).toLowerCase(Locale.ROOT)
                + old.substring(begin + 1);
    }
}
