package io.candelabra.wire.http;

import io.candelabra.wire.tls.ClientCertificate;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/**
 * All that a {@link Server} needs.
 *
 * @param bindAddress address or name to listen at, such as {@code 127.0.0.1}
 * @param port 0 for any free one
 * @param tls keys, and whom to trust where clients show certificates
 * @param clientCertificate whether clients show certificates
 * @param crowd how many connections there may be
 * @param patience how long clients may take over HTTP/1
 * @param maxBodyBytes longest body; a longer one is answered by {@link FaceErrors#tooLarge}
 * @param maxHeaderBytes longest headers of one request, all together
 * @param maxRequestLineBytes longest first line: method, path and query
 * @param idleTimeout how long a connection may wait for its next request; in a request or a handshake, a client may be
 *     silent five times as long, and an HTTP/2 connection ends after that long without a word from its client
 * @param closeGrace how long requests that are being answered are waited for at the end
 * @param faces what is served
 * @param random for trace ids
 * @param names by which the server is called
 */
public record ServerSettings(
        String bindAddress,
        int port,
        SSLContext tls,
        ClientCertificate clientCertificate,
        Crowd crowd,
        Patience patience,
        int maxBodyBytes,
        int maxHeaderBytes,
        int maxRequestLineBytes,
        Duration idleTimeout,
        Duration closeGrace,
        List<Face> faces,
        RandomGenerator random,
        OwnNames names) {

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

    public ServerSettings {
        faces = List.copyOf(faces);
    }

    /**
     * Loopback, any free port, no client certificates, the usual crowd and patience, bodies up to 1 MiB, headers up to 32 KiB,
     * first lines up to 8 KiB, 60 s of silence, 2 s of grace.
     */
    public static ServerSettings of(SSLContext tls, RandomGenerator random, List<Face> faces) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                tls,
                ClientCertificate.NONE,
                Crowd.USUAL,
                Patience.USUAL,
                1 << 20,
                32 << 10,
                8 << 10,
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                faces,
                random,
                OwnNames.LOOPBACK);
    }

    public ServerSettings at(String otherAddress, int otherPort) {
        return new ServerSettings(
                otherAddress,
                otherPort,
                tls,
                clientCertificate,
                crowd,
                patience,
                maxBodyBytes,
                maxHeaderBytes,
                maxRequestLineBytes,
                idleTimeout,
                closeGrace,
                faces,
                random,
                names);
    }

    public ServerSettings withClientCertificate(ClientCertificate wanted) {
        return new ServerSettings(
                bindAddress,
                port,
                tls,
                wanted,
                crowd,
                patience,
                maxBodyBytes,
                maxHeaderBytes,
                maxRequestLineBytes,
                idleTimeout,
                closeGrace,
                faces,
                random,
                names);
    }

    public ServerSettings withMaxBodyBytes(int bytes) {
        return new ServerSettings(
                bindAddress,
                port,
                tls,
                clientCertificate,
                crowd,
                patience,
                bytes,
                maxHeaderBytes,
                maxRequestLineBytes,
                idleTimeout,
                closeGrace,
                faces,
                random,
                names);
    }

    public ServerSettings with(Crowd otherCrowd, Patience otherPatience) {
        return new ServerSettings(
                bindAddress,
                port,
                tls,
                clientCertificate,
                otherCrowd,
                otherPatience,
                maxBodyBytes,
                maxHeaderBytes,
                maxRequestLineBytes,
                idleTimeout,
                closeGrace,
                faces,
                random,
                names);
    }

    public ServerSettings withTimeouts(Duration idle, Duration grace) {
        return new ServerSettings(
                bindAddress,
                port,
                tls,
                clientCertificate,
                crowd,
                patience,
                maxBodyBytes,
                maxHeaderBytes,
                maxRequestLineBytes,
                idle,
                grace,
                faces,
                random,
                names);
    }

    public ServerSettings called(OwnNames otherNames) {
        return new ServerSettings(
                bindAddress,
                port,
                tls,
                clientCertificate,
                crowd,
                patience,
                maxBodyBytes,
                maxHeaderBytes,
                maxRequestLineBytes,
                idleTimeout,
                closeGrace,
                faces,
                random,
                otherNames);
    }
}
