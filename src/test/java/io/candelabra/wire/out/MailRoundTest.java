package io.candelabra.wire.out;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.candelabra.testing.TestChance;
import io.candelabra.testing.TestTime;
import io.candelabra.testing.Within;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters on their way to a mail server that is there, is away, refuses some, or is another one. */
class MailRoundTest {
    @TempDir
    Path folder;

    private final TestTime time = TestTime.begin();

    private MailFolder box() {
        return new MailFolder(folder, Runnable::run, time, TestChance.begin());
    }

    private void letterTo(String address) {
        box().post(() -> Optional.of(new Mail(address, "dana", "A new pässword", "Hello\nDana")));
        time.pass(Duration.ofMillis(1));
    }

    private List<String> lying(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(place)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml"))
                    .toList();
        }
    }

    private MailRound round(String url) {
        return new MailRound(
                folder,
                new SmtpServer(URI.create(url), "secret", "lights@candelabra.example"),
                () -> TrustedRoots.only(List.of()),
                time);
    }

    private static GreenMail mailServer(String protocol, int port) {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(20_000);
        GreenMail server = new GreenMail(setup);
        server.start();
        return server;
    }

    private static int port(GreenMail server) {
        return server.getSmtp().getPort();
    }

    @Test
    void aLetterArrivesAsItLies() throws Exception {
        GreenMail server = mailServer("smtp", 0);
        try {
            letterTo("dana@example.com");
            assertThat(round("smtp-plain://127.0.0.1:" + port(server)).step()).isEqualTo(Long.MAX_VALUE);
            MimeMessage letter = server.getReceivedMessages()[0];
            assertThat(letter.getSubject()).isEqualTo("A new pässword");
            assertThat(letter.getAllRecipients()[0].toString()).isEqualTo("dana@example.com");
            assertThat(letter.getFrom()[0].toString()).isEqualTo("lights@candelabra.example");
            assertThat(letter.getContent().toString().strip()).isEqualTo("Hello\r\nDana");
            assertThat(letter.getHeader("Message-ID")[0]).endsWith("@candelabra.invalid>");
            assertThat(lying(folder)).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void lettersWaitWhileTheServerIsAway() throws Exception {
        GreenMail away = mailServer("smtp", 0);
        int port = port(away);
        away.stop();
        letterTo("dana@example.com");
        MailRound round = round("smtp-plain://127.0.0.1:" + port);
        long first = round.step();
        assertThat(first).isBetween(1_000L, 60_000L);
        assertThat(round.step()).as("nothing is tried in the pause").isLessThanOrEqualTo(first);
        time.pass(Duration.ofMillis(first));
        assertThat(round.step()).as("the pause grows").isGreaterThan(first);
        assertThat(lying(folder)).hasSize(1);
        GreenMail back = mailServer("smtp", port);
        try {
            time.pass(Duration.ofHours(1));
            // after a restart too: the folder is the queue
            assertThat(round("smtp-plain://127.0.0.1:" + port).step()).isEqualTo(Long.MAX_VALUE);
            assertThat(back.getReceivedMessages()).hasSize(1);
        } finally {
            back.stop();
        }
    }

    @Test
    void aLetterThatNobodyTakesStandsInNoOthersWay() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            letterTo("gone@example.com");
            letterTo("busy@example.com");
            letterTo("");
            letterTo("dana@example.com");
            Files.writeString(folder.resolve("1-x.eml"), "\0\0 no letter");
            MailRound round = round("smtp-plain://127.0.0.1:" + server.port());
            long next = round.step();
            assertThat(server.taken).containsExactly("dana@example.com");
            assertThat(lying(folder)).as("who is busy is asked again").hasSize(1);
            assertThat(lying(folder.resolve(MailRound.REFUSED))).hasSize(3);
            assertThat(next).isBetween(1_000L, 60_000L);
            time.pass(Duration.ofDays(4));
            round.step();
            assertThat(lying(folder)).as("three days are enough").isEmpty();
            assertThat(lying(folder.resolve(MailRound.REFUSED))).hasSize(4);
        }
    }

    /** Somebody between could else take the word STARTTLS out of the talk, and read letter and password. */
    @Test
    void nothingGoesInTheClearWhereTlsIsWanted() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            letterTo("dana@example.com");
            assertThat(round("smtp://user@127.0.0.1:" + server.port()).step()).isLessThanOrEqualTo(60_000L);
            assertThat(server.taken).isEmpty();
            assertThat(lying(folder)).hasSize(1);
        }
    }

    @Test
    void aServerWithACertificateThatNobodyTrustsGetsNothing() throws Exception {
        GreenMail server = mailServer("smtps", 0);
        try {
            letterTo("dana@example.com");
            MailRound round = new MailRound(
                    folder,
                    new SmtpServer(
                            URI.create("smtps://127.0.0.1:" + server.getSmtps().getPort()), "", "a@candelabra.example"),
                    () -> TrustedRoots.and(List.of()),
                    time);
            assertThat(round.step()).isLessThanOrEqualTo(60_000L);
            assertThat(server.getReceivedMessages()).isEmpty();
            assertThat(lying(folder)).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void aPostedLetterIsSentAtOnce() throws Exception {
        GreenMail server = mailServer("smtp", 0);
        SmtpServer to =
                new SmtpServer(URI.create("smtp-plain://127.0.0.1:" + port(server)), "", "lights@candelabra.example");
        try (MailSending sending = new MailSending(box(), folder, to, () -> TrustedRoots.only(List.of()), time)) {
            sending.post(() -> Optional.of(new Mail("dana@example.com", "dana", "Hello", "Dana")));
            Within.reason("the letter arrives", () -> server.getReceivedMessages().length == 1);
            Within.reason("it is gone from the folder", () -> {
                try {
                    return lying(folder).isEmpty();
                } catch (IOException unreadable) {
                    return false;
                }
            });
        } finally {
            server.stop();
        }
    }
}
