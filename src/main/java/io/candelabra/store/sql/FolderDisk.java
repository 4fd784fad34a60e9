package io.candelabra.store.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/** The disk under a data folder, with the reserve as a file in it. */
final class FolderDisk implements Disk {
    private static final int BLOCK = 1 << 20;
    private static final long SEED = 0x43616e64;

    private final Path folder;
    private final Path file;

    /** @param file the reserve; it need not be there */
    FolderDisk(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    @Override
    public long free() {
        // asks the file's own system; the newer way reads the table of all mounts each time
        return folder.toFile().getUsableSpace();
    }

    @Override
    public long held() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    @Override
    public void hold(long bytes) throws IOException {
        if (bytes == 0) {
            Files.deleteIfExists(file);
            return;
        }
        try (FileChannel channel = FileChannel.open(DataDirectory.ownFile(file), StandardOpenOption.WRITE)) {
            long before = channel.size();
            if (bytes < before) {
                channel.truncate(bytes);
                return;
            }
            try {
                fill(channel, before, bytes);
            } catch (IOException full) {
                channel.truncate(before);
                throw full;
            }
        }
    }

    /** With what cannot be packed: some disks keep nothing for zeros. Not synced: its room is taken, its content means nothing. */
    private static void fill(FileChannel channel, long from, long to) throws IOException {
        byte[] noise = new byte[(int) Math.min(BLOCK, to - from)];
        new SplittableRandom(SEED).nextBytes(noise);
        long at = from;
        while (at < to) {
            at += channel.write(ByteBuffer.wrap(noise, 0, (int) Math.min(noise.length, to - at)), at);
        }
    }
}
