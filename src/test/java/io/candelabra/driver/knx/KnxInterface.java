package io.candelabra.driver.knx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A KNXnet/IP interface with one tunnel, on this machine's loopback, and the actuators behind it. It speaks the bytes of the protocol by itself, so it knows nothing of the
 * library that it is tested with; and it can misbehave.
 */
public final class KnxInterface implements AutoCloseable {
    private static final int CHANNEL = 7;
    private static final int PATIENCE_MS = 50;
    private static final int CON = 0x2E;
    private static final int IND = 0x29;

    private final DatagramSocket socket;
    private final Map<String, byte[]> values = new HashMap<>();
    private final Map<String, String> statuses = new HashMap<>();
    private final List<String> written = new ArrayList<>();
    private @Nullable SocketAddress client;
    private int sequence;
    /** What is still to be told, one after the other: each is told when the one before was taken. */
    private final Deque<byte[]> outgoing = new ArrayDeque<>();

    private final Set<byte[]> junk = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean awaited;
    private boolean full;
    private boolean mute;
    private boolean deaf;

    /** @param port 0 for any that is free */
    public KnxInterface(int port) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(PATIENCE_MS);
        Thread.ofVirtual().name("knx interface").start(this::listen);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** What is written to one address is told at another. */
    public synchronized void status(String command, String status) {
        statuses.put(command, status);
    }

    public synchronized void has(String address, int... bytes) {
        values.put(address, bytes(bytes));
    }

    /** The value at an address, as hexadecimal digits; empty where it has none. */
    public synchronized String value(String address) {
        return values.containsKey(address) ? HexFormat.of().formatHex(values.get(address)) : "";
    }

    /** What was written, in order, such as {@code 1/0/1=01}. */
    public synchronized List<String> written() {
        return List.copyOf(written);
    }

    /** Somebody else has the tunnel. */
    public synchronized void full(boolean now) {
        full = now;
    }

    /** It answers nothing any more; or it does again, as after a restart. */
    public synchronized void mute(boolean now) {
        mute = now;
        client = null;
    }

    /** It takes telegrams, and the bus behind it is broken. */
    public synchronized void deaf(boolean now) {
        deaf = now;
    }

    /** Somebody presses a switch: the actuator does it, and tells its status. */
    public synchronized void pressed(String address, int... bytes) {
        byte[] data = bytes(bytes);
        tell(IND, 0x80, address, data);
        values.put(address, data);
        String status = statuses.get(address);
        if (status != null) {
            values.put(status, data);
            tell(IND, 0x80, status, data);
        }
    }

    /** Bytes that are no frame, or one that lies. */
    public synchronized void garbage(byte[] bytes) {
        send(bytes);
    }

    /** A tunnelled frame with anything in it. */
    public synchronized void tunnelled(byte[] cemi) {
        junk.add(cemi);
        tunnel(cemi);
    }

    /** It lets the tunnel go. */
    public synchronized void hangUp() {
        ByteBuffer body =
                ByteBuffer.allocate(10).put((byte) CHANNEL).put((byte) 0).put(endpoint());
        send(frame(0x0209, body.array()));
        client = null;
    }

    private static byte[] bytes(int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        return data;
    }

    private void listen() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                heard(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getSocketAddress());
            } catch (SocketTimeoutException nothing) {
                again();
            } catch (SocketException closed) {
                return;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private synchronized void heard(byte[] frame, SocketAddress from) {
        if (mute || frame.length < 8) {
            return;
        }
        switch ((frame[2] & 0xFF) << 8 | frame[3] & 0xFF) {
            case 0x0205 -> connect(from);
            case 0x0207 -> answer(from, 0x0208, bytes(CHANNEL, from.equals(client) ? 0 : 0x21));
            case 0x0209 -> {
                answer(from, 0x020A, bytes(CHANNEL, 0));
                client = from.equals(client) ? null : client;
            }
            case 0x0420 -> {
                answer(from, 0x0421, bytes(4, CHANNEL, frame[8] & 0xFF, 0));
                telegram(Arrays.copyOfRange(frame, 10, frame.length));
            }
            case 0x0421 -> {
                if (awaited && (frame[8] & 0xFF) == (sequence & 0xFF)) {
                    sequence++;
                    awaited = false;
                    outgoing.poll();
                    pump();
                }
            }
            default -> {}
        }
    }

    /** What the client does not take is told again; a frame that nobody can read is dropped. */
    private synchronized void again() {
        if (awaited) {
            awaited = false;
            if (junk.remove(outgoing.peek())) {
                outgoing.poll();
            }
            pump();
        }
    }

    private void pump() {
        byte[] cemi = outgoing.peek();
        if (awaited || cemi == null) {
            return;
        }
        awaited = true;
        ByteBuffer body = ByteBuffer.allocate(4 + cemi.length)
                .put(bytes(4, CHANNEL, sequence & 0xFF, 0))
                .put(cemi);
        send(frame(0x0420, body.array()));
    }

    private void connect(SocketAddress from) {
        if (full || client != null) {
            answer(from, 0x0206, bytes(0, 0x24));
            return;
        }
        client = from;
        sequence = 0;
        awaited = false;
        outgoing.clear();
        ByteBuffer body = ByteBuffer.allocate(14)
                .put((byte) CHANNEL)
                .put((byte) 0)
                .put(endpoint())
                .put(bytes(4, 4, 0x11, 0xFA));
        answer(from, 0x0206, body.array());
    }

    private byte[] endpoint() {
        return ByteBuffer.allocate(8)
                .put(bytes(8, 1))
                .put(InetAddress.getLoopbackAddress().getAddress())
                .putShort((short) port())
                .array();
    }

    private static byte[] frame(int service, byte[] body) {
        return ByteBuffer.allocate(6 + body.length)
                .put(bytes(6, 0x10))
                .putShort((short) service)
                .putShort((short) (6 + body.length))
                .put(body)
                .array();
    }

    private void answer(SocketAddress to, int service, byte[] body) {
        byte[] frame = frame(service, body);
        send(to, frame);
    }

    private void send(byte[] bytes) {
        SocketAddress to = client;
        if (to != null) {
            send(to, bytes);
        }
    }

    private void send(SocketAddress to, byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException broken) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private void telegram(byte[] cemi) {
        int info = cemi[1] & 0xFF;
        int at = 2 + info;
        int length = cemi[at + 6] & 0xFF;
        String address = new KnxAddress((cemi[at + 4] & 0xFF) << 8 | cemi[at + 5] & 0xFF).toString();
        int code = cemi[at + 8] & 0xC0;
        byte[] data = length == 1
                ? new byte[] {(byte) (cemi[at + 8] & 0x3F)}
                : Arrays.copyOfRange(cemi, at + 9, at + 8 + length);
        if (deaf) {
            return;
        }
        byte[] con = cemi.clone();
        con[0] = CON;
        tunnel(con);
        if (code == 0) {
            byte[] value = values.get(address);
            if (value != null) {
                tell(IND, 0x40, address, value);
            }
            return;
        }
        written.add(address + "=" + HexFormat.of().formatHex(data));
        values.put(address, data);
        String status = statuses.get(address);
        if (status != null) {
            values.put(status, data);
            tell(IND, 0x80, status, data);
        }
    }

    private void tell(int message, int code, String address, byte[] data) {
        boolean small = data.length == 1
                && (data[0] & 0xC0) == 0
                && values.getOrDefault(address, data).length == 1
                && isSmall(address);
        int raw = KnxAddress.parse(address).orElseThrow().raw();
        ByteBuffer cemi = ByteBuffer.allocate(10 + (small ? 1 : 1 + data.length))
                .put(bytes(message, 0, 0xBC, 0xE0, 0x11, 0x01))
                .putShort((short) raw)
                .put((byte) (small ? 1 : 1 + data.length))
                .put((byte) 0)
                .put((byte) (small ? code | data[0] & 0x3F : code));
        if (!small) {
            cemi.put(data);
        }
        tunnel(cemi.array());
    }

    /** Addresses of main group 1 and 6 are those of bits here, as far as their middle group is even. */
    private static boolean isSmall(String address) {
        return address.matches("[16]/[0468]/.*|2/[01]/.*|3/0/[23]");
    }

    private void tunnel(byte[] cemi) {
        outgoing.add(cemi);
        pump();
    }

    @Override
    public void close() {
        socket.close();
    }
}
