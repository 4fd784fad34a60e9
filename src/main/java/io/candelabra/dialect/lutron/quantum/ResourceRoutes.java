package io.candelabra.dialect.lutron.quantum;

import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.ResourceTree;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.EntityTag;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The same resources without the envelope, each under an address of its own: a read is GET, an update is PUT, the
 * answer is the body alone, and a refusal is told as HTTP tells it. Every answer to a read has an entity tag, so a
 * client that has it already is told only that nothing changed (304), and one that updates can ask that nobody did
 * before it (412).
 */
final class ResourceRoutes implements RouteSet {
    private static final String ROOT = "/leap";

    private final Leap leap;
    /** Requests with a condition go one after the other, so that of two with the same tag one is too late. */
    private final Map<SiteId, ReentrantLock> conditional = new ConcurrentHashMap<>();

    ResourceRoutes(Leap leap) {
        this.leap = leap;
    }

    @Override
    public void routes(Routes routes) {
        for (ResourceTree.Entry entry : leap.tree().entries()) {
            boolean here = entry.envelopes().contains(Envelope.QUANTUM);
            if (here && entry.verb() == Verb.READ) {
                routes.get(ROOT + entry.path(), this::getByPath);
            } else if (here && entry.verb() == Verb.UPDATE && !entry.open()) {
                routes.put(ROOT + entry.path(), this::putByPath);
            }
        }
    }

    Reply getByPath(Exchange x) {
        LeapReply read = read(x);
        if (read.isError()) {
            return Problems.of(read);
        }
        if (read.body().isEmpty()) {
            return Reply.noContent();
        }
        EntityTag tag = EntityTag.of(read.body());
        List<String> known = x.headers("If-None-Match");
        Reply reply = !known.isEmpty() && tag.isAmong(known, true) ? Reply.empty(304) : Reply.ok(read.body());
        return reply.header("ETag", tag.text()).header("Cache-Control", "no-cache");
    }

    Reply putByPath(Exchange x) {
        String type = x.header("Content-Type").orElse("");
        if (!type.isEmpty() && !QuantumRoutes.isJson(type)) {
            return Problems.of(415, "An update is application/json");
        }
        if (!(x.jsonTree() instanceof Map<?, ?> body)) {
            return Problems.of(400, "An update is an object with one field, named after what it is");
        }
        List<String> expected = x.headers("If-Match");
        List<String> unexpected = x.headers("If-None-Match");
        if (expected.isEmpty() && unexpected.isEmpty()) {
            return update(x, body);
        }
        QuantumSession session = x.get(QuantumKeys.SESSION);
        ReentrantLock lock = conditional.computeIfAbsent(session.site(), site -> new ReentrantLock());
        lock.lock();
        try {
            LeapReply before = read(x);
            if (before.isError()) {
                return Problems.of(before);
            }
            EntityTag tag = EntityTag.of(before.body());
            boolean asExpected = expected.isEmpty() || tag.isAmong(expected, false);
            boolean other = unexpected.isEmpty() || !tag.isAmong(unexpected, true);
            return asExpected && other
                    ? update(x, body)
                    : Problems.of(412, "The resource is not as the request expects it to be");
        } finally {
            lock.unlock();
        }
    }

    private Reply update(Exchange x, Map<?, ?> body) {
        LeapReply done = leap.resource(Verb.UPDATE, url(x), body, x.get(QuantumKeys.SESSION));
        return done.isError() ? Problems.of(done) : Reply.status(done.status().number(), done.body());
    }

    private LeapReply read(Exchange x) {
        return leap.resource(Verb.READ, url(x), Map.of(), x.get(QuantumKeys.SESSION));
    }

    /** The address in the language; its query, such as {@code where=}, in clear. */
    private static String url(Exchange x) {
        String path = x.rawPath().substring((QuantumFace.PREFIX + ROOT).length());
        StringBuilder url = new StringBuilder(path);
        x.queries()
                .forEach((name, values) -> values.forEach(value -> url.append(url.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value)));
        return url.toString();
    }

    /** Whether an address is one of these, and so is answered with problem details. */
    static boolean covers(String rawPath) {
        return rawPath.startsWith(QuantumFace.PREFIX + ROOT + "/");
    }
}
