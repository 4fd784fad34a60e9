package io.candelabra.wire.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a mail server can be named, and how it cannot. */
class SmtpServerTest {

    private static SmtpServer server(String url) {
        return new SmtpServer(URI.create(url), "secret", "lights@candelabra.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.org",
                "https://mail.example.org",
                "smtp:mail.example.org",
                "smtp://user:secret@mail.example.org",
                "smtp-plain://user@mail.example.org",
                "smtp://mail.example.org/inbox"
            })
    void whatCannotBeIsRefused(String url) {
        assertThatThrownBy(() -> server(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePortFollowsFromTheProtection() {
        assertThat(server("smtp://user@mail.example.org").url().getPort()).isEqualTo(587);
        assertThat(server("smtps://mail.example.org").url().getPort()).isEqualTo(465);
        assertThat(server("smtp-plain://localhost").url().getPort()).isEqualTo(25);
    }

    @Test
    void neitherUserNorPasswordIsTold() {
        assertThat(server("smtp://user@mail.example.org").toString()).isEqualTo("smtp://mail.example.org:587");
    }

    @Test
    void aSenderIsAnAddress() {
        assertThatThrownBy(
                        () -> new SmtpServer(URI.create("smtps://mail.example.org"), "", "me\r\nBcc: all@example.org"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
