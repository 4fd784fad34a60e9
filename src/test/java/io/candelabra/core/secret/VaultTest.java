package io.candelabra.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed text can be opened here, for its purpose, and nowhere else. */
class VaultTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final Vault vault = new Vault(KEY, new Random(1));

    @Test
    void whatIsSealedOpensForItsPurpose() {
        String sealed = vault.seal("webhook", "pässword");
        assertThat(sealed).doesNotContain("ssword").isNotEqualTo(vault.seal("webhook", "pässword"));
        assertThat(vault.open("webhook", sealed)).isEqualTo("pässword");
        assertThatThrownBy(() -> vault.open("token", sealed)).isInstanceOf(Vault.CannotOpen.class);
    }

    @Test
    void whatIsNotOursDoesNotOpen() {
        String sealed = vault.seal("webhook", "password");
        byte[] other = KEY.clone();
        other[0]++;
        assertThatThrownBy(() -> new Vault(other, new Random(1)).open("webhook", sealed))
                .isInstanceOf(Vault.CannotOpen.class);
        char last = sealed.charAt(sealed.length() - 2);
        String changed = sealed.substring(0, sealed.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + sealed.charAt(sealed.length() - 1);
        for (String wrong : new String[] {changed, "", "s1.", "s1.!!", "password", sealed.substring(0, 10)}) {
            assertThatThrownBy(() -> vault.open("webhook", wrong)).isInstanceOf(Vault.CannotOpen.class);
        }
    }

    @Test
    void keysDifferByPurposeAndStayTheSame() {
        assertThat(vault.key("a")).hasSize(32).isEqualTo(new Vault(KEY, new Random(2)).key("a"));
        assertThat(vault.key("a")).isNotEqualTo(vault.key("b"));
    }

    @Test
    void theRootKeyIsMadeOnceAndOnlyItsOwnerMayReadIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys/root.key");
        byte[] made = RootKey.load(file, new Random(3));
        assertThat(made).hasSize(32);
        assertThat(RootKey.load(file, new Random(4))).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> RootKey.load(file, new Random(5))).isInstanceOf(IOException.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.write(file, new byte[7]);
        assertThatThrownBy(() -> RootKey.load(file, new Random(6))).isInstanceOf(IOException.class);
    }
}
