package io.candelabra.driver.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.wire.tls.PinnedTrust;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A broker that speaks MQTT 5 over TCP or TLS. The library's threads leave what they hear in a queue that is bounded. */
final class HiveBroker implements Broker {
    private static final long PATIENCE_MS = 10_000;
    private static final int KEEP_ALIVE_S = 20;
    /** The list of a network of 500 devices has some megabytes. */
    static final int LONGEST_MESSAGE = 16 << 20;

    private static final int MOST_MESSAGES = 20_000;
    private static final long MOST_BYTES = 64L << 20;

    /** @param user empty where the broker wants none */
    record Login(String client, String user, String password) {}

    private final InetSocketAddress address;
    private final Login login;
    private final @Nullable PinnedTrust trust;
    private final Consumer<String> believed;
    private final List<Message> queue = new ArrayList<>();
    /** Done when a message comes whose topic begins so. */
    private final Map<String, CompletableFuture<Boolean>> awaited = new HashMap<>();

    private long bytes;
    private @Nullable String lost;
    private @Nullable Mqtt5AsyncClient client;
    private volatile @Nullable Mqtt5AsyncClient attempt;
    private volatile boolean closed;

    /**
     * @param trust null for a connection without TLS
     * @param believed is told the certificate of a broker that has taken the login
     */
    HiveBroker(InetSocketAddress address, Login login, @Nullable PinnedTrust trust, Consumer<String> believed) {
        this.address = address;
        this.login = login;
        this.trust = trust;
        this.believed = believed;
    }

    @Override
    public void open(String topic) throws IOException {
        MqttClientTransportConfigBuilder transport = MqttClientTransportConfig.builder()
                .serverAddress(address)
                .socketConnectTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS);
        PinnedTrust certificate = trust;
        if (certificate != null) {
            transport = transport.sslConfig(MqttClientSslConfig.builder()
                    .trustManagerFactory(new PinnedTrustManagers(certificate))
                    // the certificate is known by itself, whatever name stands in it
                    .hostnameVerifier((name, session) -> true)
                    .build());
        }
        Mqtt5ClientBuilder builder = Mqtt5Client.builder()
                .identifier(login.client())
                .transportConfig(transport.build())
                .addConnectedListener(late -> closeWhereGivenUp())
                .addDisconnectedListener(gone -> lose("the connection to the broker is lost"));
        if (!login.user().isEmpty()) {
            builder = builder.simpleAuth()
                    .username(login.user())
                    .password(login.password().getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        Mqtt5AsyncClient fresh = builder.buildAsync();
        client = fresh;
        attempt = fresh;
        fresh.publishes(MqttGlobalPublishFilter.ALL, this::queue);
        done(fresh.connectWith()
                .cleanStart(true)
                .keepAlive(KEEP_ALIVE_S)
                .restrictions()
                .maximumPacketSize(LONGEST_MESSAGE)
                .applyRestrictions()
                .send());
        if (certificate != null) {
            believed.accept(certificate.fingerprint());
        }
        done(fresh.subscribeWith()
                .topicFilter(topic + "/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .noLocal(true)
                .send());
    }

    /** Waits until the broker has answered. */
    private static <T> T done(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(PATIENCE_MS + 1_000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("the broker does not answer");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException failed) {
            throw refused(failed.getCause());
        }
    }

    private static IOException refused(@Nullable Throwable why) {
        if (why instanceof Mqtt5ConnAckException answered) {
            Mqtt5ConnAckReasonCode code = answered.getMqttMessage().getReasonCode();
            if (code == Mqtt5ConnAckReasonCode.NOT_AUTHORIZED
                    || code == Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD
                    || code == Mqtt5ConnAckReasonCode.BANNED) {
                throw new CannotServe("the broker refuses the login: look at the settings user and password");
            }
            if (code == Mqtt5ConnAckReasonCode.UNSUPPORTED_PROTOCOL_VERSION) {
                throw new CannotServe("the broker does not speak MQTT 5");
            }
            return new IOException("the broker refuses the connection: " + code);
        }
        if (why instanceof Mqtt5PubAckException answered) {
            Mqtt5PubAckReasonCode code = answered.getMqttMessage().getReasonCode();
            return new Refusal(
                    code == Mqtt5PubAckReasonCode.NOT_AUTHORIZED
                            ? "the broker does not let this login publish: look at its rights there"
                            : "the broker does not take the message: " + code);
        }
        if (why instanceof Mqtt5SubAckException) {
            throw new CannotServe(
                    "the broker does not let this login hear what Zigbee2MQTT tells: look at its rights there");
        }
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof PinnedTrust.OtherCertificate) {
                throw new CannotServe("the broker shows another certificate than before: where it was replaced, set the"
                        + " fingerprint of the new one");
            }
        }
        return new IOException("the broker cannot be reached: " + reason(why));
    }

    /** The library wraps what the connection says. */
    private static String reason(@Nullable Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConnectException ignored -> {
                    return "nothing answers at this address and port";
                }
                case SSLException ignored -> {
                    return "it does not speak TLS as is asked of it";
                }
                default -> {}
            }
        }
        return why == null ? "" : why.getClass().getSimpleName();
    }

    private synchronized void lose(String why) {
        if (lost == null) {
            lost = why;
            awaited.values().forEach(came -> came.completeExceptionally(new IOException(why)));
        }
    }

    private static boolean wanted(String topic) {
        return !topic.endsWith("/bridge/logging")
                && !topic.endsWith("/bridge/log")
                && !topic.endsWith("/bridge/definitions");
    }

    private synchronized void queue(Mqtt5Publish message) {
        String topic = message.getTopic().toString();
        if (lost != null || !wanted(topic)) {
            return;
        }
        byte[] payload = message.getPayloadAsBytes();
        bytes += payload.length;
        if (queue.size() >= MOST_MESSAGES || bytes > MOST_BYTES) {
            lose("the broker tells more than is kept");
            return;
        }
        queue.add(new Message(topic, payload, message.isRetain()));
        awaited.forEach((begin, came) -> {
            if (topic.startsWith(begin)) {
                came.complete(true);
            }
        });
    }

    @Override
    public boolean waitsFor(String topic) throws IOException {
        CompletableFuture<Boolean> came;
        synchronized (this) {
            if (queue.stream().anyMatch(message -> message.topic().startsWith(topic))) {
                return true;
            }
            if (lost != null) {
                throw new IOException(lost);
            }
            came = awaited.computeIfAbsent(topic, fresh -> new CompletableFuture<>());
        }
        try {
            return came.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException none) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException gone) {
            throw new IOException(String.valueOf(lost), gone);
        } finally {
            synchronized (this) {
                awaited.remove(topic);
            }
        }
    }

    @Override
    public synchronized List<Message> heard() throws IOException {
        if (lost != null && queue.isEmpty()) {
            throw new IOException(lost);
        }
        List<Message> heard = List.copyOf(queue);
        queue.clear();
        bytes = 0;
        return heard;
    }

    @Override
    public void publish(String topic, byte[] payload) throws IOException {
        Mqtt5AsyncClient open = client;
        if (open == null) {
            throw new IOException("there is no connection to the broker");
        }
        done(open.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .send());
    }

    /** A connection that comes about after it was given up would stay for ever. */
    private void closeWhereGivenUp() {
        Mqtt5AsyncClient late = attempt;
        if (closed && late != null) {
            late.disconnect().exceptionally(gone -> null);
        }
    }

    @Override
    public void close() {
        closed = true;
        Mqtt5AsyncClient open = client;
        client = null;
        lose("the connection is closed");
        if (open != null) {
            // the socket is closed by the library; one that is gone already has nothing to be told
            open.disconnect().exceptionally(gone -> null);
        }
    }
}
