package io.candelabra.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.wire.json.Fields;
import io.candelabra.wire.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is written by hand is what the library writes, for records of random parts: so a component that is added to a record and
 * not to what is written by hand is found here.
 */
class HotBodiesTest {
    private static final int ROUNDS = 2_000;
    private static final JsonCodec LIBRARY = RowBodies.codec(List.of());
    private static final JsonCodec BY_HAND = RowBodies.codec(HotBodies.ALL);

    private final AnyRecord anything = new AnyRecord(7);

    static List<Class<?>> written() {
        return HotBodies.ALL.stream().<Class<?>>map(Fields::type).toList();
    }

    @ParameterizedTest
    @MethodSource("written")
    void isWhatTheLibraryWrites(Class<?> kind) throws ReflectiveOperationException {
        for (int i = 0; i < ROUNDS; i++) {
            Object one = anything.of(kind);
            assertThat(text(BY_HAND.write(one))).isEqualTo(text(LIBRARY.write(one)));
            if (one instanceof SiteEvent event) {
                Block.Line line = new Block.Line(i % 3, Optional.empty(), event);
                byte[] body = BY_HAND.write(List.of(line));
                assertThat(text(body)).isEqualTo(text(LIBRARY.write(List.of(line))));
                assertThat(RowBodies.lines(body)).containsExactly(line);
            }
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
