package io.candelabra.dialect.lutron.leap.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.view.View;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeapViewTest {

    @Test
    void oneEntryThatHasNoWordsBreaksNoList(@TempDir Path folder) throws Exception {
        try (LutronOffice office = new LutronOffice(folder)) {
            LeapTypes types = new LeapTypes(office.sites);
            LeapView now = new LeapView(View.whole(office.state()), types, Envelope.VIVE);
            List<LeapObject> all = now.each(List.of(1, 2, 3), number -> {
                if (number == 2) {
                    throw new IllegalStateException("no words for it");
                }
                return LeapObject.at("/thing/" + number);
            });
            assertThat(all).extracting(LeapObject::href).containsExactly("/thing/1", "/thing/3");
            office.until(state -> state.alerts().stream()
                    .anyMatch(alert -> alert.kind().equals("SET_ASIDE")
                            && alert.subject().text().equals("leap lists")));
        }
    }
}
