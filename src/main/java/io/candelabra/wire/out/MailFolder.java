package io.candelabra.wire.out;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Letters as files in a folder, for a mail program to take away: one {@code .eml} each, whole as soon as it is there, readable
 * by the owner alone. Where nobody takes them away, no more than {@value #MOST} lie there. {@link MailSending} takes them to a mail
 * server, if there is one.
 */
public final class MailFolder implements Mail.Box {
    private static final Logger log = LoggerFactory.getLogger(MailFolder.class);
    private static final int MOST = 1_000;

    private final Path folder;
    private final Executor threads;
    private final InstantSource wallClock;
    private final RandomGenerator random;

    /** @param folder is made when the first letter comes */
    public MailFolder(Path folder, Executor threads, InstantSource wallClock, RandomGenerator random) {
        this.folder = folder;
        this.threads = threads;
        this.wallClock = wallClock;
        this.random = random;
    }

    @Override
    public void post(Supplier<Optional<Mail>> letter) {
        post(letter, () -> {});
    }

    /** @param lies is done as soon as a letter lies in the folder */
    void post(Supplier<Optional<Mail>> letter, Runnable lies) {
        threads.execute(() -> letter.get().ifPresent(mail -> {
            put(mail);
            lies.run();
        }));
    }

    private void put(Mail mail) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (full()) {
                log.warn("{} holds {} letters that nobody took away; no more are put there", folder, MOST);
                return;
            }
            byte[] name = new byte[8];
            random.nextBytes(name);
            String file = wallClock.millis() + "-" + HexFormat.of().formatHex(name);
            Path made = Files.createTempFile(folder, file, ".part"); // for the owner alone, from its first byte
            Files.writeString(made, written(mail, file), StandardCharsets.UTF_8);
            Files.move(made, folder.resolve(file + ".eml"), StandardCopyOption.ATOMIC_MOVE);
            log.info("a letter about {} lies in {}", mail.about(), folder);
        } catch (IOException failed) {
            log.error("a letter about {} could not be put into {}", mail.about(), folder, failed);
        }
    }

    private boolean full() throws IOException {
        try (Stream<Path> letters = Files.list(folder)) {
            return letters.limit(MOST).count() >= MOST;
        }
    }

    private String written(Mail mail, String id) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(wallClock.instant().atOffset(ZoneOffset.UTC));
        StringBuilder text = new StringBuilder();
        header(text, "Date", date);
        header(text, "Message-ID", "<" + id + "@candelabra.invalid>");
        header(text, "From", "Candelabra <candelabra@localhost>");
        if (!mail.to().isEmpty()) {
            header(text, "To", mail.to());
        }
        header(text, "Subject", mail.subject());
        header(text, "MIME-Version", "1.0");
        header(text, "Content-Type", "text/plain; charset=utf-8");
        header(text, "Content-Transfer-Encoding", "8bit");
        header(text, "Auto-Submitted", "auto-generated");
        return text.append("\r\n")
                .append(mail.text().replace("\n", "\r\n"))
                .append("\r\n")
                .toString();
    }

    /** One line whatever it holds: a name cannot add a header. */
    private static void header(StringBuilder text, String name, String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        boolean plain = line.chars().allMatch(c -> c < 0x7F);
        String encoded = plain
                ? line
                : "=?utf-8?B?" + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)) + "?=";
        text.append(name).append(": ").append(encoded).append("\r\n");
    }
}
