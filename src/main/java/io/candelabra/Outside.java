package io.candelabra;

import io.candelabra.core.account.PasswordHash;
import io.candelabra.core.site.SiteStore;
import io.candelabra.store.sql.SqliteStore;
import io.candelabra.wire.out.AddressRules;
import io.candelabra.wire.out.Mail;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * The world outside a server, handed in so that a test can bring another one.
 *
 * @param wall the time on the wall: tokens, retries and dates of letters live by it
 * @param field the time that the sites begin at, and whose pace they follow at their speed
 * @param certificates the time that certificates are made and renewed by; TLS itself looks at the machine's clock
 * @param random cryptographically strong
 * @param names finds the addresses of hosts that webhooks go to
 * @param trusted which servers of other people are believed; the first who asks waits until all roots are read
 * @param stores opens the store of a data folder
 * @param letters stands around the box that letters are posted in
 * @param passwords the cost of checking a password
 */
public record Outside(
        InstantSource wall,
        InstantSource field,
        InstantSource certificates,
        SecureRandom random,
        AddressRules.Names names,
        Supplier<SSLContext> trusted,
        Stores stores,
        UnaryOperator<Mail.Box> letters,
        PasswordHash.Cost passwords) {

    /** Opens the store of a data folder. */
    @FunctionalInterface
    public interface Stores {
        /** @param reserveBytes are kept on disk for work that must go on when the disk is full */
        SiteStore open(Path folder, long reserveBytes);
    }

    /** The world of this machine. */
    public static Outside machine() {
        InstantSource clock = InstantSource.system();
        return new Outside(
                clock,
                clock,
                clock,
                new SecureRandom(),
                AddressRules.Names.SYSTEM,
                Outside::publicTrust,
                SqliteStore::new,
                UnaryOperator.identity(),
                PasswordHash.Cost.USUAL);
    }

    /** The same, believing other servers. */
    Outside trusting(Supplier<SSLContext> others) {
        return new Outside(wall, field, certificates, random, names, others, stores, letters, passwords);
    }

    private static SSLContext publicTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
