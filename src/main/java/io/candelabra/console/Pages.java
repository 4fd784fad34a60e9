package io.candelabra.console;

import io.candelabra.wire.http.EntityTag;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The pages of the console. Every screen is an address, and all are answered by one page, whose script shows the screen. Assets have a
 * hash of their content in their names, so browsers keep them; they come compressed from the jar, and are read from it once.
 */
public final class Pages implements RouteSet {
    private static final String HTML = "text/html; charset=utf-8";
    /** Nothing is loaded from another machine, nothing runs that is not a file of this server, and nobody frames the console. */
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';" + " frame-ancestors 'none'";

    private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9_-]{1,60}\\.(js|css|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** Files that are there: names that somebody made up take no room. */
    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    @Override
    public void routes(Routes routes) {
        routes.get("/sign-in", this::page)
                .get("/explorer", this::page)
                .get("/explorer/{api}", this::page)
                .get("/operations", this::page)
                .get("/sites", this::page)
                .get("/sites/{site}", this::page)
                .get("/sites/{site}/{screen}", this::page)
                .get("/sites/{site}/{screen}/{item}", this::page)
                .get("/assets/{file}", this::asset);
    }

    /** Whether a request comes from a browser that shows a page, and not from a program that reads JSON. */
    public static boolean wanted(Exchange x) {
        return x.headers("Accept").stream()
                .anyMatch(types -> types.toLowerCase(Locale.ROOT).contains("text/html"));
    }

    /** The one page. */
    public Reply page(Exchange x) {
        Optional<byte[]> page = file("index.html");
        if (page.isEmpty()) {
            return Reply.text(404, "The pages of the console were not built; GET / tells what is where, as JSON.");
        }
        return Reply.bytes(200, HTML, page.get())
                .header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-cache")
                .header("Referrer-Policy", "no-referrer")
                .header("Vary", "Accept")
                .header("X-Frame-Options", "DENY");
    }

    private Reply asset(Exchange x) {
        String name = x.path("file");
        boolean packed = x.headers("Accept-Encoding").stream()
                .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("gzip"));
        Optional<byte[]> bytes =
                ASSET.matcher(name).matches() ? file("assets/" + name + (packed ? ".gz" : "")) : Optional.empty();
        if (bytes.isEmpty()) {
            return Reply.text(404, "There is no such file.");
        }
        EntityTag tag = new EntityTag('"' + name + '"');
        Reply reply = tag.isAmong(x.headers("If-None-Match"), true)
                ? Reply.empty(304)
                : Reply.bytes(200, TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), ""), bytes.get());
        Reply whole = packed && reply.status() == 200 ? reply.header("Content-Encoding", "gzip") : reply;
        return whole.header("ETag", "W/" + tag.text())
                .header("Cache-Control", FOR_EVER)
                .header("Vary", "Accept-Encoding");
    }

    private Optional<byte[]> file(String name) {
        byte[] known = read.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> file = resource(name);
        file.ifPresent(bytes -> read.put(name, bytes));
        return file;
    }

    private static Optional<byte[]> resource(String name) {
        try (InputStream in = Pages.class.getResourceAsStream("/console/" + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException("a page cannot be read: " + name, broken);
        }
    }
}
