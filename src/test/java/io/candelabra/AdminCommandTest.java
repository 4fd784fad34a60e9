package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.account.Login;
import io.candelabra.install.FirstStart;
import io.candelabra.testing.TestMachine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminCommandTest {
    @TempDir
    Path folder;

    private int run(StringWriter out, String... words) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(words);
    }

    @Test
    void theFirstPasswordIsNotLostAndAnotherCanBeSet() throws Exception {
        Path data = folder.resolve("data");
        Path first = data.resolve("first-password");
        Settings settings = Settings.demo(data).serving().onFreePorts();
        try (Candelabra server = Candelabra.start(settings, TestMachine.outside())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
                    .isEqualTo("rw-------");
            assertThat(opens(server, Files.readString(first).strip())).isTrue();
            StringWriter out = new StringWriter();
            assertThat(run(out, "admin", "password", "nobody", "--data", data.toString()))
                    .isEqualTo(1);
            assertThat(first).exists();
            Path chosen = Files.writeString(folder.resolve("chosen"), "my own choice");
            assertThat(run(out, "admin", "password", "--password-file", chosen.toString(), "--data", data.toString()))
                    .as(out.toString())
                    .isZero();
            assertThat(opens(server, "my own choice")).isTrue();
            assertThat(first).doesNotExist();
            StringWriter told = new StringWriter();
            assertThat(run(told, "admin", "password", "--data", data.toString()))
                    .isZero();
            assertThat(told.toString()).contains("password");
            assertThat(opens(server, "my own choice")).isFalse();
        }
    }

    private static boolean opens(Candelabra server, String password) {
        return server.accounts().login(FirstStart.ADMIN, password, "127.0.0.1") instanceof Login.Known;
    }
}
