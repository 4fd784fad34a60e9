package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.StoreFailed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that holds the data: only for its owner, and only for one server at a time. The lock is the operating
 * system's, so it ends with the process, however that ends.
 */
final class DataDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final FileChannel lockFile;

    private DataDirectory(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** @throws StoreFailed if it cannot be made or written, or another server uses it */
    static DataDirectory open(Path folder) {
        try {
            makeFolder(folder);
            Path file = ownFile(folder.resolve("candelabra.lock"));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StoreFailed(
                        "another server is running on the data directory " + folder
                                + ": stop it, or name another folder with --data",
                        null);
            }
            return new DataDirectory(folder, channel);
        } catch (IOException failed) {
            throw new StoreFailed("the data directory " + folder + " cannot be used: " + words(failed), failed);
        }
    }

    /** The mark that tells a file from another one that was put in its place; null where there is none. */
    @Nullable
    Object identity(String name) {
        try {
            return Files.readAttributes(folder.resolve(name), BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException gone) {
            return null;
        }
    }

    /** A file in the directory, which only the owner may read; it is made if it is not there. */
    Path file(String name) {
        try {
            return ownFile(folder.resolve(name));
        } catch (IOException failed) {
            throw new StoreFailed("the file " + folder.resolve(name) + " cannot be used: " + words(failed), failed);
        }
    }

    /**
     * Moves a whole data folder out of the way, if it is there, so that another can be begun. Nothing is deleted.
     *
     * @return where it is now; the folder itself where there was none
     * @throws StoreFailed if a server is running on it, or it cannot be moved
     */
    static Path moveAside(Path folder, Instant now) {
        if (!Files.exists(folder)) {
            return folder;
        }
        Path whole = folder.toAbsolutePath().normalize();
        Path aside = whole.resolveSibling(
                whole.getFileName() + ".before-" + now.toString().replace(':', '-'));
        try (DataDirectory ours = open(whole)) {
            Files.move(whole, aside, StandardCopyOption.ATOMIC_MOVE);
            return aside;
        } catch (IOException failed) {
            throw new StoreFailed(whole + " cannot be moved to " + aside + ": " + words(failed), failed);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        boolean fresh = !Files.exists(folder);
        Files.createDirectories(folder);
        if (!posix(folder)) {
            return;
        }
        if (fresh) {
            Files.setPosixFilePermissions(folder, FOLDER);
        } else if (!FOLDER.containsAll(Files.getPosixFilePermissions(folder))) {
            // Somebody made it so, perhaps on purpose; the files in it are closed to others all the same.
            log.warn("others than its owner may look into the data directory {}", folder);
        }
    }

    /** Makes a file that only the owner may read, or makes one so that is there. */
    static Path ownFile(Path file) throws IOException {
        try {
            if (posix(file.toAbsolutePath().getParent())) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException there) {
            if (posix(file)) {
                Files.setPosixFilePermissions(file, FILE);
            }
        }
        return file;
    }

    private static boolean posix(@Nullable Path path) {
        return path != null
                && path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ourselves) {
            // a store of this same process has it
            return null;
        }
    }

    private static String words(IOException failed) {
        String reason = failed instanceof FileSystemException named ? named.getReason() : null;
        return reason == null ? failed.getClass().getSimpleName() + " " + failed.getMessage() : reason;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failed) {
            log.warn("the lock of {} could not be let go", folder, failed);
        }
    }
}
