package io.candelabra.wire.out;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** A line to a mail server (SMTP), for some letters at a time. The server shows a certificate of its name, unless it is to be spoken to in the clear. */
final class SmtpLine implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;
    private static final int REFUSED_FOR_GOOD = 500;

    /** The server would not have this letter. */
    static final class LetterRefused extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean forGood;

        LetterRefused(String why, boolean forGood) {
            super(why);
            this.forGood = forGood;
        }

        /** Whether it is no use to try again. */
        boolean isForGood() {
            return forGood;
        }
    }

    private final Session session;
    private final Transport transport;
    private final Address from;

    private SmtpLine(Session session, Transport transport, Address from) {
        this.session = session;
        this.transport = transport;
        this.from = from;
    }

    /** @throws MessagingException where the server cannot be reached, is not who it should be, or refuses the login */
    static SmtpLine open(SmtpServer server, Supplier<SSLContext> trust) throws MessagingException, IOException {
        URI url = server.url();
        boolean tls = server.protection() == SmtpServer.Protection.TLS;
        Properties settings = new Properties();
        String name = tls ? "smtps" : "smtp";
        String prefix = "mail." + name + ".";
        for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            settings.setProperty(prefix + timeout, Integer.toString(TIMEOUT_MS));
        }
        settings.setProperty(prefix + "ssl.checkserveridentity", "true");
        settings.setProperty(prefix + "auth", Boolean.toString(!server.user().isEmpty()));
        // half a letter's readers would else be served, and the others never
        settings.setProperty(prefix + "sendpartial", "false");
        if (server.protection() != SmtpServer.Protection.NONE) {
            settings.put(prefix + "ssl.socketFactory", trust.get().getSocketFactory());
        }
        if (server.protection() == SmtpServer.Protection.STARTTLS) {
            settings.setProperty(prefix + "starttls.enable", "true");
            settings.setProperty(prefix + "starttls.required", "true");
        }
        Session session = Session.getInstance(settings);
        Transport transport = session.getTransport(name);
        if (server.user().isEmpty()) {
            // a name, even an empty one, would be an attempt to log in
            transport.connect(url.getHost(), url.getPort(), null, null);
        } else {
            transport.connect(url.getHost(), url.getPort(), server.user(), server.password());
        }
        return new SmtpLine(session, transport, new InternetAddress(server.from()));
    }

    /**
     * Sends a letter that lies in a file, as it is.
     *
     * @throws MessagingException where the line is broken
     */
    void send(Path letter) throws MessagingException, IOException, LetterRefused {
        MimeMessage message = read(letter);
        Address[] to = readers(message);
        if (to.length == 0) {
            throw new LetterRefused("it has no address", true);
        }
        message.setFrom(from);
        try {
            transport.sendMessage(message, to);
        } catch (SendFailedException refused) {
            if (!transport.isConnected()) {
                throw refused;
            }
            throw new LetterRefused(said(refused), code(refused) >= REFUSED_FOR_GOOD);
        }
    }

    private MimeMessage read(Path letter) throws IOException, LetterRefused {
        try (InputStream in = Files.newInputStream(letter)) {
            return new MimeMessage(session, in);
        } catch (MessagingException unreadable) {
            throw new LetterRefused("it is no letter", true);
        }
    }

    private static Address[] readers(MimeMessage message) throws LetterRefused {
        try {
            Address[] to = message.getAllRecipients();
            return to == null ? new Address[0] : to;
        } catch (MessagingException unreadable) {
            throw new LetterRefused("its address is none", true);
        }
    }

    private static int code(SendFailedException refused) {
        for (Exception one = refused; one instanceof MessagingException said; one = said.getNextException()) {
            switch (one) {
                case SMTPAddressFailedException address -> {
                    return address.getReturnCode();
                }
                case SMTPSenderFailedException sender -> {
                    return sender.getReturnCode();
                }
                case SMTPSendFailedException failed
                when failed.getReturnCode() > 0 -> {
                    return failed.getReturnCode();
                }
                default -> {
                    // the next one may tell it
                }
            }
        }
        return 0;
    }

    private static String said(SendFailedException refused) {
        Exception next = refused.getNextException();
        return String.valueOf((next == null ? refused : next).getMessage()).strip();
    }

    @Override
    public void close() throws MessagingException {
        transport.close();
    }
}
