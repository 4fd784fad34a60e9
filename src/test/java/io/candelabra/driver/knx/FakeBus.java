package io.candelabra.driver.knx;

import io.candelabra.driver.HandLane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bus without wires: its actuators do at once what they are told, and tell it at their status addresses. */
final class FakeBus implements KnxBus {
    private static final long TRAVEL_MS = 500;

    final List<KnxTelegram> sent = new ArrayList<>();
    private final List<KnxTelegram> heard = new ArrayList<>();
    private final Map<String, byte[]> values = new HashMap<>();
    private final Map<String, String> statuses = new HashMap<>();
    private final Set<String> travels = new HashSet<>();

    @Nullable
    HandLane lane;

    /** No device takes a telegram. */
    boolean nobody;
    /** Telegrams are taken, and nothing comes of them. */
    boolean idle;
    /** Nothing is heard of a telegram, not even that it is on the bus. */
    boolean silent;

    boolean lost;
    boolean opened;
    long unreadable;

    /** Keys are made on the test's own thread. */
    static final KnxKind.Work HERE = what -> {
        try {
            return what.call();
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    };

    static KnxAddress at(String address) {
        return KnxAddress.parse(address).orElseThrow();
    }

    /** What is written to one address is told at another. */
    FakeBus status(String command, String status) {
        statuses.put(command, status);
        return this;
    }

    /** The same, half a second later, as a motor takes its time. */
    FakeBus travels(String command, String status) {
        travels.add(command);
        return status(command, status);
    }

    /** Somebody else writes. */
    void says(String address, int... bytes) {
        byte[] data = bytes(bytes);
        values.put(address, data);
        heard.add(new KnxTelegram(KnxTelegram.Kind.WRITE, at(address), data, false));
    }

    /** A telegram of ours is on the bus, which was not heard of before. */
    void confirms(String address, int... bytes) {
        heard.add(new KnxTelegram(KnxTelegram.Kind.CONFIRMED, at(address), bytes(bytes), false));
    }

    /** An address has a value, and nobody says so. */
    FakeBus has(String address, int... bytes) {
        values.put(address, bytes(bytes));
        return this;
    }

    private static byte[] bytes(int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        return data;
    }

    List<String> asked() {
        return sent.stream()
                .filter(telegram -> telegram.kind() == KnxTelegram.Kind.READ)
                .map(telegram -> telegram.address().toString())
                .toList();
    }

    List<String> written() {
        return sent.stream()
                .filter(telegram -> telegram.kind() == KnxTelegram.Kind.WRITE)
                .map(telegram -> telegram.address() + "=" + HexFormat.of().formatHex(telegram.data()))
                .toList();
    }

    @Override
    public void open() throws IOException {
        if (lost) {
            throw new IOException("the interface does not answer");
        }
        opened = true;
    }

    @Override
    public List<KnxTelegram> heard() throws IOException {
        if (lost) {
            throw new IOException("the connection to the interface is lost");
        }
        List<KnxTelegram> now = List.copyOf(heard);
        heard.clear();
        return now;
    }

    @Override
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void send(KnxTelegram telegram) throws IOException {
        if (lost) {
            throw new IOException("the interface does not answer any more");
        }
        sent.add(telegram);
        if (silent) {
            return;
        }
        if (telegram.kind() == KnxTelegram.Kind.WRITE) {
            KnxTelegram.Kind kind = nobody ? KnxTelegram.Kind.REFUSED : KnxTelegram.Kind.CONFIRMED;
            heard.add(new KnxTelegram(kind, telegram.address(), telegram.data(), false));
        }
        if (nobody || idle) {
            return;
        }
        String address = telegram.address().toString();
        if (telegram.kind() == KnxTelegram.Kind.READ) {
            byte[] value = values.get(address);
            if (value != null) {
                heard.add(new KnxTelegram(KnxTelegram.Kind.RESPONSE, telegram.address(), value, false));
            }
            return;
        }
        values.put(address, telegram.data());
        String status = statuses.get(address);
        if (status != null && travels.contains(address) && lane != null) {
            lane.at(lane.nowMs() + TRAVEL_MS, () -> tell(status, telegram.data()));
        } else if (status != null) {
            tell(status, telegram.data());
        }
    }

    private void tell(String status, byte[] data) {
        values.put(status, data);
        heard.add(new KnxTelegram(KnxTelegram.Kind.WRITE, at(status), data, false));
    }

    @Override
    public void close() {
        opened = false;
    }
}
