package io.candelabra.wire.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A letter lies in the folder whole, as mail programs read it, and for nobody else. */
class MailFolderTest {
    @TempDir
    Path folder;

    private Path box() {
        return folder.resolve("outgoing");
    }

    private MailFolder mail() {
        return new MailFolder(box(), Runnable::run, () -> Instant.parse("2026-01-02T03:04:05Z"), new Random(1));
    }

    private List<Path> letters() throws IOException {
        try (Stream<Path> all = Files.list(box())) {
            return all.toList();
        }
    }

    @Test
    void aLetterIsAFile() throws IOException {
        mail().post(() -> Optional.of(new Mail("dana@example.com", "dana", "A new pässword", "Hello\nDana")));
        Path letter = letters().getFirst();
        assertThat(letters()).hasSize(1);
        assertThat(letter.toString()).endsWith(".eml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(letter)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(box())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(letter))
                .startsWith("Date: Fri, 2 Jan 2026 03:04:05 GMT\r\n")
                .contains("\r\nTo: dana@example.com\r\n", "\r\nSubject: =?utf-8?B?QSBuZXcgcMOkc3N3b3Jk?=\r\n")
                .endsWith("\r\n\r\nHello\r\nDana\r\n");
    }

    @Test
    void aNameAddsNoHeader() throws IOException {
        mail().post(() -> Optional.of(new Mail("", "x", "for x\r\nBcc: all@example.com", "text")));
        assertThat(Files.readString(letters().getFirst()))
                .doesNotContain("\r\nBcc:")
                .doesNotContain("\r\nTo:");
    }

    @Test
    void whereThereIsNobodyThereIsNoLetter() {
        mail().post(Optional::empty);
        assertThat(box()).doesNotExist();
    }

    @Test
    void aFullFolderTakesNoMore() throws IOException {
        Files.createDirectories(box());
        for (int i = 0; i < 1_000; i++) {
            Files.createFile(box().resolve(i + ".eml"));
        }
        mail().post(() -> Optional.of(new Mail("dana@example.com", "dana", "s", "t")));
        assertThat(letters()).hasSize(1_000);
    }
}
