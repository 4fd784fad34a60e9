package io.candelabra.dialect.overkiz.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.candelabra.core.state.SiteState;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource.Grant;
import io.candelabra.model.SiteId;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Large answers, kept for whoever asks again before anything has changed: a state is immutable, so that an answer holds for
 * as long as the site's state is that very instance and the asker sees the same of it.
 */
public final class Listings {
    private static final long MOST_BYTES = 64L << 20;

    private record Key(SiteId site, String setupOid, boolean local, String what, String area, Set<DeviceId> hidden) {}

    private record Listing(WeakReference<SiteState> state, byte[] bytes) {}

    private final Cache<Key, Listing> listings = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Listing listing) -> listing.bytes().length)
            .build();

    /** @param what names the answer, such as {@code devices} */
    public byte[] get(OverkizSession session, SiteState state, String what, Supplier<byte[]> make) {
        Set<DeviceId> hidden =
                session.caller().grant(session.site()).map(Grant::hiddenDevices).orElse(Set.of());
        Key key = new Key(
                session.site(),
                session.setupOid(),
                session.local(),
                what,
                session.caller().area(),
                hidden);
        Listing found = listings.getIfPresent(key);
        if (found == null || found.state().get() != state) {
            found = new Listing(new WeakReference<>(state), make.get());
            listings.put(key, found);
        }
        return found.bytes();
    }
}
