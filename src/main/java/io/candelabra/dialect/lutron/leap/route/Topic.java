package io.candelabra.dialect.lutron.leap.route;

import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.LeapUrl;
import io.candelabra.dialect.lutron.leap.message.StatusCode;
import io.candelabra.dialect.lutron.leap.view.ChangeSet;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be read and, mostly, subscribed: one object or a list of them. Reading and subscribing look at it
 * through the same rows, so a snapshot equals a read.
 *
 * @param bodyType such as {@code MultipleZoneStatus}
 * @param key name of the field in the body, such as {@code ZoneStatuses}
 * @param shape how many there are, and how a change is told
 */
public record Topic(String bodyType, String key, Shape shape, Rows rows) implements Source {

    /** How many objects there are, and how a change is told. */
    public enum Shape {
        /** A single one; a push holds what changed of it. */
        ONE,
        /** Several; a push holds those that changed, and of these what changed. */
        MANY,
        /** A list of definitions; when one comes, goes or changes, a push holds all. */
        LIST
    }

    /** Looks at the objects. */
    @FunctionalInterface
    public interface Rows {
        /**
         * The objects that may be different when what {@code changes} names has changed. None for a single object that
         * is not there, or not changed.
         */
        List<LeapObject> of(LeapView now, ChangeSet changes);
    }

    public static Topic one(String bodyType, String key, Rows rows) {
        return new Topic(bodyType, key, Shape.ONE, rows);
    }

    public static Topic many(String bodyType, String key, Rows rows) {
        return new Topic(bodyType, key, Shape.MANY, rows);
    }

    public static Topic list(String bodyType, String key, Rows rows) {
        return new Topic(bodyType, key, Shape.LIST, rows);
    }

    /** The answer to a read. */
    public LeapReply read(LeapView now, LeapUrl url) {
        List<LeapObject> all = rows.of(now, ChangeSet.ALL);
        if (shape == Shape.ONE) {
            if (all.isEmpty()) {
                throw LeapError.noSuch(url.text());
            }
            return LeapReply.ok(bodyType, key, all.getFirst());
        }
        return reply(url.where().map(where -> where.filter(all)).orElse(all));
    }

    /** A message that holds these objects; for a single one, exactly one. */
    public LeapReply reply(List<LeapObject> objects) {
        if (shape == Shape.ONE) {
            return LeapReply.ok(bodyType, key, objects.getFirst());
        }
        List<Map<String, @Nullable Object>> list = new ArrayList<>(objects.size());
        objects.forEach(object -> list.add(object.values()));
        return LeapReply.of(StatusCode.OK, bodyType, key, list);
    }

    /** The same with 204 where a client expects that for an empty list. */
    public static LeapReply emptyAs204(LeapReply reply) {
        boolean empty = reply.body().values().stream().allMatch(value -> value instanceof List<?> l && l.isEmpty());
        return empty ? LeapReply.noContent() : reply;
    }
}
