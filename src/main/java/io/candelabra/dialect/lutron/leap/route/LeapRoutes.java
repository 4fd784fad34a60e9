package io.candelabra.dialect.lutron.leap.route;

import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.Verb;

/**
 * Takes the routes of a {@link LeapRouteSet}. A path is literal words and variables in braces, as {@code /zone/{id}/status};
 * literal words win over variables. The same verb and path twice is refused at start.
 */
public interface LeapRoutes {

    /** A route that needs no login. */
    LeapRoutes open(Verb verb, String path, LeapHandler handler);

    /** A route in both envelopes. */
    LeapRoutes route(Verb verb, String path, LeapHandler handler);

    /** A route in one envelope; in the other one the verb is not supported there. */
    LeapRoutes only(Envelope envelope, Verb verb, String path, LeapHandler handler);

    default LeapRoutes read(String path, LeapHandler handler) {
        return route(Verb.READ, path, handler);
    }

    /** Subscriptions need a connection that stays, which Quantum has not. */
    default LeapRoutes subscribe(String path, LeapHandler handler) {
        return only(Envelope.VIVE, Verb.SUBSCRIBE, path, handler);
    }

    /** Answers one request. Throws {@link LeapError} or the core's refusal. */
    @FunctionalInterface
    interface LeapHandler {
        LeapReply handle(LeapCall call);
    }
}
