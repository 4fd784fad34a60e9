package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of device types as JSON, each rendered once per type and face. A definition that came with an imported home
 * goes out as it came in, on the face whose shape it has.
 */
public final class RenderedDefinitions {
    /** @param type what it was made from; another instance of the same name makes it anew */
    private record Rendered(DeviceType type, String controllable, byte[] cloud, byte[] local) {}

    private final Map<String, Rendered> rendered = new ConcurrentHashMap<>();

    /** The definition as JSON. The array must not be changed. */
    public byte[] definition(View state, DeviceType type, boolean local) {
        Rendered found = find(state, type);
        return local ? found.local() : found.cloud();
    }

    /** The qualified name by which clients know the type: several types of a site may share it. */
    public String controllable(View state, DeviceType type) {
        return find(state, type).controllable();
    }

    private Rendered find(View state, DeviceType type) {
        Optional<Resource.SiteType> own = state.resource(Resource.SiteType.class, type.name());
        String key = own.isPresent() ? state.site() + " " + type.name() : type.name();
        Rendered found = rendered.get(key);
        if (found == null || found.type() != type) {
            found = render(type, own.map(Resource.SiteType::vendorJson).orElse(""));
            rendered.put(key, found);
        }
        return found;
    }

    private static Rendered render(DeviceType type, String imported) {
        Map<String, @Nullable Object> given = imported.isBlank() ? Map.of() : VendorFields.object(imported);
        boolean isCloud = given.containsKey("qualifiedName");
        boolean isLocal = !isCloud && given.containsKey("commands");
        String controllable =
                given.get("qualifiedName") instanceof String name ? name : Resource.SiteType.plainName(type.name());
        return new Rendered(
                type,
                controllable,
                isCloud
                        ? imported.getBytes(StandardCharsets.UTF_8)
                        : Json.write(DefinitionDocument.cloud(type, controllable)),
                isLocal ? imported.getBytes(StandardCharsets.UTF_8) : Json.write(DefinitionDocument.local(type)));
    }
}
