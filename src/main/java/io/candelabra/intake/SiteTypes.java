package io.candelabra.intake;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types of one imported home: the catalogue's where a definition is exactly that, the site's own where it differs. */
final class SiteTypes {
    private final Catalogue catalogue;
    private final Map<String, String> nameByDefinition = new HashMap<>();
    private final Map<String, Resource.SiteType> own = new LinkedHashMap<>();
    private final Map<String, Boolean> usesCatalogue = new HashMap<>();

    SiteTypes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The name of the type that has exactly this definition. */
    String name(String controllable, LocatedJson definition, List<State> states) {
        String json = Json.text(definition.fields());
        String key = controllable + " " + json;
        String known = nameByDefinition.get(key);
        if (known != null) {
            return known;
        }
        String name =
                isCatalogues(controllable, definition) ? controllable : added(controllable, definition, json, states);
        nameByDefinition.put(key, name);
        return name;
    }

    private boolean isCatalogues(String controllable, LocatedJson definition) {
        boolean same = !own.containsKey(controllable)
                && catalogue
                        .find(controllable)
                        .filter(type -> OverkizDefinition.tree(type).equals(definition.fields()))
                        .isPresent();
        if (same) {
            usesCatalogue.put(controllable, true);
        }
        return same;
    }

    private String added(String controllable, LocatedJson definition, String json, List<State> states) {
        String name = controllable;
        int number = 2;
        while (own.containsKey(name) || usesCatalogue.containsKey(name)) {
            name = controllable + "~" + number++;
        }
        DeviceType described = OverkizDefinition.type(controllable, definition, catalogue.find(controllable));
        DeviceType modelled = catalogue.modelled(withKinds(described, states));
        own.put(name, new Resource.SiteType(named(modelled, name), json));
        return name;
    }

    /** A definition does not tell data types of states; the states of a device do. */
    static DeviceType withKinds(DeviceType type, List<State> states) {
        Map<String, State.Kind> kinds = new HashMap<>();
        states.forEach(state -> kinds.put(state.name(), state.kind()));
        List<StateType> declared = new ArrayList<>();
        for (StateType state : type.states()) {
            declared.add(state.withKind(kinds.getOrDefault(state.name(), state.kind())));
        }
        return with(type, type.name(), declared);
    }

    private static DeviceType named(DeviceType type, String name) {
        return with(type, name, type.states());
    }

    private static DeviceType with(DeviceType type, String name, List<StateType> states) {
        return new DeviceType(
                name,
                type.kind(),
                type.uiClass(),
                type.widget(),
                type.feedback(),
                type.uiProfiles(),
                type.uiClassifiers(),
                type.commands(),
                states,
                type.properties(),
                type.traits());
    }

    List<Resource.SiteType> own() {
        return List.copyOf(own.values());
    }
}
