package io.candelabra.dialect.lutron.leap.route;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Composer;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.LeapUrl;
import io.candelabra.dialect.lutron.leap.view.LeapTypes;
import io.candelabra.dialect.lutron.leap.view.LeapView;
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

    public LeapCall(
            LeapRequest request, Map<String, String> variables, LeapSession session, Sites sites, LeapTypes types) {
        this.request = request;
        this.variables = variables;
        this.session = session;
        this.sites = sites;
        this.types = types;
    }

    public LeapRequest request() {
        return request;
    }

    public LeapUrl url() {
        return request.url();
    }

    public LeapSession session() {
        return session;
    }

    public Envelope envelope() {
        return session.envelope();
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

    public int id() {
        return id("id");
    }

    /** The value of a variable of the path. */
    public String word(String variable) {
        return variables.getOrDefault(variable, "");
    }

    public LeapError noSuch() {
        return LeapError.noSuch(url().text());
    }

    Caller caller() {
        return session.caller().orElseThrow(LeapError::unauthorized);
    }

    /** The site as it is on disk now. */
    public LeapView now() {
        return shown(sites.view(caller(), session.site()));
    }

    public LeapView shown(View view) {
        return new LeapView(view, types, envelope());
    }

    /** The site as it is on disk once an execution has ended, or after a second at most. */
    public LeapView onceEnded(ExecutionId execution) {
        try {
            return shown(sites.awaitEnd(caller(), session.site(), execution, LONGEST_WAIT));
        } catch (InterruptedException e) {
            // the connection is being closed: the answer tells the state as it is known now
            Thread.currentThread().interrupt();
            return now();
        }
    }

    /** Hands a command in at the door; its events are on disk when this returns. */
    public <A> A submit(Command<A> command) {
        return sites.submit(caller(), session.site(), command, cause());
    }

    /** The same with a command that is composed from the site as it is, anew where somebody else was quicker. */
    public <A> A compose(Composer<A> composer) {
        return sites.compose(caller(), session.site(), composer, cause());
    }

    private Cause cause() {
        String trace = session.name() + request.tag().map(tag -> "/" + tag).orElse("");
        return new Cause(envelope().dialect(), caller().name(), trace.substring(0, Math.min(trace.length(), 100)));
    }
}
