package io.candelabra;

import io.candelabra.core.clock.SiteClock;
import io.candelabra.push.Courier;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.out.AddressRules;
import io.candelabra.wire.out.Mail;
import io.candelabra.wire.out.MailFolder;
import io.candelabra.wire.out.MailSending;
import io.candelabra.wire.out.Sender;
import io.candelabra.wire.out.Senders;
import io.candelabra.wire.out.TrustedRoots;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to other machines, and the addresses to which they may go.
 *
 * @param sender trusts the roots that this machine trusts
 * @param senders the same for receivers of whom only one root is trusted
 */
record Outbound(Rooms rooms, Sender sender, Senders senders) {
    private static final Logger log = LoggerFactory.getLogger(Outbound.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    static Outbound of(Rooms rooms) {
        // the demo's receivers are programs on the same machine
        AddressRules addresses =
                rooms.settings().demo() ? AddressRules.PUBLIC_ONLY.withLoopback() : AddressRules.PUBLIC_ONLY;
        Outside outside = rooms.outside();
        Sender sender = new Sender(addresses, outside.names(), outside.trusted(), outside.wall(), TIMEOUT);
        Senders senders = new Senders(sender, addresses, outside.names(), outside.wall(), TIMEOUT);
        return new Outbound(rooms, rooms.open().opened(sender), rooms.open().opened(senders));
    }

    /** The readers of all subscriptions; they begin when they are started. */
    Webhooks webhooks() {
        Webhooks webhooks = rooms.open()
                .opened(new Webhooks(
                        rooms.sites(),
                        rooms.accounts().cursors(),
                        Courier.over(senders, rooms.threads()),
                        rooms.vault(),
                        SiteClock.real(rooms.wall()),
                        rooms.threads()));
        rooms.sites().whenOpened(webhooks::opened);
        return webhooks;
    }

    /** Letters lie in a folder, until the mail server has them or, where there is none, a mail program takes them away. */
    Mail.Box mail() {
        Path folder = rooms.data().resolve("outgoing-mail");
        MailFolder lying = new MailFolder(folder, rooms.threads(), rooms.wall(), rooms.random());
        Mail.Box box = rooms.settings()
                .mailing()
                .<Mail.Box>map(mailing -> sending(lying, folder, mailing))
                .orElse(lying);
        if (box == lying) {
            log.info("letters, such as for a forgotten password, lie in {}: this server sends none of them", folder);
        }
        return rooms.outside().letters().apply(box);
    }

    private Mail.Box sending(MailFolder lying, Path folder, Settings.Mailing mailing) {
        log.info("letters, such as for a forgotten password, are sent by {}", mailing.server());
        Supplier<SSLContext> trust =
                mailing.roots().isEmpty() ? rooms.outside().trusted() : () -> TrustedRoots.only(mailing.roots());
        return rooms.open().opened(new MailSending(lying, folder, mailing.server(), trust, rooms.wall()));
    }
}
