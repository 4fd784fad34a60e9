package io.candelabra.driver.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.candelabra.testing.TestMachine;
import io.candelabra.testing.Within;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real mosquitto on this machine, and a {@link FakeBridge} that speaks through it. */
public final class MosquittoHome implements AutoCloseable {
    public static final String USER = "house";
    public static final String PASSWORD = "not-secret-1";
    /** A login that may hear, and may not publish. */
    public static final String READER = "reader";

    private static final String BASE = "zigbee2mqtt/";

    public final FakeBridge bridge = new FakeBridge();
    public final int port;
    /** Where it speaks TLS, with a certificate of its own. */
    public final int tlsPort;

    private final Path folder;
    private final Path program;
    private final Path passwords;
    private final Path rights;
    private int certificates;
    private final Path config;
    private Process broker;
    private Mqtt5AsyncClient client;

    private MosquittoHome(Path program, Path folder) throws Exception {
        this.program = program;
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
            tlsPort = other.getLocalPort();
        }
        passwords = folder.resolve("passwords");
        run(program.resolveSibling("../bin/mosquitto_passwd"), "-b", "-c", passwords.toString(), USER, PASSWORD);
        run(program.resolveSibling("../bin/mosquitto_passwd"), "-b", passwords.toString(), READER, PASSWORD);
        rights = Files.writeString(
                folder.resolve("rights"), "user " + USER + "\ntopic readwrite #\nuser " + READER + "\ntopic read #\n");
        config = folder.resolve("mosquitto.conf");
        certify();
        start();
    }

    /** Empty where mosquitto is not installed. */
    public static Optional<MosquittoHome> in(Path folder) throws Exception {
        for (String place :
                List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto")) {
            Path program = Path.of(place);
            if (Files.isExecutable(program)) {
                return Optional.of(new MosquittoHome(program, Files.createDirectories(folder)));
            }
        }
        return Optional.empty();
    }

    /** It shows another certificate from its next start on. */
    public void certify() throws Exception {
        Path tls = Files.createDirectories(folder.resolve("tls-" + ++certificates));
        TestMachine.authority(tls);
        Files.writeString(
                config,
                "per_listener_settings false\nallow_anonymous false\npassword_file " + passwords
                        + "\nacl_file " + rights + "\npersistence false\nuser "
                        + System.getProperty("user.name") + "\nlistener " + port + " 127.0.0.1\nlistener " + tlsPort
                        + " 127.0.0.1\ncertfile " + tls.resolve("server.pem") + "\nkeyfile " + tls.resolve("server.key")
                        + "\n");
    }

    private static void run(Path program, String... words) throws Exception {
        List<String> command =
                new java.util.ArrayList<>(List.of(program.normalize().toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("it failed: " + program);
        }
    }

    /** The broker runs, and the bridge tells its state and its devices by it. */
    public void start() throws Exception {
        broker = new ProcessBuilder(program.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(config.resolveSibling("mosquitto.log").toFile())
                .start();
        Within.reason("mosquitto listens", () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
        client = Mqtt5Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .simpleAuth()
                .username(USER)
                .password(PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        client.connect().get(10, TimeUnit.SECONDS);
        client.subscribeWith()
                .topicFilter(BASE + "#")
                .noLocal(true)
                .callback(message -> bridge.take(
                        message.getTopic().toString().substring(BASE.length()),
                        new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8),
                        (topic, payload) -> send(topic, payload.getBytes(StandardCharsets.UTF_8), false)))
                .send()
                .get(10, TimeUnit.SECONDS);
        keeps("bridge/state", "{\"state\":\"online\"}");
        keeps("bridge/devices", bridge.list());
    }

    private java.util.concurrent.CompletableFuture<?> send(String topic, byte[] payload, boolean retain) {
        return client.publishWith()
                .topic(BASE + topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(retain)
                .payload(payload)
                .send();
    }

    /** Tells something that the broker keeps. */
    public void keeps(String topic, String payload) throws Exception {
        send(topic, payload.getBytes(StandardCharsets.UTF_8), true).get(10, TimeUnit.SECONDS);
    }

    public void tells(String topic, byte[] payload) throws Exception {
        send(topic, payload, false).get(10, TimeUnit.SECONDS);
    }

    /** Something changes at a device by a hand. */
    public void changes(String name, String json) throws Exception {
        tells(name, bridge.changes(name, json).getBytes(StandardCharsets.UTF_8));
    }

    /** The broker goes. */
    public void stop() throws InterruptedException {
        broker.destroy();
        broker.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
