package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.model.Resource;
import io.candelabra.wire.json.KeptJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The vendor texts that this dialect keeps with things of the model, and the operation that each text feeds. A vendor text is
 * JSON. A thing that this dialect alone keeps stands by itself: see {@link ExtraKind}.
 *
 * <table>
 * <caption>Vendor texts</caption>
 * <tr><th>of</th><th>name</th><th>what</th></tr>
 * <tr><td>all</td><td>{@value #DOCUMENT}</td><td>fields of the thing's document that the model does not hold: put over
 *     those that it does</td></tr>
 * <tr><td>all</td><td>{@value #ABSENT}</td><td>of what came in with an imported home: fields that the model holds and the
 *     file did not have; left out on the face whose form the file had</td></tr>
 * <tr><td>site profile</td><td>{@value #SHAPE}</td><td>the form of an imported home's file: {@code cloud} or {@code
 *     local}</td></tr>
 * <tr><td>device</td><td>{@value #STATE_REST}, {@value #ATTRIBUTE_REST}</td><td>by name, further fields of a state or an
 *     attribute that came in; they hold while its value is the {@code value} beside them</td></tr>
 * <tr><td>site profile</td><td>{@value #DOCUMENT}</td><td>{@code id creationTime lastUpdateTime location
 *     resellerDelegationType disconnectionConfiguration metadata features}</td></tr>
 * <tr><td>account</td><td>{@value #DOCUMENT}</td><td>{@code creationTime firstName lastName phoneNumber locale …} for
 *     {@code /enduser/mainAccount}</td></tr>
 * <tr><td>gateway</td><td>{@value #DOCUMENT}</td><td>{@code type subType connectivity functions mode firmwareVersion …}:
 *     also feeds {@code …/functions}, {@code …/version}, {@code …/synchronization/inProgress}</td></tr>
 * <tr><td>device, gateway</td><td>{@value #ADDITIONAL}</td><td>array of {@code {templateId,type,label,value,rank,unsafe}}
 *     for {@code …/additionalInformation}</td></tr>
 * <tr><td>device</td><td>{@value #MANUFACTURER}</td><td>array of {@code {name,value}}, shown where {@code
 *     withManufacturerData} asks for it</td></tr>
 * <tr><td>device</td><td>{@value #HIDDEN}</td><td>there: the device is listed by {@code /setup/devices/hidden} and
 *     nowhere else</td></tr>
 * <tr><td>gateway</td><td>{@value #PROTOCOLS}</td><td>{@code {"active":[…],"available":[…],"supported":[…]}}, prefixes such
 *     as {@code io}; where a list is absent, the protocols of the gateway's devices</td></tr>
 * <tr><td>gateway</td><td>{@value #DISCONNECTION}</td><td>{@code {"timeout":seconds}} for {@code
 *     …/disconnectionAlert/configuration}</td></tr>
 * <tr><td>gateway</td><td>{@value #DEVELOPER}</td><td>{@code {"active":true}} for {@code …/developerMode}</td></tr>
 * <tr><td>gateway</td><td>{@value #FAILED}</td><td>array of categories for {@code …/synchronization/failedTasks}</td></tr>
 * </table>
 */
public final class VendorFields {
    public static final String DIALECT = "overkiz";
    public static final String DOCUMENT = "overkiz";
    public static final String ABSENT = "overkiz.absent";
    public static final String SHAPE = "overkiz.shape";
    public static final String STATE_REST = "overkiz.states";
    public static final String ATTRIBUTE_REST = "overkiz.attributes";
    public static final String ADDITIONAL = "overkiz.additionalInformation";
    public static final String MANUFACTURER = "overkiz.manufacturerData";
    public static final String HIDDEN = "overkiz.hidden";
    public static final String PROTOCOLS = "overkiz.protocols";
    public static final String DISCONNECTION = "overkiz.disconnectionAlert";
    public static final String DEVELOPER = "overkiz.developerMode";
    public static final String FAILED = "overkiz.failedTasks";

    private VendorFields() {}

    /** A vendor text that is a JSON object; empty where there is none. */
    public static Map<String, @Nullable Object> object(Map<String, String> vendor, String name) {
        String text = vendor.get(name);
        return text == null ? Map.of() : object(text);
    }

    /** A vendor text that is a JSON array of objects; empty where there is none. */
    public static List<Map<String, @Nullable Object>> objects(Map<String, String> vendor, String name) {
        String text = vendor.get(name);
        return text == null ? List.of() : objects(text);
    }

    /** A vendor text that is a JSON array of texts; empty where there is none. */
    public static List<String> texts(Map<String, String> vendor, String name) {
        String text = vendor.get(name);
        return text == null ? List.of() : texts(text);
    }

    /** JSON text of an array of texts. */
    public static List<String> texts(String json) {
        return KeptJson.tree(json).orElse(null) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Whether a thing came in with a home whose file had the form of this face, so that it is shown as it came. */
    public static boolean asItCame(View state, Map<String, String> vendor, boolean local) {
        return vendor.containsKey(ABSENT)
                && state.resource(Resource.Profile.class, "site")
                        .map(profile -> profile.vendor().get(SHAPE))
                        .filter(shape -> shape.equals(local ? "local" : "cloud"))
                        .isPresent();
    }

    /** The texts of an array in an object; empty where there is none. */
    public static Optional<List<String>> textsIn(Map<String, @Nullable Object> object, String field) {
        return object.get(field) instanceof List<?> list
                ? Optional.of(list.stream().map(String::valueOf).toList())
                : Optional.empty();
    }

    /** JSON text of an object. */
    @SuppressWarnings("unchecked") // a tree's objects have text keys
    public static Map<String, @Nullable Object> object(String json) {
        return KeptJson.tree(json).orElse(null) instanceof Map<?, ?> map
                ? (Map<String, @Nullable Object>) map
                : Map.of();
    }

    /** JSON text of an array of objects; an entry that is no object is left out. */
    public static List<Map<String, @Nullable Object>> objects(String json) {
        return objectsOf(KeptJson.tree(json).orElse(null));
    }

    /** The objects of an array in an object; empty where there is none. */
    public static List<Map<String, @Nullable Object>> objectsIn(Map<String, @Nullable Object> object, String field) {
        return objectsOf(object.get(field));
    }

    @SuppressWarnings("unchecked") // a tree's objects have text keys
    private static List<Map<String, @Nullable Object>> objectsOf(@Nullable Object tree) {
        List<Map<String, @Nullable Object>> result = new ArrayList<>();
        if (tree instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    result.add((Map<String, @Nullable Object>) map);
                }
            }
        }
        return result;
    }
}
