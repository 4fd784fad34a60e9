package io.candelabra.dialect.sustainder.webhooks;

import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.wire.http.Exchange;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of subscriptions. */
enum HookType {
    /** When a lamp will switch, after its scheme changed. */
    DIMMING_SCHEME,
    /** News of a lamp after a command. */
    STATUS_RESPONSE,
    /** News of a lamp by itself. */
    STATUS_PUSH,
    /** A gateway came or went. */
    GATEWAY_STATE_CHANGE;

    /** As it stands in paths. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that a request's path names. */
    static HookType of(Exchange x) {
        return of(x.path("webhook_type")).orElseThrow(SustainderFault::notFound);
    }

    /** Where it is set and read, below the API's root. */
    String path() {
        return "/webhooks/" + word();
    }

    /** Id of the subscription of this type: an application has one. */
    String id(Application application) {
        return word() + "-" + application.artkey();
    }

    static Optional<HookType> of(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }
}
