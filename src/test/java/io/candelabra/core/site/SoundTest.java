package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.State;
import io.candelabra.store.memory.MemoryStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a far end may make of a device that is known. */
class SoundTest {
    private final HandStepped world = new HandStepped(new MemoryStore());

    private void seen(State... states) {
        world.tell(new Command.Hear(List.of(new Report.StatesSeen(lampId(0), List.of(states)))));
    }

    private Device lamp() {
        return world.state().device(lampId(0)).orElseThrow();
    }

    @Test
    void aDeviceIsNotFilledWithEverNewStates() {
        world.install(SITE, 1);
        for (int i = 0; i < 1_500; i++) {
            seen(State.of("made:F" + i, "up"));
        }
        assertThat(lamp().states().all()).hasSize(1_000);
        assertThat(world.sites().setAside()).isPositive();
        // those that it has go on being told
        seen(State.of("made:F1", "changed"), State.of("made:F2", "changed"));
        assertThat(lamp().states().text("made:F2")).isEqualTo("changed");
    }

    @Test
    void aDeviceIsNotFilledWithTexts() {
        world.install(SITE, 1);
        String page = "x".repeat(900_000);
        seen(State.of("made:A", page));
        seen(State.of("made:B", page));
        seen(State.of("made:C", page));
        assertThat(lamp().states().has("made:B")).isTrue();
        assertThat(lamp().states().has("made:C")).isFalse();
        seen(State.of("made:A", "short"));
        seen(State.of("made:C", page));
        assertThat(lamp().states().has("made:C")).isTrue();
    }
}
