package io.candelabra.dialect.sustainder.words;

import io.candelabra.wire.http.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lists in pages, counted from 1. {@code _total} is the number on this page, since clients read on until it is 0; how many
 * there are in all is told besides. Who asks for no page gets more at once, and a link to the rest.
 */
public final class Paging {
    public static final int PAGE_SIZE = 200;
    /** What is sent at most to who asks for no page: a whole number of pages. */
    public static final int UNPAGED = 5 * PAGE_SIZE;

    private static final int LAST_PAGE = 10_000_000;

    private Paging() {}

    /** Something that can be read from any place on. */
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
     * Fills a list document.
     *
     * @param path of the list, with its query but for the page
     */
    public static <T> Hal of(Exchange x, String base, String path, String rel, Slices<T> all, Function<T, ?> document) {
        Optional<String> asked = x.query("page");
        int page = asked.map(Paging::page).orElse(1);
        long from = (long) (page - 1) * PAGE_SIZE;
        int size = asked.isPresent() ? PAGE_SIZE : UNPAGED;
        List<?> documents = all.slice(from, size).stream().map(document).toList();
        long count = all.count();
        Hal hal = Hal.at(base, path).embed(rel, documents).total(documents.size());
        String join = path.contains("?") ? "&" : "?";
        if (from + documents.size() < count && !documents.isEmpty()) {
            hal.link("next", path + join + "page=" + (page + size / PAGE_SIZE));
        }
        if (page > 1) {
            long last = Math.max(1, (count + PAGE_SIZE - 1) / PAGE_SIZE);
            hal.link("prev", path + join + "page=" + Math.min(page - 1L, last));
        }
        return hal.put("_count", count);
    }

    private static int page(String text) {
        if (!text.matches("[0-9]{1,8}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LAST_PAGE) {
            throw SustainderFault.field("page", "A page number of 1 or more is required.");
        }
        return Integer.parseInt(text);
    }
}
