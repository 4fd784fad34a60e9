package io.candelabra.driver.leap;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to a bridge.
 *
 * @param verb such as {@code Read}
 * @param tag that its answer, and all news for a subscription, will have
 * @param body one field, named after what it is; empty for none
 * @param paging what a list's page before this one gave; empty for the first
 */
record BridgeRequest(String verb, String url, String tag, Map<String, ?> body, Map<String, ?> paging) {

    BridgeRequest(String verb, String url, String tag, Map<String, ?> body) {
        this(verb, url, tag, body, Map.of());
    }

    /** As it is written. */
    Map<String, Object> tree() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("ClientTag", tag);
        header.put("Url", url);
        if (!paging.isEmpty()) {
            header.put("Paging", paging);
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("CommuniqueType", verb + "Request");
        message.put("Header", header);
        if (!body.isEmpty()) {
            message.put("Body", body);
        }
        return message;
    }
}
