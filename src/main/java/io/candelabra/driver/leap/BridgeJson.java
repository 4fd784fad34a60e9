package io.candelabra.driver.leap;

import io.candelabra.wire.json.ToldJson;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The things that stand in everything that a bridge tells: names and addresses. What is odd is as if it were not there. */
final class BridgeJson {
    private static final Pattern HREF = Pattern.compile("/[a-z]{1,40}/[0-9A-Za-z_-]{1,40}");
    private static final int LONGEST_NAME = 100;

    private BridgeJson() {}

    /** A name that people gave: one line. */
    static String name(Map<String, @Nullable Object> object) {
        return ToldJson.line(object, "Name", LONGEST_NAME);
    }

    /** The address of a thing, such as {@code /zone/5}; empty where it is none. */
    static String href(Map<String, @Nullable Object> object) {
        String href = ToldJson.text(object, "href");
        return HREF.matcher(href).matches() ? href : "";
    }

    /** The address that stands in a field, such as {@code "Zone":{"href":"/zone/5"}}. */
    static String href(Map<String, @Nullable Object> object, String field) {
        return href(object(object.get(field)));
    }

    /** Empty where it is none. */
    static Map<String, @Nullable Object> object(@Nullable Object tree) {
        return ToldJson.object(tree).orElse(Map.of());
    }
}
