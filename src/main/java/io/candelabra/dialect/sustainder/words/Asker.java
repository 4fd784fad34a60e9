package io.candelabra.dialect.sustainder.words;

import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Account;
import io.candelabra.wire.http.Attribute;
import io.candelabra.wire.http.Exchange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and for which applications. What acts names its application; where it does not, the first is meant. What only
 * looks at one thing finds it in any of them.
 *
 * @param applications in their order, at least one
 */
public record Asker(Account account, List<Application> applications, Cause cause) {
    public static final Attribute<Asker> KEY = Attribute.of("sustainder asker", Asker.class);

    private static final String ARTKEY = "application_artkey";

    public Asker {
        applications = List.copyOf(applications);
    }

    public static Asker of(Exchange x) {
        return x.get(KEY);
    }

    /** The application that a body names. */
    public Application named(Body body) {
        return body.has(ARTKEY) ? byKey(body.raw(ARTKEY)) : first();
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
