package io.candelabra.dialect.sustainder.request;

import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Account;
import io.candelabra.wire.http.Attribute;
import io.candelabra.wire.http.Exchange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller with its applications. A request that acts names its application, in the body or in the query; if it does
 * not, the first is meant. A request that only looks at one thing finds it in any of them. A link that would lead to
 * the first by itself names the one that is meant; so does every link where the request named one itself.
 *
 * @param applications in their order, at least one
 * @param byName whether the query of the request names an application
 */
public record ApiCaller(Account account, List<Application> applications, Cause cause, boolean byName) {
    public static final Attribute<ApiCaller> KEY = Attribute.of("sustainder caller", ApiCaller.class);

    /** The query parameter, and the field of a body, that names an application. */
    public static final String ARTKEY = "application_artkey";

    public ApiCaller {
        applications = List.copyOf(applications);
    }

    public static ApiCaller of(Exchange x) {
        return x.get(KEY);
    }

    /** The application that a body names, or the query; they must not name two. */
    public Application named(Exchange x, Body body) {
        if (!body.has(ARTKEY)) {
            return named(x);
        }
        Application named = byKey(body.raw(ARTKEY));
        if (x.query(ARTKEY).isPresent() && !named(x).equals(named)) {
            throw SustainderFault.field(ARTKEY, "The body and the query name two applications.");
        }
        return named;
    }

    /** The application that a query names. */
    public Application named(Exchange x) {
        return x.query(ARTKEY).map(this::byKey).orElseGet(this::first);
    }

    /** Those in which a single thing is looked for. */
    public List<Application> searched(Exchange x) {
        Optional<String> key = x.query(ARTKEY);
        return key.isPresent() ? List.of(byKey(key.get())) : applications;
    }

    /** Those in which a single thing is looked for, to be changed as a body says. */
    public List<Application> searched(Exchange x, Body body) {
        return body.has(ARTKEY) ? List.of(named(x, body)) : searched(x);
    }

    /**
     * A path that leads into an application: it is named where the request named one, and where it is not the one that
     * is meant without a name.
     *
     * @param path with its query, if it has one
     */
    public String within(Application application, String path) {
        return application.equals(first()) && !byName
                ? path
                : path + (path.contains("?") ? "&" : "?") + ARTKEY + "=" + application.artkey();
    }

    private Application byKey(@Nullable Object key) {
        String text =
                switch (key) {
                    case Long number -> Long.toString(number);
                    case String word when word.matches("[0-9]{1,9}") -> word;
                    case null, default -> throw SustainderFault.field(ARTKEY, "A valid integer is required.");
                };
        return applications.stream()
                .filter(a -> Integer.toString(a.artkey()).equals(text))
                .findFirst()
                .orElseThrow(SustainderFault::noApplication);
    }

    private Application first() {
        return applications.stream().findFirst().orElseThrow(SustainderFault::noApplication);
    }
}
