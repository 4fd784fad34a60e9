package io.candelabra.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Data folders of servers whose stores lie elsewhere; they go with the process. */
public final class TestFolders {
    private static final Map<Object, Path> STORES = Collections.synchronizedMap(new WeakHashMap<>());
    private static final Path ALL = all();

    private TestFolders() {}

    /** The folder that goes with a store: a server that is started on it again finds its keys. */
    public static Path of(Object store) {
        return STORES.computeIfAbsent(store, fresh -> make());
    }

    private static Path make() {
        try {
            return Files.createTempDirectory(ALL, "data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path all() {
        try {
            Path folder = Files.createTempDirectory("candelabra-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, IOException failed) throws IOException {
                    Files.delete(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
