package io.candelabra.wire.http;

import io.candelabra.wire.tls.ClientCertificate;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/**
 * All that a {@link Server} needs.
 *
 * @param binding where it listens, and by which names it is called
 * @param tls keys, and whom to trust where clients show certificates
 * @param clientCertificate whether clients show certificates
 * @param crowd how many connections there may be
 * @param timeLimits how long clients may take over a request
 * @param sizes how long a request may be
 * @param silences how long connections may be silent
 * @param faces the faces that are served
 * @param random for trace ids
 */
public record ServerSettings(
        Binding binding,
        SSLContext tls,
        ClientCertificate clientCertificate,
        Crowd crowd,
        TimeLimits timeLimits,
        Sizes sizes,
        Silences silences,
        List<Face> faces,
        RandomGenerator random) {

    /**
     * Where a server listens.
     *
     * @param address address or name, such as {@code 127.0.0.1}
     * @param port 0 for any free one
     * @param names by which the server is called
     */
    public record Binding(String address, int port, OwnNames names) {
        /** Loopback, any free port. */
        public static final Binding LOOPBACK = new Binding("127.0.0.1", 0, OwnNames.LOOPBACK);
    }

    /**
     * How many connections there may be at a time.
     *
     * @param all further ones wait to be taken in
     * @param ofAddress of one address; further ones are closed
     * @param silent of one address that have not asked anything yet; the oldest of them makes room for the newest
     */
    public record Crowd(int all, int ofAddress, int silent) {
        /** One address may have 5,000 listeners and more, and leaves room for others. */
        public static final Crowd USUAL = new Crowd(8_192, 6_144, 1_024);
    }

    /**
     * How long a request may be, in bytes.
     *
     * @param body longest body; a longer one is answered by {@link FaceErrors#tooLarge}
     * @param headers longest headers of one request, all together
     * @param firstLine longest first line: method, path and query
     */
    public record Sizes(int body, int headers, int firstLine) {
        /** Bodies up to 1 MiB, headers up to 32 KiB, first lines up to 8 KiB. */
        public static final Sizes USUAL = new Sizes(1 << 20, 32 << 10, 8 << 10);
    }

    /**
     * How long connections may be silent.
     *
     * @param idle how long one may wait for its next request; in a request or a handshake, a client may be silent five
     *     times as long, and an HTTP/2 connection ends after that long without a word from its client
     * @param atEnd how long requests that are being answered are waited for at the end
     */
    public record Silences(Duration idle, Duration atEnd) {
        /** 60 s of silence, 2 s at the end. */
        public static final Silences USUAL = new Silences(Duration.ofSeconds(60), Duration.ofSeconds(2));
    }

    public ServerSettings {
        faces = List.copyOf(faces);
    }

    /** Everything as usual, and no client certificates. */
    public static ServerSettings of(SSLContext tls, RandomGenerator random, List<Face> faces) {
        return new ServerSettings(
                Binding.LOOPBACK,
                tls,
                ClientCertificate.NONE,
                Crowd.USUAL,
                TimeLimits.USUAL,
                Sizes.USUAL,
                Silences.USUAL,
                faces,
                random);
    }

    public ServerSettings at(Binding other) {
        return new ServerSettings(other, tls, clientCertificate, crowd, timeLimits, sizes, silences, faces, random);
    }

    public ServerSettings withClientCertificate(ClientCertificate wanted) {
        return new ServerSettings(binding, tls, wanted, crowd, timeLimits, sizes, silences, faces, random);
    }

    public ServerSettings withMaxBodyBytes(int bytes) {
        Sizes others = new Sizes(bytes, sizes.headers(), sizes.firstLine());
        return new ServerSettings(binding, tls, clientCertificate, crowd, timeLimits, others, silences, faces, random);
    }

    public ServerSettings with(Crowd others, TimeLimits other) {
        return new ServerSettings(binding, tls, clientCertificate, others, other, sizes, silences, faces, random);
    }

    public ServerSettings withTimeouts(Duration idle, Duration atEnd) {
        Silences others = new Silences(idle, atEnd);
        return new ServerSettings(binding, tls, clientCertificate, crowd, timeLimits, sizes, others, faces, random);
    }
}
