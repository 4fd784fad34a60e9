package io.candelabra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo server on a small disk that something else fills, as its clients see it. The disk is a real one, in memory. */
class FullDiskTest {
    private static final String SIZE = "size=40m,mode=0700";
    private static final int RESERVE_MIB = 4;
    private static final int BLOCK = 1 << 16;
    private static final int MOST_COMMANDS = 4_000;
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path disk;
    private Candelabra server;
    private Clients clients;
    private String lamp;
    private int zone;
    private long level = 1;
    /** Executions that were acknowledged and may still run. */
    private final List<ExecutionId> asked = new ArrayList<>();

    private final List<String> groups = new ArrayList<>();

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", SIZE, "candelabra-test", disk.toString()),
                "skipped: a small disk can be mounted by root alone");
    }

    @AfterEach
    void unmount() throws Exception {
        if (server != null) {
            server.close();
        }
        run("umount", disk.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private Path data() {
        return disk.resolve("data");
    }

    private void start() throws Exception {
        server = Candelabra.start(
                Settings.demo(data()).onFreePorts().withLamps(20).withReserve(RESERVE_MIB), TestMachine.outside());
        clients = Clients.of(data().resolve("demo.json"));
        lamp = clients.deviceWith("setIntensity");
        zone = clients.dimmedZone();
    }

    /** Something else takes all that is free. */
    private void fill() throws IOException {
        try (FileChannel filler = FileChannel.open(
                disk.resolve("filler"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            for (int bytes = BLOCK; bytes > 0; ) {
                try {
                    if (filler.write(ByteBuffer.allocate(bytes)) < bytes) {
                        bytes /= 2;
                    }
                } catch (IOException full) {
                    bytes /= 2;
                }
            }
        }
    }

    private void makeRoom() throws IOException {
        Files.delete(disk.resolve("filler"));
    }

    /** Sets the lamp to another level; the status. */
    private int ask() throws Exception {
        long wanted = level % 100 + 1;
        Clients.Answer answer = clients.overkizLocal("POST", "exec/apply", Clients.apply(lamp, "setIntensity", wanted));
        if (answer.status() == 200) {
            level = wanted;
            asked.add(new ExecutionId((String) Clients.Fields.at(answer.tree(), "execId")));
        }
        return answer.status();
    }

    /** The same, and waits until the lamp has done it. */
    private int turn() throws Exception {
        int status = ask();
        for (ExecutionId id : asked) {
            assertThat(server.sites()
                            .awaitEnd(Caller.CORE, DemoInstallation.HOME, id, Duration.ofSeconds(20))
                            .execution(id))
                    .as("it ended")
                    .isEmpty();
        }
        asked.clear();
        return status;
    }

    /** Makes a group, which is a setting; the status. */
    private int setUp(String label) throws Exception {
        Map<String, Object> group = Clients.apply(lamp, "setIntensity", 10);
        Clients.Answer answer = clients.overkizCloud(
                clients.overkizLogin(),
                "POST",
                "actionGroups",
                Map.of("label", label, "actions", group.get("actions")));
        if (answer.status() == 201) {
            groups.add(label);
        }
        return answer.status();
    }

    private String leap(Clients.Vive vive, String type, String url, Object body) throws IOException {
        return String.valueOf(Clients.Fields.at(vive.ask(type, url, body, "t"), "Header", "StatusCode"));
    }

    private String goTo(Clients.Vive vive, int percent) throws IOException {
        return leap(
                vive,
                "CreateRequest",
                "/zone/" + zone + "/commandprocessor",
                Map.of(
                        "Command",
                        Map.of(
                                "CommandType",
                                "GoToLevel",
                                "Parameter",
                                List.of(Map.of("Type", "Level", "Value", percent)))));
    }

    /** Coming in afresh, listening and reading, by all faces. */
    private String everythingIsRead() throws Exception {
        String cookie = clients.overkizLogin();
        Clients.Answer registered = clients.overkizCloud(cookie, "POST", "events/register", "");
        assertThat(registered.status()).isEqualTo(200);
        String listener = (String) Clients.Fields.at(registered.tree(), "id");
        assertThat(clients.overkizCloud(cookie, "POST", "events/" + listener + "/fetch", "")
                        .status())
                .isEqualTo(200);
        assertThat(clients.overkizCloud(cookie, "GET", "setup/devices", "").status())
                .isEqualTo(200);
        assertThat(clients.overkizCloud(cookie, "GET", "history/executions", "").status())
                .isEqualTo(200);
        assertThat(clients.sustainder("GET", "/lcms?application_artkey=36", "").status())
                .isEqualTo(200);
        assertThat(clients.quantum("ReadRequest", "/zone", "").status()).isEqualTo(200);
        try (Clients.Vive vive = clients.vive()) {
            assertThat(leap(vive, "SubscribeRequest", "/zone/status", "")).startsWith("200");
            assertThat(leap(vive, "ReadRequest", "/area", "")).startsWith("200");
        }
        assertThat(clients.get("/health").status()).isEqualTo(200);
        return cookie;
    }

    private void nothingAcknowledgedIsLost() throws Exception {
        lampIsAsAsked();
        groupsAreThere();
    }

    private void lampIsAsAsked() {
        State shown = server.sites()
                .state(Caller.CORE, DemoInstallation.HOME)
                .device(new DeviceId(lamp))
                .orElseThrow()
                .states()
                .find("core:LightIntensityState")
                .orElseThrow();
        assertThat(shown.value()).isEqualTo(Value.of(level));
    }

    private void groupsAreThere() throws Exception {
        String all = clients.overkizLocal("GET", "actionGroups", "").body();
        assertThat(groups).isNotEmpty().allSatisfy(label -> assertThat(all).contains(label));
    }

    @Test
    void theLightsGoOnAndAllComesBackByItself() throws Exception {
        start();
        assertThat(turn()).isEqualTo(200);
        assertThat(setUp("before")).isEqualTo(201);

        // the disk is full: control goes on from the reserve
        fill();
        assertThat(turn()).isEqualTo(200);
        try (Clients.Vive vive = clients.vive()) {
            assertThat(leap(vive, "SubscribeRequest", "/zone/status", "")).startsWith("200");
            assertThat(goTo(vive, 37)).startsWith("201");
            vive.push(pushed -> String.valueOf(pushed).contains("Level=37"));
        }
        assertThat(setUp("during")).isEqualTo(201);
        everythingIsRead();
        Clients.Answer ready = clients.get("/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body()).contains("disk short: history is shed");
        assertThat(clients.get("/metrics").body()).contains("candelabra_disk_space 1");
        nothingAcknowledgedIsLost();

        // the reserve is used up as well, since another program takes each slice of it: the stored state is read
        int status = 200;
        for (int i = 0; i < MOST_COMMANDS && status < 300; i++) {
            fill();
            status = i % 50 == 0 ? setUp("g" + i) : ask();
        }
        assertThat(status).isEqualTo(503);
        String cookie = everythingIsRead();
        groupsAreThere();
        ready = clients.get("/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body()).contains("disk full: read only");

        // there is room again
        makeRoom();
        long began = System.nanoTime();
        while (!clients.get("/ready").body().contains("recovered")) {
            long left = RECOVERY.toNanos() - (System.nanoTime() - began);
            assertThat(left).as("ns left to be well again").isPositive();
            server.sites()
                    .awaitAfter(
                            Accounts.SYSTEM,
                            server.sites().state(Caller.CORE, Accounts.SYSTEM).seq(),
                            Duration.ofNanos(Math.min(left, 500_000_000)));
        }
        assertThat(clients.get("/ready").status()).isEqualTo(200);
        assertThat(clients.get("/metrics").body()).contains("candelabra_disk_space 2");
        assertThat(Files.size(data().resolve("candelabra.reserve"))).isEqualTo(RESERVE_MIB << 20);
        assertThat(turn()).isEqualTo(200);
        assertThat(setUp("after")).isEqualTo(201);
        assertThat(clients.overkizCloud(cookie, "GET", "setup/devices", "").status())
                .as("who came in meanwhile is still in")
                .isEqualTo(200);
        nothingAcknowledgedIsLost();

        // and after a restart, also one on a full disk
        fill();
        server.close();
        fill();
        start();
        assertThat(clients.overkizCloud(cookie, "GET", "setup/devices", "").status())
                .isEqualTo(200);
        nothingAcknowledgedIsLost();
        assertThat(turn()).isEqualTo(200);
        everythingIsRead();
        nothingAcknowledgedIsLost();
    }
}
