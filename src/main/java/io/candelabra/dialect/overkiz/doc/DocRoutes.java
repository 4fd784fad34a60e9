package io.candelabra.dialect.overkiz.doc;

import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page for people: the calls of this server, section by section. */
public final class DocRoutes implements RouteSet {

    /** @param limit how often it may be called, as the limit's name; empty for none */
    public record Entry(String section, Method method, String path, String limit) {}

    private final List<Entry> entries;

    public DocRoutes(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/doc", this::get);
    }

    public Reply get(Exchange x) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<title>End-user API</title></head><body>\n<h1>End-user API</h1>\n");
        String section = "";
        for (Entry entry : entries) {
            if (!entry.section().equals(section)) {
                page.append(section.isEmpty() ? "" : "</ul>\n")
                        .append("<h2>")
                        .append(escaped(entry.section()))
                        .append("</h2>\n<ul>\n");
                section = entry.section();
            }
            page.append("<li><code>")
                    .append(entry.method())
                    .append(' ')
                    .append(escaped(entry.path()))
                    .append("</code>")
                    .append(entry.limit().isEmpty() ? "" : " (limit: " + escaped(entry.limit()) + ")")
                    .append("</li>\n");
        }
        page.append(section.isEmpty() ? "" : "</ul>\n").append("</body></html>\n");
        return Reply.bytes(200, "text/html; charset=utf-8", page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
