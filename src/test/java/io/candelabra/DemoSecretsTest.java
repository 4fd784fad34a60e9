package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Login;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's secrets stand in a file, in accounts and in {@code demo.json}: all of them say the same. */
class DemoSecretsTest {
    private static final String DOCUMENTED = "candelabra-demo";
    private static final String HERE = "127.0.0.1";

    @TempDir
    Path folder;

    private Settings bound(String address) {
        return Settings.demo(folder).at(Settings.Listeners.anywhereAt(address)).withLamps(10);
    }

    private static Candelabra start(Settings settings) throws IOException {
        return Candelabra.start(settings, TestMachine.outside());
    }

    private static boolean opens(Candelabra server, String account, Object password) {
        return server.accounts().login(account, String.valueOf(password), HERE) instanceof Login.Known;
    }

    @Test
    void documentedPasswordsOpenNothingOnceOthersCanReachTheDemo() throws Exception {
        String session;
        String minted;
        String code;
        try (Candelabra local = start(bound(HERE))) {
            Accounts accounts = local.accounts();
            assertThat(opens(local, DemoInstallation.DEMO_NAME, DOCUMENTED)).isTrue();
            session = accounts.sessions()
                    .open(DemoInstallation.DEMO_USER, "overkiz", "overkiz home", HERE)
                    .secret();
            minted = accounts.issueKey(
                            "mine", DemoInstallation.DEMO_USER, "overkiz", "overkiz home", Map.of("uuid", "any"))
                    .secret();
            code = String.valueOf(local.demoFile().face("vive").get("oneTimePassword"));
        }
        try (Candelabra open = start(bound("0.0.0.0"))) {
            for (String person : List.of(DemoInstallation.DEMO_NAME, DemoInstallation.DEMO_USER)) {
                assertThat(opens(open, person, DOCUMENTED)).as(person).isFalse();
            }
            assertThat(opens(open, DemoInstallation.GUEST_USER, "candelabra-guest"))
                    .isFalse();
            assertThat(opens(open, DemoInstallation.NEIGHBOUR_USER, "candelabra-neighbour"))
                    .isFalse();
            Map<String, Object> told = open.demoFile().face("overkiz");
            assertThat(opens(open, DemoInstallation.DEMO_USER, told.get("userPassword")))
                    .isTrue();
            assertThat(opens(open, DemoInstallation.GUEST_USER, told.get("guestUserPassword")))
                    .isTrue();
            assertThat(open.accounts().sessions().use(session)).isEmpty();
            assertThat(open.accounts().key(minted)).isEmpty();
            assertThat(open.accounts().key(code)).isEmpty();
        }
        try (Candelabra local = start(bound(HERE))) {
            assertThat(opens(local, DemoInstallation.DEMO_NAME, DOCUMENTED)).isTrue();
        }
    }

    @Test
    void aPersonOfTwoNamesHasOneHash() throws Exception {
        try (Candelabra server = start(bound(HERE))) {
            Accounts accounts = server.accounts();
            assertThat(hash(accounts, DemoInstallation.DEMO_USER))
                    .isEqualTo(hash(accounts, DemoInstallation.DEMO_NAME))
                    .isNotEqualTo(hash(accounts, DemoInstallation.NEIGHBOUR_USER));
            assertThat(opens(server, DemoInstallation.NEIGHBOUR_NAME, "candelabra-neighbour"))
                    .isTrue();
            assertThat(opens(server, DemoInstallation.GUEST_USER, "candelabra-guest"))
                    .isTrue();
        }
    }

    private static String hash(Accounts accounts, String account) {
        return accounts.account(account).orElseThrow().passwordHash();
    }

    @Test
    void aPasswordThatSomebodyChoseStaysAndIsNotToldWrong() throws Exception {
        try (Candelabra server = start(bound(HERE))) {
            server.accounts().changePassword(DemoInstallation.DEMO_USER, "my own choice");
            assertThat(Files.readString(folder.resolve("demo.json")))
                    .contains("\"userPasswordChanged\":true")
                    .doesNotContain("\"userPassword\":")
                    .contains("\"guestUserPassword\":\"candelabra-guest\"");
        }
        try (Candelabra server = start(bound(HERE))) {
            assertThat(opens(server, DemoInstallation.DEMO_USER, "my own choice"))
                    .isTrue();
            assertThat(server.demoFile().face("overkiz"))
                    .containsEntry("userPasswordChanged", true)
                    .doesNotContainKey("userPassword");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,true",
        "127.0.0.1,true",
        "127.9.8.7,true",
        "::1,true",
        "0:0:0:0:0:0:0:1,true",
        "127.evil.example,false",
        "127.0.0.1.example,false",
        "0.0.0.0,false",
        "::,false",
        "192.0.2.7,false"
    })
    void onlyLoopbackAddressesAreLoopback(String bind, boolean loopback) {
        assertThat(bound(bind).loopback()).isEqualTo(loopback);
    }
}
