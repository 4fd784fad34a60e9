package io.candelabra.push;

import java.util.Map;

/**
 * A message on its way: where to, and all that is sent. Holds secrets in clear, so it is never logged or kept.
 *
 * @param rootPem the only root certificate that the receiver's may come from; empty for the usual ones
 */
public record Letter(String url, Map<String, String> headers, byte[] body, String rootPem) {
    @Override
    public String toString() {
        return "Letter[" + body.length + " bytes]";
    }
}
