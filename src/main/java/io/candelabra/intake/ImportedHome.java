package io.candelabra.intake;

import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A home that came in as a file, as records of the model, nothing of it lost but what
 * the report names.
 *
 * <p>Fields without a component in the records stand in their {@code vendor} maps:
 *
 * <ul>
 *   <li>{@value #REST}: a JSON object of all fields that the record does not represent, as they stood in the file. On
 *       the profile these are the fields of the setup itself besides gateways, devices, zones and rootPlace; of a device,
 *       for example {@code widget}, {@code uiClass}, {@code type}, {@code shortcut}, {@code metadata}; a
 *       {@code controllableName} only where the device's type has a name of its own (see below); a {@code placeOID} only
 *       where it points at no place of the file.
 *   <li>{@value #ABSENT}: a JSON array of the fields that the record represents but the file did not have. A face that
 *       shows the home in the form of the file leaves them out: {@code states} only while there are none.
 *   <li>{@value #INDEX}: the place in its array, from 0. Areas count within their parent.
 *   <li>{@value #STATE_REST} (devices): a JSON object by name of state: fields of a state besides name, type and value,
 *       and a type number that the model does not know. {@value #ATTRIBUTE_REST} is the same of attributes. They hold
 *       while the state is at the {@code value} that stands with them.
 *   <li>{@value #ACTIONS} (scenes): the actions as they stood, with commands' fields that the model has no place for. They
 *       hold until the scene's actions are changed: compare them by device, name and parameters.
 *   <li>{@value #SHAPE} (profile): {@code cloud} or {@code local}, the form of the file.
 * </ul>
 *
 * <p>A face shows an object thus: the represented fields that are not absent, and over them the fields of the rest. Ids
 * of devices, areas, groups and scenes that Overkiz calls oid stand in {@code ids} under {@value #OID}; the ids of
 * areas, groups and scenes are these oids themselves, and so is the setup's under the rest of the profile.
 *
 * <p>A definition that is, field by field, {@link OverkizDefinition#tree} of the catalogue's type of that name leaves
 * nothing behind. Any other becomes a {@link Resource.SiteType} with the definition as it stood as its
 * {@code vendorJson}. Where devices with one controllableName have several definitions (bridges often do), the further
 * ones are named {@code name~2}, {@code name~3} …
 *
 * @param resources areas (from the root down), groups (zones), scenes (action groups) and types of the site's own
 */
public record ImportedHome(
        String name,
        Resource.Profile profile,
        List<Gateway> gateways,
        List<Device> devices,
        List<Resource> resources,
        ImportReport report) {

    /** Name of the driver of its gateways: simulated devices that change only when they are told to. */
    public static final String DRIVER = "simulator-still";

    public static final String REST = "overkiz";
    public static final String ABSENT = "overkiz.absent";
    public static final String INDEX = "overkiz.index";
    public static final String STATE_REST = "overkiz.states";
    public static final String ATTRIBUTE_REST = "overkiz.attributes";
    public static final String ACTIONS = "overkiz.actions";
    public static final String SHAPE = "overkiz.shape";
    public static final String OID = "overkiz.oid";

    public ImportedHome {
        gateways = List.copyOf(gateways);
        devices = List.copyOf(devices);
        resources = List.copyOf(resources);
    }

    /** The oid that the setup goes by, of a home's profile. */
    public static String setupOid(Resource.Profile profile) {
        Object rest = Json.tree(profile.vendor().getOrDefault(REST, "{}").getBytes(StandardCharsets.UTF_8));
        if (rest instanceof Map<?, ?> fields && fields.get("oid") instanceof String oid) {
            return oid;
        }
        throw new IllegalArgumentException("this is no profile of an imported home");
    }

    /**
     * Fields that the record does not represent; of this object, some fields do not fit into the record and stay as
     * well.
     */
    static Map<String, String> vendor(LocatedJson object, Set<String> represented, Set<String> unfit, int index) {
        Set<String> left = new HashSet<>(represented);
        left.removeAll(unfit);
        Map<String, String> vendor = new HashMap<>();
        vendor.put(REST, object.rest(left));
        vendor.put(ABSENT, object.absent(represented));
        vendor.put(INDEX, Integer.toString(index));
        return vendor;
    }
}
