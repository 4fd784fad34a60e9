package io.candelabra.wire.out;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Letters that lie in a folder until a mail server has them. One thread sends them, also those of before a restart. */
public final class MailSending implements Mail.Box, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MailSending.class);
    /** So often it looks into the folder where nobody has said that something is there. */
    private static final long LOOK_MS = 60_000;

    private final MailFolder folder;
    private final MailRound round;
    private final Thread sending;
    private boolean wanted = true;
    private boolean over;

    /** @param trust which servers are believed, by their certificates */
    public MailSending(
            MailFolder folder, Path place, SmtpServer server, Supplier<SSLContext> trust, InstantSource wallClock) {
        this.folder = folder;
        this.round = new MailRound(place, server, trust, wallClock);
        this.sending = Thread.ofPlatform().name("mail").daemon().start(this::send);
    }

    @Override
    public void post(Supplier<Optional<Mail>> letter) {
        folder.post(letter, this::wake);
    }

    private synchronized void wake() {
        wanted = true;
        notifyAll();
    }

    private void send() {
        while (true) {
            long pauseMs;
            try {
                pauseMs = round.step();
            } catch (RuntimeException failed) {
                log.error("letters could not be sent", failed);
                pauseMs = LOOK_MS;
            }
            if (!waited(pauseMs)) {
                return;
            }
        }
    }

    /** Waits for the next letter. False where no more are sent. */
    private synchronized boolean waited(long pauseMs) {
        try {
            if (!wanted && !over) {
                wait(Math.clamp(pauseMs, 1, LOOK_MS));
            }
        } catch (InterruptedException asked) {
            return false;
        }
        wanted = false;
        return !over;
    }

    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        // a letter that is on its way is waited for as long as a server may be silent
        sending.join(LOOK_MS);
    }
}
