package io.candelabra.dialect.overkiz.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.candelabra.core.view.View;
import io.candelabra.core.work.Workbench;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.EntityTag;
import io.candelabra.wire.http.Rendered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Large answers as JSON, kept for the next caller who asks before anything has changed. A state is immutable, so an answer
 * holds for as long as the site's state is that very instance and the caller sees the same of it.
 */
public final class RenderedLists {
    private static final Logger log = LoggerFactory.getLogger(RenderedLists.class);
    private static final long MOST_BYTES = 64L << 20;
    /** Compressing keeps a processor busy for as long as making the answer: not on a thread that serves requests. */
    private static final Workbench PACKING = new Workbench("compression", 1, 16, 1);

    private record Key(SiteId site, String setupOid, boolean local, String what, Object keptBack) {}

    private record Listing(WeakReference<Object> moment, Rendered rendered) {}

    private final Cache<Key, Listing> listings = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Listing listing) -> listing.rendered().size())
            .build();

    /** Tells the answers of this process from those of the one before it. */
    private final String process;

    private final AtomicLong made = new AtomicLong();

    public RenderedLists(RandomGenerator random) {
        this.process = HexFormat.of().toHexDigits(random.nextLong());
    }

    /** @param what names the answer, such as {@code devices} */
    public Rendered get(OverkizSession session, View state, String what, Supplier<byte[]> make) {
        Key key = new Key(session.site(), session.setupOid(), session.local(), what, state.keptBack());
        Listing found = listings.getIfPresent(key);
        if (found == null || found.moment().get() != state.moment()) {
            EntityTag tag = new EntityTag('"' + process + "-" + Long.toHexString(made.incrementAndGet()) + '"');
            Rendered rendered = new Rendered(make.get(), tag, RenderedLists::packed);
            found = new Listing(new WeakReference<>(state.moment()), rendered);
            listings.put(key, found);
        }
        return found.rendered();
    }

    private static Optional<byte[]> packed(byte[] plain) {
        try {
            return Optional.of(PACKING.work(Workbench.Client.GUEST, () -> gzip(plain)));
        } catch (Workbench.Full busy) {
            log.debug("an answer goes uncompressed: {}", busy.getMessage());
            return Optional.empty();
        }
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 8);
        try (OutputStream out = new FastGzip(packed)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail", impossible);
        }
        return packed.toByteArray();
    }

    /** A list of devices shrinks to a twentieth with little work, and to a thirtieth with much. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 13);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
