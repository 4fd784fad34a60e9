package io.candelabra.driver.leap;

import io.candelabra.wire.json.ToldJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a bridge: an answer, or news. What is odd in it is as if it were not there.
 *
 * @param url what it is about; empty where it does not say
 * @param tag that of the request; empty where it has none
 * @param status such as 200; 0 where it says none
 * @param paging to be given back for the next page of a list; empty for none
 */
record BridgeMessage(
        String url, String tag, int status, Map<String, @Nullable Object> body, Map<String, @Nullable Object> paging) {

    static BridgeMessage of(@Nullable Object tree) {
        Map<String, @Nullable Object> message = BridgeJson.object(tree);
        Map<String, @Nullable Object> header = BridgeJson.object(message.get("Header"));
        return new BridgeMessage(
                ToldJson.text(header, "Url"),
                ToldJson.text(header, "ClientTag"),
                status(ToldJson.text(header, "StatusCode")),
                BridgeJson.object(message.get("Body")),
                BridgeJson.object(header.get("Paging")));
    }

    private static int status(String text) {
        return text.matches("[1-5][0-9]{2}( .*)?") ? Integer.parseInt(text.substring(0, 3)) : 0;
    }

    /** Whether it is news, or an answer that says yes. */
    boolean good() {
        return status == 0 || status / 100 == 2;
    }

    /** Whether more will follow under the same tag. */
    boolean interim() {
        return status / 100 == 1;
    }

    boolean unauthorized() {
        return status == 401 || status == 403;
    }
}
