package io.candelabra.dialect.lutron.quantum;

import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one address: a message of the language in, a message out. Errors of the language are HTTP 200 as well. */
final class QuantumRoutes implements RouteSet {
    private final Leap leap;

    QuantumRoutes(Leap leap) {
        this.leap = leap;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/leap", this::post);
    }

    static boolean isJson(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    Reply post(Exchange x) {
        String type = x.header("Content-Type").orElse("");
        if (!type.isEmpty() && !isJson(type)) {
            return Reply.status(415, Map.of("Message", "A message is application/json"));
        }
        @Nullable Object message = x.jsonTree();
        LeapReply reply = leap.answer(message, x.get(QuantumKeys.SESSION));
        return Reply.json(reply.encode(LeapRequest.Head.of(message))).as("application/json; charset=utf-8");
    }
}
