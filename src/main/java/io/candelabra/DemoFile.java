package io.candelabra;

import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code demo.json}: where a running server can be found and how to come in, for people and tools on the same machine.
 * It holds passwords of the demo, so only its owner can read it. It is there while the server is.
 */
public final class DemoFile {
    private final Map<String, Object> entries = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> faces = new LinkedHashMap<>();
    private final String https;
    private Path written = Path.of("demo.json");

    DemoFile(String https, Path rootCertificate, long pid) {
        this.https = https;
        entries.put("https", https);
        entries.put("ca", rootCertificate.toString());
        entries.put("pid", pid);
    }

    /** All devices that this server shows are simulated. */
    synchronized void simulated() {
        entries.put("simulated", true);
    }

    synchronized DemoFile with(String face, Map<String, Object> how) {
        faces.put(face, how);
        entries.put(face, new LinkedHashMap<>(how));
        return this;
    }

    public String https() {
        return https;
    }

    /** The entry of the file about a face. */
    public synchronized Map<String, Object> face(String name) {
        return faces.getOrDefault(name, Map.of());
    }

    synchronized void write(Path folder) throws IOException {
        written = folder.resolve("demo.json");
        Path fresh = folder.resolve("demo.json.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, Json.write(entries));
        Files.move(fresh, written, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The same once it stands; where it cannot be written, it goes, since its content would be wrong. */
    synchronized void rewrite(Path folder) {
        try {
            write(folder);
        } catch (IOException full) {
            remove();
        }
    }

    synchronized void remove() {
        try {
            Files.deleteIfExists(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
