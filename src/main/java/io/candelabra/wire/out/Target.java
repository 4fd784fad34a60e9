package io.candelabra.wire.out;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request goes, taken apart.
 *
 * @param host a name, or an address without brackets
 * @param path with the query, at least a slash
 */
public record Target(boolean tls, String host, int port, String path) {
    private static final int LONGEST = 2_000;

    /** Numbers with a zero before them: some read them as octal, others do not. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?:[0-9]+\\.)*0[0-9]+(?:\\.[0-9]+)*");

    /**
     * Takes an address apart: http or https, a host, a port, a path; nothing else.
     *
     * @throws IllegalArgumentException with a sentence that can be shown to whoever gave it
     */
    public static Target of(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("is not a URL");
        }
        if (url.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("is not an https URL");
        }
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException("has no host");
        }
        if (AMBIGUOUS.matcher(host).matches()) {
            throw new IllegalArgumentException("has an address that can be read in two ways");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("holds a user name or password; give them by themselves");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("has a port that does not exist");
        }
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String rawPath = uri.getRawPath();
        String path = rawPath == null || rawPath.isEmpty() ? "/" : rawPath;
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        boolean tls = scheme.equals("https");
        return new Target(tls, plain, uri.getPort() < 0 ? (tls ? 443 : 80) : uri.getPort(), ascii(path + query));
    }

    private static String ascii(String path) {
        if (!path.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException("holds characters that must be escaped");
        }
        return path;
    }

    /** The same machine with another path. */
    Target at(String other) {
        return new Target(tls, host, port, ascii(other));
    }

    /** As it stands in the Host header. */
    String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }
}
