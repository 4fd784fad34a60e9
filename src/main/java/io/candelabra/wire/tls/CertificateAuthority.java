package io.candelabra.wire.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server's own root, and the server certificate that it issues. Both lie in one folder: {@code ca.pem} (the root,
 * for clients to trust), {@code ca.key} (a secret), {@code server.pem}, {@code server.key} (a secret). Existing files
 * are used again. A server certificate that ends soon, begins later by the clock, lacks a name or has another key is
 * made anew.
 *
 * <p>A root is made once, where there is nothing at all, and never replaced by itself, whatever the clock says: every
 * client and every pairing hangs from it, and a clock may be wrong for a day. A part of it that is missing stops the
 * start; one that is not valid by the clock is kept, and {@link #warnings} say so.
 */
public final class CertificateAuthority {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Duration ROOT_VALIDITY = Duration.ofDays(3650);
    /** Longer ones are refused by some clients. */
    private static final Duration SERVER_VALIDITY = Duration.ofDays(397);

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final long SERVER_WARNING_DAYS = 14;
    private static final long ROOT_WARNING_DAYS = 180;
    private static final Logger LOG = LoggerFactory.getLogger(CertificateAuthority.class);
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private final Path folder;
    private final List<String> names;
    private final SecureRandom random;
    private final InstantSource clock;
    private final KeyAndCertificate root;
    private final ServerKey serverKey;

    private CertificateAuthority(
            Path folder, List<String> names, SecureRandom random, InstantSource clock, KeyAndCertificate root)
            throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.names = names;
        this.random = random;
        this.clock = clock;
        this.root = root;
        this.serverKey = new ServerKey(serverCertificate());
    }

    /**
     * Opens the folder, or makes it.
     *
     * @param names further names and addresses of this server, besides localhost and the loopback addresses
     * @throws IOException where the folder cannot be used, or holds something else
     */
    public static CertificateAuthority open(Path folder, List<String> names, SecureRandom random, InstantSource clock)
            throws IOException {
        Set<String> all = new LinkedHashSet<>(LOOPBACK);
        all.addAll(names);
        try {
            Files.createDirectories(folder);
            return new CertificateAuthority(
                    folder, List.copyOf(all), random, clock, rootOf(folder, random, clock.instant()));
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IOException("unusable keys or certificates in " + folder, unusable);
        }
    }

    private static KeyAndCertificate rootOf(Path folder, SecureRandom random, Instant now)
            throws IOException, GeneralSecurityException {
        Path keyFile = folder.resolve("ca.key");
        Path certificateFile = folder.resolve("ca.pem");
        if (Files.exists(keyFile) && Files.exists(certificateFile)) {
            KeyAndCertificate root = read(keyFile, certificateFile);
            if (!root.fitTogether()) {
                throw new IOException("ca.key is not the key of ca.pem in " + folder + ": put both back from a backup");
            }
            return root;
        }
        for (String left : List.of("ca.key", "ca.pem", "server.pem", "server.key")) {
            if (Files.exists(folder.resolve(left))) {
                throw new IOException(
                        (Files.exists(keyFile) ? "ca.pem" : "ca.key") + " is missing in " + folder + ", where "
                                + left
                                + " still is: put it back from a backup; or remove ca.key, ca.pem, server.key and server.pem,"
                                + " and all clients have to trust a new ca.pem and to be paired anew");
            }
        }
        KeyAndCertificate fresh = new Issuer(random).root(now, ROOT_VALIDITY);
        Pem.write(keyFile, Pem.text(fresh.key()), true);
        Pem.write(certificateFile, Pem.text(fresh.certificate()), false);
        return fresh;
    }

    private KeyAndCertificate serverCertificate() throws IOException, GeneralSecurityException {
        Path keyFile = folder.resolve("server.key");
        Path certificateFile = folder.resolve("server.pem");
        if (Files.exists(keyFile) && Files.exists(certificateFile)) {
            Optional<KeyAndCertificate> server = readable(keyFile, certificateFile);
            if (server.isPresent() && (fits(server.get().certificate()) || !valid(root.certificate()))) {
                return server.get();
            }
        }
        KeyPair keys = issuer().keys();
        X509Certificate certificate = issuer().server(root, keys.getPublic(), names, clock.instant(), SERVER_VALIDITY);
        try {
            Pem.write(keyFile, Pem.text(keys.getPrivate()), true);
            Pem.write(certificateFile, Pem.text(certificate), false);
        } catch (IOException full) {
            // two that do not fit together are made anew as well
            LOG.warn(
                    "the server certificate cannot be written, and is made anew at the next start: {}",
                    full.toString());
        }
        LOG.info(
                "a server certificate was made in {}, from {} to {}",
                folder,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
        return new KeyAndCertificate(keys.getPrivate(), certificate);
    }

    /** A server's key costs nothing to make again; so one that is broken is no reason to stop. */
    private static Optional<KeyAndCertificate> readable(Path keyFile, Path certificateFile) throws IOException {
        try {
            KeyAndCertificate server = read(keyFile, certificateFile);
            if (server.fitTogether()) {
                return Optional.of(server);
            }
            LOG.warn("server.key is not the key of server.pem: both are made anew");
        } catch (GeneralSecurityException | IllegalArgumentException | NoSuchElementException broken) {
            LOG.warn("server.key or server.pem cannot be read: both are made anew", broken);
        }
        return Optional.empty();
    }

    private static KeyAndCertificate read(Path keyFile, Path certificateFile)
            throws IOException, GeneralSecurityException {
        return new KeyAndCertificate(
                Pem.ecKey(Files.readString(keyFile, StandardCharsets.US_ASCII)),
                Pem.certificates(Files.readString(certificateFile, StandardCharsets.US_ASCII))
                        .getFirst());
    }

    private boolean fits(X509Certificate server) throws GeneralSecurityException {
        try {
            server.verify(root.certificate().getPublicKey());
        } catch (GeneralSecurityException ofAnotherRoot) {
            return false;
        }
        Set<String> stands = new TreeSet<>();
        if (server.getSubjectAlternativeNames() != null) {
            server.getSubjectAlternativeNames()
                    .forEach(name -> stands.add(canonical(name.get(1).toString())));
        }
        List<String> wanted = new ArrayList<>(names);
        wanted.replaceAll(CertificateAuthority::canonical);
        boolean begun = !server.getNotBefore().toInstant().isAfter(clock.instant());
        return stands.containsAll(wanted) && begun && !endsSoon(server, clock.instant());
    }

    private boolean valid(X509Certificate certificate) {
        Instant now = clock.instant();
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    /** Troubles that need a person, a sentence each; empty if all is well. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        X509Certificate own = root.certificate();
        if (!valid(own)) {
            warnings.add(
                    "By this machine's clock (" + clock.instant() + ") the root certificate is not valid: it is from "
                            + own.getNotBefore().toInstant() + " to "
                            + own.getNotAfter().toInstant() + ".");
        } else if (daysLeft(own) < ROOT_WARNING_DAYS) {
            warnings.add("The root certificate ends in " + daysLeft(own)
                    + " days; a new one has to be made by hand, since all clients have to trust it.");
        }
        if (!valid(server())) {
            warnings.add("By this machine's clock (" + clock.instant() + ") the server certificate is not valid.");
        } else if (daysLeft(server()) < SERVER_WARNING_DAYS) {
            warnings.add("The server certificate ends in " + daysLeft(server()) + " days and was not renewed.");
        }
        return warnings;
    }

    /** How many days the certificate that listeners show is still good for; negative after its end. */
    public long daysLeft() {
        return daysLeft(server());
    }

    private long daysLeft(X509Certificate certificate) {
        return Duration.between(clock.instant(), certificate.getNotAfter().toInstant())
                .toDays();
    }

    /** One address has many spellings. */
    private static String canonical(String name) {
        return isAddress(name) ? InetAddress.ofLiteral(name).getHostAddress() : name;
    }

    private static boolean endsSoon(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isBefore(now.plus(RENEW_BEFORE));
    }

    /**
     * Issues the server certificate again where it ends soon; open listeners show the new one from then on. For every
     * day.
     */
    public void renewIfDue() throws IOException {
        try {
            serverKey.replace(serverCertificate());
        } catch (GeneralSecurityException unusable) {
            throw new IOException("unusable keys or certificates in " + folder, unusable);
        }
    }

    /** Made when something is issued: the signer takes long to load, and most starts need none. */
    private Issuer issuer() {
        return new Issuer(random);
    }

    /** Whether a name is an address. */
    static boolean isAddress(String name) {
        return ADDRESS.matcher(name).matches();
    }

    /** The root certificate as a file, for clients to trust. */
    public Path rootFile() {
        return folder.resolve("ca.pem").toAbsolutePath();
    }

    public X509Certificate root() {
        return root.certificate();
    }

    /** The certificate that listeners show now. */
    public X509Certificate server() {
        return serverKey.current().certificate();
    }

    /** For listeners: shows the server certificate, trusts clients whose certificates this root signed. */
    public SSLContext serverContext() {
        return TlsContexts.server(serverKey, List.of(root.certificate()), random);
    }

    /** For listeners that trust other roots than ours as well. */
    public SSLContext serverContext(List<X509Certificate> trustedClients) {
        return TlsContexts.server(serverKey, trustedClients, random);
    }

    /** For clients of this server: trusts the root alone, shows no certificate. */
    public SSLContext clientContext() {
        return TlsContexts.client(List.of(root.certificate()), random);
    }

    /** For clients of this server that show a certificate. */
    public SSLContext clientContext(KeyAndCertificate shown) {
        return TlsContexts.client(List.of(root.certificate()), shown, random);
    }

    /** A key and certificate for a client, for 10 years at most. */
    public KeyAndCertificate issueClient(String commonName) {
        try {
            KeyPair keys = issuer().keys();
            return new KeyAndCertificate(keys.getPrivate(), client(keys.getPublic(), commonName));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("no client certificate can be made", unusable);
        }
    }

    /**
     * Signs the request of a client (PKCS #10 as PEM text). Of the request only the key is taken; the name is given
     * here. Throws IllegalArgumentException where the request is not signed with its own key, or the key is weak.
     */
    public X509Certificate signClient(String requestPem, String commonName) {
        try {
            return client(Issuer.requested(requestPem), commonName);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("not a usable certificate request", unusable);
        }
    }

    private X509Certificate client(PublicKey key, String commonName) throws GeneralSecurityException {
        return issuer().client(root, key, commonName, clock.instant(), ROOT_VALIDITY);
    }
}
