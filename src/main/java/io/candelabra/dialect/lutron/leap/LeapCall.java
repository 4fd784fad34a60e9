package io.candelabra.dialect.lutron.leap;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Composer;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Cause;
import io.candelabra.model.ExecutionId;
import java.time.Duration;
import java.util.Map;

/** One request, as a handler sees it. */
public final class LeapCall {
    /** A client gives a request up after five seconds. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final LeapRequest request;
    private final Map<String, String> variables;
    private final LeapSession session;
    private final Sites sites;
    private final LeapTypes types;

    LeapCall(LeapRequest request, Map<String, String> variables, LeapSession session, Sites sites, LeapTypes types) {
        this.request = request;
        this.variables = variables;
        this.session = session;
        this.sites = sites;
        this.types = types;
    }

    LeapRequest request() {
        return request;
    }

    LeapUrl url() {
        return request.url();
    }

    LeapSession session() {
        return session;
    }

    Accent accent() {
        return session.accent();
    }

    /** The number at a variable; an address with anything else there names nothing. */
    int id(String variable) {
        String text = variables.getOrDefault(variable, "");
        boolean number = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw noSuch();
        }
        return Integer.parseInt(text);
    }

    int id() {
        return id("id");
    }

    /** What stands at a variable. */
    String word(String variable) {
        return variables.getOrDefault(variable, "");
    }

    LeapError noSuch() {
        return LeapError.noSuch(url().text());
    }

    Caller caller() {
        return session.caller().orElseThrow(LeapError::unauthorized);
    }

    /** The site as it is on disk now. */
    Installation now() {
        return shown(sites.view(caller(), session.site()));
    }

    Installation shown(View view) {
        return new Installation(view, types, accent());
    }

    /** The site as it is on disk once an execution has ended, or after a second at most. */
    Installation onceEnded(ExecutionId execution) {
        try {
            return shown(sites.awaitEnd(caller(), session.site(), execution, LONGEST_WAIT));
        } catch (InterruptedException e) {
            // the connection is being closed: what is known now is answered
            Thread.currentThread().interrupt();
            return now();
        }
    }

    /** Hands a command in at the door; what it led to is on disk when this returns. */
    <A> A submit(Command<A> command) {
        return sites.submit(caller(), session.site(), command, cause());
    }

    /** The same with a command that is composed from the site as it is, anew where somebody else was quicker. */
    <A> A compose(Composer<A> composer) {
        return sites.compose(caller(), session.site(), composer, cause());
    }

    private Cause cause() {
        String trace = session.name() + request.tag().map(tag -> "/" + tag).orElse("");
        return new Cause(accent().dialect(), caller().name(), trace.substring(0, Math.min(trace.length(), 100)));
    }
}
