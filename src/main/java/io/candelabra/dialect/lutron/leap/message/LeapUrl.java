package io.candelabra.dialect.lutron.leap.message;

import java.util.List;
import java.util.Optional;

/**
 * The address of a resource: {@code /zone/5/status}, or a list with a condition: {@code /device?where=IsThisDevice:true}.
 *
 * @param text as it was sent; answers repeat it
 * @param segments the words between the slashes
 * @param where the condition; empty for none
 */
public record LeapUrl(String text, List<String> segments, Optional<ListCondition> where) {
    private static final int LONGEST = 1_000;

    /** Reads an address; throws {@link LeapError} 400 where it is none. */
    public static LeapUrl of(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.charAt(0) != '/') {
            throw LeapError.bad("Header/Url has to be an address such as /zone/5/status");
        }
        int question = text.indexOf('?');
        String path = question < 0 ? text : text.substring(0, question);
        if (!path.chars().allMatch(LeapUrl::isPathCharacter)) {
            throw LeapError.bad("Header/Url holds characters that no address has");
        }
        String query = question < 0 ? "" : text.substring(question + 1);
        return new LeapUrl(text, List.of(path.substring(1).split("/", -1)), condition(question >= 0, query));
    }

    private static Optional<ListCondition> condition(boolean asked, String query) {
        if (!asked || query.startsWith("include=")) {
            return Optional.empty();
        }
        if (!query.startsWith("where=")) {
            throw LeapError.bad("Header/Url has a query other than where=");
        }
        return Optional.of(ListCondition.of(query.substring("where=".length())));
    }

    private static boolean isPathCharacter(int c) {
        return c == '/'
                || c == '-'
                || c == '_'
                || c == '.'
                || (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z');
    }
}
