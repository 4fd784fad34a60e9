package io.candelabra.cli;

import io.candelabra.driver.api.SettingType.Form.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;

/** Files that are handed in with a gateway. */
final class DocumentInput {
    private DocumentInput() {}

    /** A file in base 64, as an order carries it. */
    static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + ": there is no such file");
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(Document.LONGEST_FILE + 1);
        }
        if (content.length > Document.LONGEST_FILE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s is larger than %,d bytes, and no file may be", file, Document.LONGEST_FILE));
        }
        return Base64.getEncoder().encodeToString(content);
    }
}
