package io.candelabra.intake;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Definitions of devices in the Overkiz form, as something other than a file tells them. */
public final class ToldDefinitions {
    private final Catalogue catalogue;

    public ToldDefinitions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The type that a definition describes, with what its commands do as far as the catalogue knows it.
     *
     * @param controllable the name of the type
     * @param definition in the form of the cloud or of a box
     * @param states of a device of the type: they tell the data types that definitions leave out
     * @return empty where it cannot be read
     */
    public Optional<DeviceType> type(
            String controllable, Map<String, @Nullable Object> definition, List<State> states) {
        try {
            LocatedJson located =
                    LocatedJson.of("definition", definition, new Omissions()).whole();
            DeviceType described = OverkizDefinition.type(controllable, located, catalogue.find(controllable));
            return Optional.of(catalogue.modelled(SiteTypes.withKinds(described, states)));
        } catch (BadHome unreadable) {
            return Optional.empty();
        }
    }
}
