package io.candelabra.driver.knx;

import io.candelabra.driver.api.CannotServe;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tuwien.auto.calimero.CloseEvent;
import tuwien.auto.calimero.FrameEvent;
import tuwien.auto.calimero.GroupAddress;
import tuwien.auto.calimero.IndividualAddress;
import tuwien.auto.calimero.KNXException;
import tuwien.auto.calimero.KNXListener;
import tuwien.auto.calimero.KNXTimeoutException;
import tuwien.auto.calimero.KnxRuntimeException;
import tuwien.auto.calimero.Priority;
import tuwien.auto.calimero.cemi.CEMILData;
import tuwien.auto.calimero.knxnetip.KNXConnectionClosedException;
import tuwien.auto.calimero.knxnetip.KNXnetIPConnection.BlockingMode;
import tuwien.auto.calimero.knxnetip.KNXnetIPTunnel;
import tuwien.auto.calimero.knxnetip.KNXnetIPTunnel.TunnelingLayer;
import tuwien.auto.calimero.knxnetip.SecureConnection;
import tuwien.auto.calimero.knxnetip.TcpConnection;
import tuwien.auto.calimero.link.medium.KNXMediumSettings;
import tuwien.auto.calimero.secure.KnxSecureException;

/** A tunnel of KNXnet/IP. The library's threads leave what they hear in a queue that is bounded. */
final class CalimeroBus implements KnxBus {
    /** A bus carries some dozens of telegrams in a second. */
    static final int MOST_WAITING = 20_000;

    private static final int READ = 0x00;
    private static final int RESPONSE = 0x40;
    private static final int WRITE = 0x80;
    private static final int CODE = 0xC0;
    private static final int SMALL = 0x3F;
    private static final IndividualAddress OURS = new IndividualAddress(0);

    /** How the far end is reached. */
    enum Way {
        UDP,
        /** The far end sees another address than ours, as behind a router. */
        UDP_NAT,
        TCP,
        SECURE
    }

    /**
     * What opens a secure tunnel.
     *
     * @param user number of the tunnel's user
     * @param device empty where the far end is not to prove who it is
     */
    record Login(int user, String password, String device) {
        /** Never the passwords. */
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    private final InetSocketAddress far;
    private final Way way;
    private final Login login;
    private final KnxKind.Work work;
    private final List<KnxTelegram> queue = new ArrayList<>();
    private long unreadable;
    private @Nullable String lost;
    private @Nullable KNXnetIPTunnel tunnel;
    private @Nullable TcpConnection connection;

    /** @param work makes the keys of a secure session */
    CalimeroBus(InetSocketAddress far, Way way, Login login, KnxKind.Work work) {
        this.far = far;
        this.way = way;
        this.login = login;
        this.work = work;
    }

    @Override
    public void open() throws IOException {
        try {
            KNXnetIPTunnel fresh = tunnel();
            tunnel = fresh;
            fresh.addConnectionListener(new Ear());
            if (fresh.getState() != KNXnetIPTunnel.OK) {
                throw new IOException("the interface closed the tunnel at once");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (KnxSecureException refused) {
            throw new CannotServe("the interface refuses the secure session: look at the settings user, user-password"
                    + " and device-password");
        } catch (KNXTimeoutException silent) {
            throw new IOException("the interface does not answer");
        } catch (KNXException | KnxRuntimeException refused) {
            throw refused(refused);
        }
    }

    private KNXnetIPTunnel tunnel() throws KNXException, InterruptedException, IOException {
        return switch (way) {
            case UDP, UDP_NAT -> new KNXnetIPTunnel(TunnelingLayer.LinkLayer, local(), far, way == Way.UDP_NAT);
            case TCP -> KNXnetIPTunnel.newTcpTunnel(TunnelingLayer.LinkLayer, tcp(), KNXMediumSettings.BackboneRouter);
            case SECURE -> {
                byte[] device = login.device().isEmpty()
                        ? new byte[0]
                        : work.of(() -> SecureConnection.hashDeviceAuthenticationPassword(
                                login.device().toCharArray()));
                byte[] user = work.of(
                        () -> SecureConnection.hashUserPassword(login.password().toCharArray()));
                yield SecureConnection.newTunneling(
                        TunnelingLayer.LinkLayer,
                        tcp().newSecureSession(login.user(), user, device),
                        KNXMediumSettings.BackboneRouter);
            }
        };
    }

    private TcpConnection tcp() {
        TcpConnection fresh = TcpConnection.newTcpConnection(far);
        connection = fresh;
        return fresh;
    }

    /** The address of this machine as the far end sees it. Nothing is sent to find it out, and nobody is asked for a name. */
    private InetSocketAddress local() throws IOException {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.connect(far);
            return new InetSocketAddress(((InetSocketAddress) probe.getLocalAddress()).getAddress(), 0);
        }
    }

    private static IOException refused(Exception why) {
        String said = String.valueOf(why.getMessage());
        if (said.contains("no more connections") || said.contains("maximum reached") || said.contains("0x24")) {
            throw new CannotServe("the interface has no free tunnel: other programs hold all of them."
                    + " End one, or give it more tunnels in ETS");
        }
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return new IOException("the interface cannot be reached");
            }
            if (cause instanceof KnxSecureException) {
                throw new CannotServe("the interface refuses the secure session: look at the settings user,"
                        + " user-password and device-password");
            }
        }
        return new IOException(
                "the interface refuses the tunnel: " + why.getClass().getSimpleName());
    }

    private final class Ear implements KNXListener {
        @Override
        public void frameReceived(FrameEvent frame) {
            queue(frame);
        }

        @Override
        public void connectionClosed(CloseEvent closed) {
            lose("the connection to the interface is lost");
        }
    }

    private synchronized void lose(String why) {
        if (lost == null) {
            lost = why;
        }
    }

    private synchronized void queue(FrameEvent frame) {
        if (lost != null) {
            return;
        }
        Optional<KnxTelegram> telegram = frame.getFrame() instanceof CEMILData data ? telegram(data) : Optional.empty();
        if (telegram.isEmpty()) {
            unreadable++;
        } else if (queue.size() >= MOST_WAITING) {
            lose("the bus tells more than is kept");
        } else {
            queue.add(telegram.get());
        }
    }

    /** Empty where a frame is no group telegram. */
    static Optional<KnxTelegram> telegram(CEMILData frame) {
        byte[] payload = frame.getPayload();
        if (!(frame.getDestination() instanceof GroupAddress group)
                || payload.length < 2
                || group.getRawAddress() == 0) {
            return Optional.empty();
        }
        int code = (payload[0] & 0x03) << 8 | payload[1] & CODE;
        KnxTelegram.Kind kind =
                switch (code) {
                    case READ -> KnxTelegram.Kind.READ;
                    case RESPONSE -> KnxTelegram.Kind.RESPONSE;
                    case WRITE -> KnxTelegram.Kind.WRITE;
                    default -> null;
                };
        if (kind == null) {
            return Optional.empty();
        }
        if (frame.getMessageCode() == CEMILData.MC_LDATA_CON && kind != KnxTelegram.Kind.READ) {
            kind = frame.isPositiveConfirmation() ? KnxTelegram.Kind.CONFIRMED : KnxTelegram.Kind.REFUSED;
        }
        boolean small = payload.length == 2;
        byte[] data = new byte[small ? 1 : payload.length - 2];
        if (small) {
            data[0] = (byte) (payload[1] & SMALL);
        } else {
            System.arraycopy(payload, 2, data, 0, data.length);
        }
        return Optional.of(new KnxTelegram(kind, new KnxAddress(group.getRawAddress()), data, small));
    }

    @Override
    public synchronized List<KnxTelegram> heard() throws IOException {
        if (lost != null) {
            throw new IOException(lost);
        }
        List<KnxTelegram> heard = List.copyOf(queue);
        queue.clear();
        return heard;
    }

    @Override
    public synchronized long unreadable() {
        return unreadable;
    }

    @Override
    public void send(KnxTelegram telegram) throws IOException {
        KNXnetIPTunnel open = tunnel;
        if (open == null) {
            throw new IOException("there is no connection to the interface");
        }
        try {
            open.send(frame(telegram), BlockingMode.WaitForAck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (KNXTimeoutException | KNXConnectionClosedException | KnxRuntimeException gone) {
            throw new IOException("the interface does not answer any more");
        }
    }

    private static CEMILData frame(KnxTelegram telegram) {
        int code = telegram.kind() == KnxTelegram.Kind.READ ? READ : WRITE;
        byte[] payload = new byte[telegram.small() ? 2 : 2 + telegram.data().length];
        payload[1] = (byte) code;
        if (!telegram.small()) {
            System.arraycopy(telegram.data(), 0, payload, 2, telegram.data().length);
        } else if (telegram.data().length > 0) {
            payload[1] = (byte) (code | telegram.data()[0] & SMALL);
        }
        return new CEMILData(
                CEMILData.MC_LDATA_REQ,
                OURS,
                new GroupAddress(telegram.address().raw()),
                payload,
                Priority.LOW);
    }

    @Override
    public void close() {
        lose("the connection is closed");
        KNXnetIPTunnel open = tunnel;
        tunnel = null;
        if (open != null) {
            open.close();
        }
        TcpConnection stream = connection;
        connection = null;
        if (stream != null) {
            stream.close();
        }
    }
}
