package io.candelabra.dialect.sustainder.request;

import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.wire.http.Exchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Lists in pages, counted from 1. {@code _total} is the number on this page, since clients read on until it is 0; how
 * many there are in all is told besides. A request for no page gets more at once, and a link to the rest.
 */
public final class Paging {
    public static final int PAGE_SIZE = 200;
    /** The most that is sent if no page is asked for: a whole number of pages. */
    public static final int UNPAGED = 5 * PAGE_SIZE;

    private static final String PAGE = "page";
    private static final int LAST_PAGE = 10_000_000;

    private Paging() {}

    /** A list that can be read from any index on. */
    public interface Slices<T> {
        long count();

        /** @param from 0 for the first */
        List<T> slice(long from, int size);

        static <T> Slices<T> of(List<T> all) {
            return new Slices<>() {
                @Override
                public long count() {
                    return all.size();
                }

                @Override
                public List<T> slice(long from, int size) {
                    int start = (int) Math.min(from, all.size());
                    return all.subList(start, Math.min(all.size(), start + size));
                }
            };
        }
    }

    /**
     * Fills a list document. Its links to itself and to other pages carry the whole query of the request: a client that
     * follows them stays in its application and its filter.
     *
     * @param application whose list it is
     * @param path of the list, without a query
     */
    public static <T> Hal of(
            Exchange x,
            String base,
            Application application,
            String path,
            String rel,
            Slices<T> all,
            Function<T, ?> document) {
        Optional<String> asked = x.query(PAGE);
        int page = asked.map(Paging::page).orElse(1);
        long from = (long) (page - 1) * PAGE_SIZE;
        int size = asked.isPresent() ? PAGE_SIZE : UNPAGED;
        List<?> documents = all.slice(from, size).stream().map(document).toList();
        long count = all.count();
        Hal hal = Hal.at(base, linked(x, application, path, asked))
                .embed(rel, documents)
                .total(documents.size());
        if (from + documents.size() < count && !documents.isEmpty()) {
            hal.link("next", linked(x, application, path, Optional.of(Integer.toString(page + size / PAGE_SIZE))));
        }
        if (page > 1) {
            long last = Math.max(1, (count + PAGE_SIZE - 1) / PAGE_SIZE);
            hal.link("prev", linked(x, application, path, Optional.of(Long.toString(Math.min(page - 1L, last)))));
        }
        return hal.put("_count", count);
    }

    /** The path with the request's own query, and its page where one is meant. */
    private static String linked(Exchange x, Application application, String path, Optional<String> page) {
        Map<String, List<String>> query = new LinkedHashMap<>(x.queries());
        query.remove(PAGE);
        page.ifPresent(number -> query.put(PAGE, List.of(number)));
        StringJoiner joined = new StringJoiner("&", "?", "").setEmptyValue("");
        query.forEach((name, values) -> values.forEach(value -> joined.add(escaped(name) + "=" + escaped(value))));
        ApiCaller caller = ApiCaller.of(x);
        return caller.byName() ? path + joined : caller.within(application, path + joined);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int page(String text) {
        if (!text.matches("[0-9]{1,8}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LAST_PAGE) {
            throw SustainderFault.field(PAGE, "A page number of 1 or more is required.");
        }
        return Integer.parseInt(text);
    }
}
