package io.candelabra.driver.knx;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A KNXnet/IP interface over TCP, with or without secure sessions. It speaks the bytes, and does the arithmetic of the sessions, by itself and the JDK. Whatever is written to it is
 * confirmed, and told as if a device had sent it back.
 */
final class KnxStreamInterface implements AutoCloseable {
    private static final int HEADER = 6;
    private static final int MAC = 16;
    private static final int SESSION = 1;
    private static final int CHANNEL = 9;

    private final ServerSocket listening;
    private final boolean secure;
    private final byte[] userKey;
    private final byte[] deviceKey;
    private final List<String> heard = new ArrayList<>();

    /** @param password of the user and of the device; empty for an interface that is not secure */
    KnxStreamInterface(String password) throws IOException {
        secure = !password.isEmpty();
        userKey = secure ? hash(password, "user-password.1.secure.ip.knx.org") : new byte[MAC];
        deviceKey = secure ? hash(password, "device-authentication-code.1.secure.ip.knx.org") : new byte[MAC];
        listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().name("knx stream").start(this::listen);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    }

    /** The services that were asked for, as hexadecimal numbers, in order. */
    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    private static byte[] hash(String password, String salt) {
        try {
            PBEKeySpec spec =
                    new PBEKeySpec(password.toCharArray(), salt.getBytes(StandardCharsets.US_ASCII), 65_536, 8 * MAC);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private void listen() {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                new Talk(client).listen();
            } catch (SocketException | EOFException ended) {
                // the client has gone, or the test is over
                continue;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static byte[] bytes(int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        return data;
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] header(int service, int bodyLength) {
        return ByteBuffer.allocate(HEADER)
                .put(bytes(6, 0x10))
                .putShort((short) service)
                .putShort((short) (HEADER + bodyLength))
                .array();
    }

    private static byte[] frame(int service, byte[]... body) {
        byte[] whole = joined(body);
        return joined(header(service, whole.length), whole);
    }

    /** One connection. */
    private final class Talk {
        private final DataInputStream in;
        private final Socket client;
        private byte[] key = {};
        private byte[] exchanged = {};
        private long sequence;

        Talk(Socket client) throws IOException {
            this.client = client;
            this.in = new DataInputStream(client.getInputStream());
        }

        private void listen() throws IOException, GeneralSecurityException {
            while (true) {
                byte[] header = new byte[HEADER];
                in.readFully(header);
                byte[] body = new byte[ByteBuffer.wrap(header).getShort(4) - HEADER];
                in.readFully(body);
                int service = ByteBuffer.wrap(header).getShort(2);
                synchronized (KnxStreamInterface.this) {
                    heard.add(Integer.toHexString(service));
                }
                if (service == 0x0951) {
                    session(Arrays.copyOfRange(body, 8, 40));
                } else if (service == 0x0950) {
                    byte[] inner = opened(header, body);
                    answer(ByteBuffer.wrap(inner).getShort(2), Arrays.copyOfRange(inner, HEADER, inner.length));
                } else if (!secure) {
                    answer(service, body);
                }
            }
        }

        // ---- sessions ----

        private void session(byte[] theirs) throws IOException, GeneralSecurityException {
            KeyPair ours = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            byte[] point = littleEndian(((XECPublicKey) ours.getPublic()).getU());
            byte[] turned = theirs.clone();
            reverse(turned);
            turned[0] &= 0x7F;
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(ours.getPrivate());
            agreement.doPhase(
                    KeyFactory.getInstance("X25519")
                            .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, turned))),
                    true);
            key = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(agreement.generateSecret()), MAC);
            exchanged = new byte[32];
            for (int i = 0; i < exchanged.length; i++) {
                exchanged[i] = (byte) (theirs[i] ^ point[i]);
            }
            byte[] id = bytes(0, SESSION);
            byte[] header = header(0x0952, 2 + 32 + MAC);
            byte[] mac = counted(
                    deviceKey,
                    handshake(),
                    chained(deviceKey, new byte[MAC], joined(header, id, exchanged), new byte[0]));
            client.getOutputStream().write(joined(header, id, point, mac));
        }

        private byte[] handshake() {
            byte[] counter = new byte[MAC];
            counter[14] = (byte) 0xFF;
            return counter;
        }

        private byte[] opened(byte[] header, byte[] body) throws GeneralSecurityException {
            byte[] counter = joined(Arrays.copyOfRange(body, 2, 16), bytes(0xFF, 0));
            byte[] sealed = Arrays.copyOfRange(body, 16, body.length);
            int length = sealed.length - MAC;
            byte[] clear = counted(
                    key,
                    counter,
                    joined(Arrays.copyOfRange(sealed, length, sealed.length), Arrays.copyOf(sealed, length)));
            byte[] frame = Arrays.copyOfRange(clear, MAC, clear.length);
            byte[] first = ByteBuffer.allocate(MAC)
                    .put(body, 2, 14)
                    .putShort((short) length)
                    .array();
            byte[] mac = chained(key, first, joined(header, Arrays.copyOf(body, 2)), frame);
            if (!Arrays.equals(mac, Arrays.copyOf(clear, MAC))) {
                throw new IllegalStateException("a frame was sealed with another key");
            }
            return frame;
        }

        private void send(byte[] frame) throws IOException, GeneralSecurityException {
            if (key.length == 0) {
                client.getOutputStream().write(frame);
                return;
            }
            byte[] id = bytes(0, SESSION);
            byte[] header = header(0x0950, 16 + frame.length + MAC);
            byte[] number = Arrays.copyOfRange(
                    ByteBuffer.allocate(8).putLong(sequence++).array(), 2, 8);
            byte[] about = joined(number, bytes(0, 1, 2, 3, 4, 5), bytes(0, 0));
            byte[] first = ByteBuffer.allocate(MAC)
                    .put(about)
                    .putShort((short) frame.length)
                    .array();
            byte[] mac = chained(key, first, joined(header, id), frame);
            byte[] sealed = counted(key, joined(about, bytes(0xFF, 0)), joined(mac, frame));
            client.getOutputStream()
                    .write(joined(
                            header,
                            id,
                            about,
                            Arrays.copyOfRange(sealed, MAC, sealed.length),
                            Arrays.copyOf(sealed, MAC)));
        }

        private static byte[] littleEndian(BigInteger number) {
            byte[] big = number.toByteArray();
            byte[] little = new byte[32];
            for (int i = 0; i < Math.min(big.length, little.length); i++) {
                little[i] = big[big.length - 1 - i];
            }
            return little;
        }

        private static void reverse(byte[] bytes) {
            for (int i = 0; i < bytes.length / 2; i++) {
                byte one = bytes[i];
                bytes[i] = bytes[bytes.length - 1 - i];
                bytes[bytes.length - 1 - i] = one;
            }
        }

        private static byte[] chained(byte[] key, byte[] first, byte[] more, byte[] payload)
                throws GeneralSecurityException {
            byte[] all = joined(
                    first, ByteBuffer.allocate(2).putShort((short) more.length).array(), more, payload);
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[MAC]));
            byte[] blocks = cipher.doFinal(Arrays.copyOf(all, (all.length + MAC - 1) / MAC * MAC));
            return Arrays.copyOfRange(blocks, blocks.length - MAC, blocks.length);
        }

        private static byte[] counted(byte[] key, byte[] counter, byte[] data) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
            return cipher.doFinal(data);
        }

        // ---- services ----

        private void answer(int service, byte[] body) throws IOException, GeneralSecurityException {
            switch (service) {
                case 0x0953 -> {
                    byte[] header = header(0x0953, 2 + MAC);
                    byte[] mac = counted(
                            userKey,
                            handshake(),
                            chained(
                                    userKey,
                                    new byte[MAC],
                                    joined(header, Arrays.copyOf(body, 2), exchanged),
                                    new byte[0]));
                    boolean right = Arrays.equals(mac, Arrays.copyOfRange(body, 2, 2 + MAC));
                    send(frame(0x0954, bytes(right ? 0 : 1, 0)));
                }
                case 0x0205 ->
                    send(frame(0x0206, bytes(CHANNEL, 0), bytes(8, 2, 0, 0, 0, 0, 0, 0), bytes(4, 4, 0x11, 0xFA)));
                case 0x0207 -> send(frame(0x0208, bytes(CHANNEL, 0)));
                case 0x0209 -> send(frame(0x020A, bytes(CHANNEL, 0)));
                case 0x0420 -> {
                    byte[] confirmed = Arrays.copyOfRange(body, 4, body.length);
                    byte[] told = confirmed.clone();
                    confirmed[0] = 0x2E;
                    told[0] = 0x29;
                    send(frame(0x0420, bytes(4, CHANNEL, 0, 0), confirmed));
                    send(frame(0x0420, bytes(4, CHANNEL, 0, 0), told));
                }
                default -> {}
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
