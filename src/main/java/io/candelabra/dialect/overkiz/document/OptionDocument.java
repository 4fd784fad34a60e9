package io.candelabra.dialect.overkiz.document;

import io.candelabra.model.Resource.Extra;
import io.candelabra.wire.json.Spread;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An option that a setup has subscribed to, as it came in with an imported home.
 *
 * @param imported all that came in: {@code creationTime, lastUpdateTime, startDate, endDate?} as ms since 1970, and the
 *     parameters; it replaces the components before it
 */
public record OptionDocument(
        String optionId,
        @Nullable List<ParameterDocument> parameters,
        @Spread Map<String, @Nullable Object> imported) {

    public record ParameterDocument(
            String name, @Nullable String value, @Spread Map<String, @Nullable Object> imported) {}

    public static OptionDocument of(Extra extra) {
        return new OptionDocument(extra.name(), null, VendorFields.object(extra.json()));
    }

    /** The parameter of a name; empty where the option has none. */
    public Optional<ParameterDocument> parameter(String name) {
        return VendorFields.objectsIn(imported, "parameters").stream()
                .filter(parameter -> name.equals(parameter.get("name")))
                .findFirst()
                .map(parameter -> new ParameterDocument(name, null, parameter));
    }
}
