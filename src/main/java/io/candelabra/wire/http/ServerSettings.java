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
 * @param maxConnections how many at a time; further ones wait to be taken in
 * @param maxBodyBytes longest body; a longer one is answered by {@link FaceErrors#tooLarge}
 * @param maxHeaderBytes longest headers of one request, all together
 * @param maxRequestLineBytes longest first line: method, path and query
 * @param idleTimeout how long a connection may wait for its next request; in a request or a handshake, a client may be
 *     silent five times as long, and an HTTP/2 connection ends after that long without a word from its client
 * @param closeGrace how long requests that are being answered are waited for at the end
 * @param faces what is served
 * @param random for trace ids
 */
public record ServerSettings(
        String bindAddress,
        int port,
        SSLContext tls,
        ClientCertificate clientCertificate,
        int maxConnections,
        int maxBodyBytes,
        int maxHeaderBytes,
        int maxRequestLineBytes,
        Duration idleTimeout,
        Duration closeGrace,
        List<Face> faces,
        RandomGenerator random) {

    public ServerSettings {
        faces = List.copyOf(faces);
    }

    /**
     * Loopback, any free port, no client certificates, 8192 connections, bodies up to 1 MiB, headers up to 32 KiB, first lines up to 8 KiB, 60 s of
     * silence, 2 s of grace.
     */
    public static ServerSettings of(SSLContext tls, RandomGenerator random, List<Face> faces) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                tls,
                ClientCertificate.NONE,
                8192,
                1 << 20,
                32 << 10,
                8 << 10,
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                faces,
                random);
    }

    public ServerSettings at(String otherAddress, int otherPort) {
        return new ServerSettings(
                otherAddress,
                otherPort,
                tls,
                clientCertificate,
                maxConnections,
                maxBodyBytes,
                maxHeaderBytes,
                maxRequestLineBytes,
                idleTimeout,
                closeGrace,
                faces,
                random);
    }

    public ServerSettings withClientCertificate(ClientCertificate wanted) {
        return new ServerSettings(
                bindAddress,
                port,
                tls,
                wanted,
                maxConnections,
                maxBodyBytes,
                maxHeaderBytes,
                maxRequestLineBytes,
                idleTimeout,
                closeGrace,
                faces,
                random);
    }

    public ServerSettings withMaxBodyBytes(int bytes) {
        return new ServerSettings(
                bindAddress,
                port,
                tls,
                clientCertificate,
                maxConnections,
                bytes,
                maxHeaderBytes,
                maxRequestLineBytes,
                idleTimeout,
                closeGrace,
                faces,
                random);
    }

    public ServerSettings withTimeouts(Duration idle, Duration grace) {
        return new ServerSettings(
                bindAddress,
                port,
                tls,
                clientCertificate,
                maxConnections,
                maxBodyBytes,
                maxHeaderBytes,
                maxRequestLineBytes,
                idle,
                grace,
                faces,
                random);
    }
}
