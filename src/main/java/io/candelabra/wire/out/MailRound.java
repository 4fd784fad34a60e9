package io.candelabra.wire.out;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes letters from a folder to a mail server, oldest first. The folder is the queue: a letter goes when the server has said that it has it, so a
 * crash between may bring one twice, with the same {@code Message-ID}. Where the server is away, all wait, with growing pauses. A letter that is
 * refused for good, or for three days, is set aside in the folder {@code refused}, and the log tells it.
 */
final class MailRound {
    private static final Logger log = LoggerFactory.getLogger(MailRound.class);
    private static final int MOST_AT_ONCE = 50;
    private static final int MOST_SET_ASIDE = 1_000;
    private static final long FIRST_PAUSE_MS = 30_000;
    private static final long LONGEST_PAUSE_MS = 3_600_000;
    private static final long TRIED_MS = Duration.ofDays(3).toMillis();
    static final String LETTER = ".eml";
    static final String REFUSED = "refused";

    private final Path folder;
    private final SmtpServer server;
    private final Supplier<SSLContext> trust;
    private final InstantSource wallClock;
    /** When a letter that was refused for now is tried again, and after which pause, by its file. */
    private final Map<Path, Later> later = new HashMap<>();

    private Later away = Later.NOW;

    private record Later(long atMs, long pauseMs) {
        static final Later NOW = new Later(0, FIRST_PAUSE_MS / 2);

        Later next(long nowMs) {
            long pause = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
            return new Later(nowMs + pause, pause);
        }
    }

    MailRound(Path folder, SmtpServer server, Supplier<SSLContext> trust, InstantSource wallClock) {
        this.folder = folder;
        this.server = server;
        this.trust = trust;
        this.wallClock = wallClock;
    }

    /** Sends what is due. @return after how many ms there is something to do again; {@link Long#MAX_VALUE} where nothing waits */
    long step() {
        long now = wallClock.millis();
        if (now < away.atMs()) {
            return away.atMs() - now;
        }
        try {
            List<Path> waiting = waiting();
            later.keySet().retainAll(waiting);
            List<Path> due = waiting.stream()
                    .filter(letter -> later.getOrDefault(letter, Later.NOW).atMs() <= now)
                    .limit(MOST_AT_ONCE)
                    .toList();
            if (!due.isEmpty()) {
                send(due);
            }
            back();
            return next(now);
        } catch (MessagingException | IOException failed) {
            if (away.equals(Later.NOW)) {
                log.warn("letters wait: {} does not take them: {}", server, failed.toString());
            }
            away = away.next(now);
            return away.atMs() - now;
        }
    }

    private void back() {
        if (!away.equals(Later.NOW)) {
            log.info("{} takes letters again", server);
            away = Later.NOW;
        }
    }

    private long next(long now) throws IOException {
        return waiting().stream()
                .mapToLong(letter -> later.getOrDefault(letter, Later.NOW).atMs())
                .map(at -> Math.max(0, at - now))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private List<Path> waiting() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(LETTER)).sorted().toList();
        }
    }

    private void send(List<Path> due) throws MessagingException, IOException {
        try (SmtpLine line = SmtpLine.open(server, trust)) {
            for (Path letter : due) {
                send(line, letter);
            }
        }
    }

    private void send(SmtpLine line, Path letter) throws MessagingException, IOException {
        long now = wallClock.millis();
        try {
            line.send(letter);
            Files.delete(letter);
            log.info("{} was sent", letter.getFileName());
        } catch (SmtpLine.LetterRefused refused) {
            if (refused.isForGood() || now - writtenMs(letter) > TRIED_MS) {
                setAside(letter, refused);
            } else {
                later.merge(letter, Later.NOW.next(now), (was, first) -> was.next(now));
            }
        }
    }

    /** When it was written, as its name says; one of another name came just now. */
    private long writtenMs(Path letter) {
        String name = letter.getFileName().toString();
        String digits = name.substring(0, Math.max(0, name.indexOf('-')));
        return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : wallClock.millis();
    }

    /** A letter that nobody takes stands in no other's way. */
    private void setAside(Path letter, SmtpLine.LetterRefused why) throws IOException {
        Path aside = Files.createDirectories(letter.resolveSibling(REFUSED));
        try (Stream<Path> all = Files.list(aside)) {
            if (all.count() >= MOST_SET_ASIDE) {
                Files.delete(letter);
                log.error("{} is thrown away, since {} is full: {}", letter.getFileName(), aside, why.getMessage());
                return;
            }
        }
        Files.move(letter, aside.resolve(letter.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        log.error("{} is set aside in {}: {}", letter.getFileName(), aside, why.getMessage());
    }
}
