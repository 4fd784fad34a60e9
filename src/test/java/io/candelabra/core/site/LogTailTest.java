package io.candelabra.core.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Cause;
import io.candelabra.model.State;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogTailTest {

    private static LoggedEvent event(long seq, int states) {
        SiteEvent event = new SiteEvent.StatesChanged(List.of(new SiteEvent.DeviceStates(
                HandStepped.lampId(0), Collections.nCopies(states, State.of("core:LevelState", seq)))));
        return new LoggedEvent(HandStepped.SITE, seq, 0, Cause.FIELD, event);
    }

    @Test
    void itForgetsTheOldestBeyondItsBound() {
        LogTail tail = new LogTail(100, 32);
        LongStream.rangeClosed(101, 200).forEach(seq -> tail.add(List.of(event(seq, 1))));
        assertThat(tail.read(167, 5)).as("forgotten").isEmpty();
        assertThat(tail.read(168, 5))
                .hasValueSatisfying(events ->
                        assertThat(events).extracting(LoggedEvent::seq).containsExactly(169L, 170L, 171L, 172L, 173L));
        assertThat(tail.read(200, 5)).hasValue(List.of());
    }

    @Test
    void aFewHeavyEventsFillIt() {
        LogTail tail = new LogTail(0, 32);
        LongStream.rangeClosed(1, 10).forEach(seq -> tail.add(List.of(event(seq, 60))));
        assertThat(tail.read(7, 10)).isEmpty();
        assertThat(tail.read(8, 10)).map(List::size).isEqualTo(Optional.of(2));
        tail.add(List.of(event(11, 1_000)));
        assertThat(tail.read(10, 10)).map(List::size).as("the newest stays").isEqualTo(Optional.of(1));
        tail.add(List.of(event(12, 1)));
        assertThat(tail.read(11, 10)).map(List::size).isEqualTo(Optional.of(1));
    }

    @Test
    void itTakesNoGap() {
        LogTail tail = new LogTail(0, 32);
        assertThatThrownBy(() -> tail.add(List.of(event(2, 1)))).isInstanceOf(IllegalStateException.class);
    }
}
