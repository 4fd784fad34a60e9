package io.candelabra.intake;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a home from a file: the answer of an Overkiz {@code GET setup} in its cloud or its local form, or the
 * diagnostics download of Home Assistant's Overkiz integration, in which such an answer stands (with or without the
 * action groups). Masked files are welcome: gateway ids that do not have the usual form, or that are taken, are
 * re-numbered, and missing oids are made, always the same for the same file and name; the report says which. One odd
 * member condemns nothing: it is left out, and the report says where it stood and why.
 */
public final class HomeFile {
    private HomeFile() {}

    /**
     * @param content the file
     * @param name the home's name; ids that have to be made depend on it
     * @param takenGateways gateway ids that other sites have already
     * @throws BadHome if the file is no home, or a home that cannot be; it says where and why
     */
    public static ImportedHome read(byte[] content, String name, Catalogue catalogue, Set<String> takenGateways) {
        return read(content, name, catalogue, takenGateways, Set.of());
    }

    /** @param takenSetups setup oids that other sites are shown under */
    public static ImportedHome read(
            byte[] content, String name, Catalogue catalogue, Set<String> takenGateways, Set<String> takenSetups) {
        Omissions omissions = new Omissions();
        LocatedJson file;
        try {
            file = LocatedJson.of("$", omissions.withoutNulls("$", Json.tree(content)), omissions);
        } catch (JsonException unreadable) {
            String place =
                    unreadable.line() > 0 ? "line " + unreadable.line() + ", column " + unreadable.column() : "$";
            throw new BadHome(place, String.valueOf(unreadable.getMessage()));
        }
        LocatedJson setup = setup(file)
                .orElseThrow(() -> new BadHome(
                        "$",
                        "no home was found: an object with 'gateways' and 'devices' was expected, at the top, in 'setup'"
                                + " or in 'data.setup'"));
        LocatedJson around = actionGroups(file).orElse(setup);
        HomeIds ids = new HomeIds(name, takenGateways, takenSetups);
        return new HomeReading(name, catalogue, ids, omissions).read(setup, around);
    }

    /** The object that holds gateways and devices: here, or a few steps down the ways that downloads are packed. */
    private static Optional<LocatedJson> setup(LocatedJson object) {
        if (object.has("gateways") || object.has("devices")) {
            return Optional.of(object);
        }
        for (String key : new String[] {"setup", "data"}) {
            Optional<LocatedJson> inner = inside(object, key).flatMap(HomeFile::setup);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    private static Optional<LocatedJson> actionGroups(LocatedJson object) {
        if (object.has("action_groups") || object.has("actionGroups")) {
            return Optional.of(object);
        }
        for (String key : new String[] {"setup", "data"}) {
            Optional<LocatedJson> inner = inside(object, key).flatMap(HomeFile::actionGroups);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    private static Optional<LocatedJson> inside(LocatedJson object, String key) {
        @Nullable Object value = object.fields().get(key);
        return value instanceof Map<?, ?>
                ? Optional.of(LocatedJson.of(object.at(key), value, object.omissions()))
                : Optional.empty();
    }
}
