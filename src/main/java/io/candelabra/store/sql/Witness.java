package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.StoreFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file beside the database that holds the number of the store's last commit: a database that is gone, or has lost
 * its end, says nothing of it by itself.
 *
 * <p>It is written after each commit and never synced. So it outlives a killed process; after a cut of the power it can only
 * be older than the database, which raises no alarm. Two places take turns, so that one half written leaves the other.
 *
 * <p>It is locked as well, so that the removal of the lock file does not let a second server in.
 */
final class Witness implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Witness.class);
    private static final int PLACE = 16;

    private final FileChannel channel;
    private boolean told;

    private Witness(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StoreFailed if another server has it */
    static Witness open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new StoreFailed("another server is running on the data directory " + file.getParent(), null);
        }
        return new Witness(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ourselves) {
            // a store of this same process has it
            return null;
        }
    }

    /** The number of the last commit that was seen; 0 where none was. */
    long last() throws IOException {
        return Math.max(at(0), at(1));
    }

    private long at(int place) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(PLACE);
        channel.read(read, (long) place * PLACE);
        if (read.hasRemaining()) {
            return 0;
        }
        long number = read.getLong(0);
        return read.getLong(Long.BYTES) == sum(number) ? number : 0;
    }

    private static long sum(long number) {
        return new Checksum().number(number).value();
    }

    /** A commit is on disk. */
    void saw(long number) {
        ByteBuffer written =
                ByteBuffer.allocate(PLACE).putLong(number).putLong(sum(number)).flip();
        try {
            channel.write(written, (number & 1) * PLACE);
        } catch (IOException failed) {
            if (!told) {
                told = true;
                log.warn("the witness of the database cannot be written: {}", failed.toString());
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            log.warn("the witness of the database could not be closed: {}", failed.toString());
        }
    }
}
