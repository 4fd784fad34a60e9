package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code candelabra leap} asks the demo's hub, or any other, one thing. */
class LeapCommandTest {
    @TempDir
    Path folder;

    private AdministeredServer demo;

    @BeforeEach
    void start() throws Exception {
        demo = new AdministeredServer(folder);
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private AdministeredServer.Ran leap(Path data, String... words) {
        List<String> all = new ArrayList<>(List.of("leap"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new AdministeredServer.Ran(status, out.toString(), err.toString());
    }

    @Test
    void demoIsAskedWithoutAnyOption() {
        AdministeredServer.Ran areas = leap(demo.data, "read", "/area");
        assertThat(areas.status()).isZero();
        assertThat(areas.out()).contains("\"MessageBodyType\":\"MultipleAreaDefinition\"");
        String level =
                "{\"Command\":{\"CommandType\":\"GoToLevel\",\"Parameter\":[{\"Type\":\"Level\",\"Value\":42}]}}";
        assertThat(leap(demo.data, "create", "/zone/1/commandprocessor", level).status())
                .isZero();
        assertThat(leap(demo.data, "subscribe", "/zone/1/status", "--for", "1").out())
                .contains("SubscribeResponse", "\"Level\":42");
        AdministeredServer.Ran none = leap(demo.data, "read", "/area/999");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.out()).contains("404 NotFound");
        assertThat(leap(demo.data, "create", "/zone/1/commandprocessor", "{").status())
                .isEqualTo(2);
    }

    @Test
    void anyHubIsAskedByNameAndRoot() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "a-long-password");
        demo.integration(
                "add", "vive", "panel", "--site", "office", "--rights", "view", "--password-file", password.toString());
        String port = String.valueOf(demo.server().demoFile().face("vive").get("leap"));
        String root = demo.data.resolve("ca.pem").toString();
        Path nowhere = folder.resolve("nowhere");
        String[] hub = {
            "--host",
            "localhost",
            "--port",
            port,
            "--ca",
            root,
            "--user",
            "panel",
            "--password-file",
            password.toString()
        };
        List<String> read = new ArrayList<>(List.of("read", "/zone/1/status"));
        read.addAll(List.of(hub));
        assertThat(leap(nowhere, read.toArray(String[]::new)).out()).contains("200 OK");
        List<String> move = new ArrayList<>(
                List.of("create", "/zone/1/commandprocessor", "{\"Command\":{\"CommandType\":\"Raise\"}}"));
        move.addAll(List.of(hub));
        AdministeredServer.Ran refused = leap(nowhere, move.toArray(String[]::new));
        assertThat(refused.out()).as("it may only view").contains("403 Forbidden");
        assertThat(refused.status()).isEqualTo(1);
        Files.writeString(password, "another-password");
        assertThat(leap(nowhere, read.toArray(String[]::new)).out()).contains("401 Unauthorized");
        assertThat(leap(nowhere, "read", "/area").status()).as("no demo there").isEqualTo(3);
        demo.close();
        assertThat(leap(nowhere, read.toArray(String[]::new)).status()).isEqualTo(3);
    }
}
