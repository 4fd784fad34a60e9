package io.candelabra.console.request;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.model.Cause;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Attribute;
import io.candelabra.wire.http.Exchange;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The person or program behind a request.
 *
 * @param caller with all rights of the account
 * @param session id of the session; empty where name and password came with the request
 * @param now the caller as it is later on, for answers that go on: empty once the proof is worth nothing any more
 */
public record ConsoleCaller(
        Account account, Caller caller, Optional<String> session, Cause cause, Supplier<Optional<Caller>> now) {
    /** How the console is called in causes and sessions. */
    public static final String NAME = "console";

    /** Where the filter leaves the caller. */
    public static final Attribute<ConsoleCaller> KEY = Attribute.of("console caller", ConsoleCaller.class);

    public static ConsoleCaller of(Exchange x) {
        return x.get(KEY);
    }

    /** The site that a path names. One that is not the caller's reads like one that is not there. */
    public SiteId site(Exchange x) {
        String name = x.path("site");
        return caller.grants().stream()
                .map(Grant::site)
                .filter(site -> site.value().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.noSuch("site", name));
    }
}
