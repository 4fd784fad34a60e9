package io.candelabra.dialect.lutron.leap.feed;

import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.LeapUrl;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.ButtonEvents;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.Source;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.ChangeSet;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One subscription of one connection, with what the subscriber knows already. */
final class Subscription {
    private final LeapRequest.Head head;
    private final Source source;
    private final Map<String, LeapObject> known = new HashMap<>();

    Subscription(LeapRequest.Head head, Source source) {
        this.head = head;
        this.source = source;
    }

    /** Address and tag that each push repeats. */
    LeapRequest.Head head() {
        return head;
    }

    Source source() {
        return source;
    }

    /** The answer to the subscription: everything. */
    LeapReply snapshot(LeapView now, LeapUrl url) {
        return switch (source) {
            case ButtonEvents ignored -> LeapReply.noContent();
            case Topic topic -> {
                LeapReply reply = topic.read(now, url);
                topic.rows().of(now, ChangeSet.ALL).forEach(row -> known.put(row.href(), row));
                yield reply;
            }
        };
    }

    /** The push that tells a subscriber of these changes; empty where the subscriber sees no difference. */
    Optional<LeapReply> changes(LeapView now, ChangeSet changes) {
        if (!(source instanceof Topic topic)) {
            return Optional.empty();
        }
        int before = known.size();
        List<LeapObject> deltas = deltas(now, changes);
        if (topic.shape() != Topic.Shape.LIST) {
            return deltas.isEmpty() ? Optional.empty() : Optional.of(push(topic.reply(deltas)));
        }
        return deltas.isEmpty() && known.size() >= before
                ? Optional.empty()
                : Optional.of(push(topic.reply(topic.rows().of(now, ChangeSet.ALL))));
    }

    /** Of each object that looks different, what is. Objects that are gone are forgotten. */
    List<LeapObject> deltas(LeapView now, ChangeSet changes) {
        List<LeapObject> deltas = new ArrayList<>();
        if (source instanceof Topic topic) {
            Set<String> there = new HashSet<>();
            for (LeapObject row : topic.rows().of(now, changes)) {
                there.add(row.href());
                LeapObject before = known.put(row.href(), row);
                (before == null ? Optional.of(row) : row.since(before)).ifPresent(deltas::add);
            }
            if (changes.anything()) {
                known.keySet().retainAll(there);
            }
        }
        return deltas;
    }

    /** States are pushed as if they had been read. */
    private static LeapReply push(LeapReply reply) {
        return reply.as(Verb.READ.response());
    }
}
