package io.candelabra.dialect.lutron;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.site.Raw;
import io.candelabra.model.Gateway;
import io.candelabra.testing.Broken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text that has broken is left out, and all else is shown; a licence that has broken closes its hub until it is set anew. */
class BrokenTextsTest {

    @Test
    void everyReadAndSubscriptionIsStillAnswered(@TempDir Path folder) throws Exception {
        try (LutronOffice office = new LutronOffice(folder)) {
            List<Gateway> whole = office.sites.state(Caller.CORE, LutronOffice.SITE).gateways().stream()
                    .toList();
            Broken.all(office.sites, LutronOffice.SITE);
            try (LeapClient client = office.connect()) {
                assertThat(client.next().orElseThrow().status())
                        .as("a hub without a licence that can be read is closed")
                        .isEqualTo("503 ServiceUnavailable");
            }
            setAnew(office, whole);
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

    private static void setAnew(LutronOffice office, List<Gateway> hubs) {
        Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> {
            Raw.Changes changes = new Raw.Changes(state);
            hubs.forEach(changes::put);
            return changes.answer(true);
        });
    }
}
