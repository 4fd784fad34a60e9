package io.candelabra.dialect.overkiz.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.SiteId;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;

/**
 * Large answers as JSON, kept for the next caller who asks before anything has changed. A state is immutable, so an answer
 * holds for as long as the site's state is that very instance and the caller sees the same of it.
 */
public final class RenderedLists {
    private static final long MOST_BYTES = 64L << 20;

    private record Key(SiteId site, String setupOid, boolean local, String what, Object keptBack) {}

    private record Listing(WeakReference<Object> moment, byte[] bytes) {}

    private final Cache<Key, Listing> listings = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Listing listing) -> listing.bytes().length)
            .build();

    /** @param what names the answer, such as {@code devices} */
    public byte[] get(OverkizSession session, View state, String what, Supplier<byte[]> make) {
        Key key = new Key(session.site(), session.setupOid(), session.local(), what, state.keptBack());
        Listing found = listings.getIfPresent(key);
        if (found == null || found.moment().get() != state.moment()) {
            found = new Listing(new WeakReference<>(state.moment()), make.get());
            listings.put(key, found);
        }
        return found.bytes();
    }
}
