package io.candelabra.push;

import java.util.Map;

/** A message on its way: where to, and all that is sent. Holds secrets in clear, so it is never logged or kept. */
public record Letter(String url, Map<String, String> headers, byte[] body) {
    @Override
    public String toString() {
        return "Letter[" + body.length + " bytes]";
    }
}
