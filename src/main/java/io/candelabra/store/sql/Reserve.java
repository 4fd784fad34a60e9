package io.candelabra.store.sql;

import io.candelabra.core.site.DiskSpace;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room on the disk that is kept for what must go on when the disk is full. It is given up slice by slice, to a write that
 * found no room, so that what else fills the disk can take one slice at a time at most; and it is taken back when there is
 * room again. The last slice is kept for a start, which needs a little room before anything can be read.
 */
final class Reserve {
    private static final Logger log = LoggerFactory.getLogger(Reserve.class);
    /** It takes no more than this part of what is free. */
    private static final int SHARE = 4;

    private static final int SLICES = 8;
    /** Less than this is no room, whatever the reserve is. */
    private static final long LEAST = 512 << 10;

    private static final long LEAST_SLICE = 256 << 10;

    private final Disk disk;
    private final long wished;
    private long size;
    private volatile DiskSpace space = DiskSpace.PLENTY;

    /** @param wished bytes that it holds where the disk has them four times; 0 for no reserve */
    Reserve(Disk disk, long wished) {
        this.disk = disk;
        this.wished = wished;
    }

    /** The state that was found at the last look, or met since. */
    DiskSpace space() {
        return space;
    }

    /** Bytes that it is to hold on this disk. */
    long size() {
        return size;
    }

    /** Bytes that it holds now; 0 where nobody knows. */
    long held() {
        try {
            return disk.held();
        } catch (IOException unknown) {
            log.debug("what the reserve holds cannot be seen", unknown);
            return 0;
        }
    }

    /** Looks how much room there is: begins to save, or fills itself up again. */
    void look() {
        try {
            long held = disk.held();
            long free = disk.free();
            long all = free + held;
            size = Math.min(wished, Math.max(size, Math.max(held, all / SHARE)));
            // where there is less room than before, a third of it is left to everything else
            long target = Math.min(size, Math.max(held, all / 3 * 2));
            // more is free then than where saving begins: else the next write would begin all anew
            boolean enough = target >= size / 2 && all - target >= Math.max(size / 8 * 3, LEAST);
            boolean low = free < size / SHARE || held < size / 2;
            if (enough && (target != held || space != DiskSpace.PLENTY)) {
                disk.hold(target);
                space = DiskSpace.PLENTY;
            } else if (!enough && space == DiskSpace.PLENTY && low) {
                space = DiskSpace.SHORT;
            }
        } catch (IOException failed) {
            if (space == DiskSpace.PLENTY) {
                log.warn("the reserve cannot be looked after: {}", failed.toString());
                space = DiskSpace.SHORT;
            }
        }
    }

    /** A write found no room: gives up a slice; false where none is left. */
    boolean giveUp() {
        return giveUp(slice());
    }

    /** The same for a start, to which the last slice belongs. */
    boolean giveUpForStart() {
        return giveUp(0);
    }

    /** A start writes a few small files besides: for them there is to be a little room, where the reserve has any. */
    void makeRoomForStart() {
        try {
            while (disk.free() < LEAST_SLICE && disk.held() > 0) {
                giveUpForStart();
            }
        } catch (IOException failed) {
            log.warn("the reserve cannot be looked after: {}", failed.toString());
        }
    }

    private boolean giveUp(long kept) {
        try {
            long held = disk.held();
            if (held > kept) {
                disk.hold(Math.max(kept, held - slice()));
                space = DiskSpace.SHORT;
                return true;
            }
        } catch (IOException failed) {
            log.warn("the reserve cannot be given up: {}", failed.toString());
        }
        space = DiskSpace.NONE;
        return false;
    }

    private long slice() {
        return Math.max(size / SLICES, LEAST_SLICE);
    }

    /** Whether more is free than what a small write finds by chance. */
    boolean mayBeRoom() {
        try {
            return disk.free() >= LEAST_SLICE;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** A write found room. */
    void wrote() {
        if (space == DiskSpace.NONE) {
            space = DiskSpace.SHORT;
        }
    }
}
