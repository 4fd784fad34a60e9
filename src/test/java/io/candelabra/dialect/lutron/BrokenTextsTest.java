package io.candelabra.dialect.lutron;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.Broken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is broken is left out, and all else is shown. */
class BrokenTextsTest {

    @Test
    void everyReadAndSubscriptionIsStillAnswered(@TempDir Path folder) throws Exception {
        try (LutronOffice office = new LutronOffice(folder)) {
            Broken.all(office.sites, LutronOffice.SITE);
            List<String> paths = new ArrayList<>(Broken.reads("leap", "READ"));
            assertThat(paths).hasSizeGreaterThan(10);
            try (LeapClient client = office.login()) {
                for (String path : paths) {
                    assertThat(client.read(path).status()).as(path).doesNotStartWith("5");
                }
                for (String path : Broken.reads("leap", "SUBSCRIBE")) {
                    assertThat(client.subscribe(path, "tag-" + path).status())
                            .as(path)
                            .doesNotStartWith("5");
                }
            }
        }
    }
}
