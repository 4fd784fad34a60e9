package io.candelabra.isolation;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Sessions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of the variables of paths and of the fields of bodies that name things: those of one's own, of another
 * site, or of nobody.
 *
 * @param values by the name of the variable or the field; a value that tells things apart is in all three sets, another one
 */
record Ids(Map<String, String> values) {
    private static final int SHORTEST = 6;

    /** A key and a session of somebody, as the console names them: by the beginning of their ids. */
    static Map<String, String> access(Accounts accounts, String account) {
        Sessions sessions = accounts.sessions();
        String key = sessions.keys(each -> each.account().equals(account))
                .getFirst()
                .key()
                .id();
        String session =
                sessions.open(each -> each.account().equals(account)).getFirst().id();
        return Map.of("key", key.substring(0, 12), "session", session.substring(0, 12));
    }

    /** A path with its variables filled in; null where one is not known. */
    @org.jspecify.annotations.Nullable
    String fill(String path, Map<String, String> plain) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < path.length()) {
            int open = path.indexOf('{', at);
            if (open < 0) {
                return filled.append(path, at, path.length()).toString();
            }
            int close = path.indexOf('}', open);
            String name = path.substring(open + 1, close);
            String value = values.getOrDefault(name, plain.get(name));
            if (value == null) {
                return null;
            }
            filled.append(path, at, open)
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
            at = close + 1;
        }
        return filled.toString();
    }

    /** An answer without the ids that it repeats, in the order of their lengths, and without what names one request. */
    String masked(String answer) {
        Map<String, String> longest = new LinkedHashMap<>();
        values.values().stream()
                .sorted((a, b) -> b.length() - a.length())
                .forEach(value -> longest.put(value, URLEncoder.encode(value, StandardCharsets.UTF_8)));
        String masked = answer;
        for (Map.Entry<String, String> value : longest.entrySet()) {
            masked = value.getKey().length() < SHORTEST
                    ? masked.replaceAll("\\b" + value.getKey() + "\\b", "<id>")
                    : masked.replace(value.getKey(), "<id>").replace(value.getValue(), "<id>");
        }
        return masked.replaceAll("\\b[0-9a-f]{32}\\b", "<trace>");
    }
}
