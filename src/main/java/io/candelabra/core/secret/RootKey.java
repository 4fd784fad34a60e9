package io.candelabra.core.secret;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The file that all sealed text depends on: only its owner may read it. Without it, sealed text is lost. */
public final class RootKey {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private RootKey() {}

    /**
     * Reads the key, or makes one where there is no file.
     *
     * @throws IOException also where the file is not a key, or others may read it
     */
    public static byte[] load(Path file, RandomGenerator random) throws IOException {
        if (!Files.exists(file)) {
            create(file, random);
        }
        boolean posix = hasModes(file);
        if (posix && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(
                    file + " can be read by others; give it the mode 0600, and new passwords to whatever it sealed");
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != Vault.KEY_BYTES) {
            throw new IOException(file + " is no root key: it must have " + Vault.KEY_BYTES + " bytes");
        }
        return key;
    }

    /** Why a file cannot be the key that a mark was made of; empty where it is. Nothing is made or changed. */
    public static Optional<String> fault(Path file, byte[] mark) {
        try {
            if (!Files.exists(file)) {
                return Optional.of(file + " is missing, and what is sealed can be read with it alone");
            }
            return MessageDigest.isEqual(mark, mark(Files.readAllBytes(file)))
                    ? Optional.empty()
                    : Optional.of(file + " is not the key of what is sealed in the database");
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.of(file + " cannot be read as a key: " + unreadable.getMessage());
        }
    }

    /** A mark that tells one key from another, and tells nothing of the key. */
    public static byte[] mark(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal("mark of the root key".getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Whether files there have an owner's mode. The list of mounts is not asked: there is none where only a part of the file system is seen. */
    private static boolean hasModes(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }

    /** Written beside its place and then moved, so that a crash leaves no half key behind. */
    private static void create(Path file, RandomGenerator random) throws IOException {
        byte[] key = new byte[Vault.KEY_BYTES];
        random.nextBytes(key);
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
        Files.createDirectories(folder);
        boolean posix = hasModes(folder);
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Path part = Files.createTempFile(folder, "root", ".part", mode);
        try (FileOutputStream out = new FileOutputStream(part.toFile())) {
            out.write(key);
            out.getFD().sync();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
