package io.candelabra.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Fields;
import io.candelabra.wire.json.JsonCodec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is written by hand is what the library writes, for records of random parts: so a component that is added to a record and
 * not to what is written by hand is found here.
 */
class HotBodiesTest {
    private static final int ROUNDS = 2_000;
    private static final List<String> TEXTS = List.of(
            "", "a", "core:ClosureState", "\"quoted\" \\ \u0000\n", "é€", "\uD83D\uDCA1", "half \uD83D", "</x>");
    private static final JsonCodec LIBRARY = RowBodies.codec(List.of());
    private static final JsonCodec BY_HAND = RowBodies.codec(HotBodies.ALL);

    private final Random random = new Random(7);

    static List<Class<?>> written() {
        return HotBodies.ALL.stream().<Class<?>>map(Fields::type).toList();
    }

    @ParameterizedTest
    @MethodSource("written")
    void isWhatTheLibraryWrites(Class<?> kind) throws ReflectiveOperationException {
        for (int i = 0; i < ROUNDS; i++) {
            Object one = any(kind);
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

    private Object any(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return random.nextBoolean() ? Optional.empty() : Optional.of(any(of));
            }
            if (generic.getRawType() == Map.class) {
                return random.nextBoolean() ? Map.of() : Map.of("dialect", any(String.class));
            }
            List<Object> list = new ArrayList<>();
            for (int size = random.nextInt(4); size > 0; size--) {
                list.add(any(of));
            }
            return list;
        }
        Class<?> kind = (Class<?>) type;
        if (kind == String.class) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        } else if (kind == long.class || kind == Long.class) {
            return random.nextInt(3) == 0 ? 0L : random.nextLong();
        } else if (kind == int.class || kind == Integer.class) {
            return random.nextInt(3) == 0 ? 0 : random.nextInt();
        } else if (kind == boolean.class) {
            return random.nextBoolean();
        } else if (kind == DeviceId.class) {
            return new DeviceId("io://1234-5678-9012/" + random.nextInt(1_000));
        } else if (kind == ExecutionId.class) {
            return new ExecutionId("e" + random.nextInt(1_000));
        } else if (kind == Value.class) {
            return value();
        } else if (kind == SiteEvent.class) {
            return random.nextBoolean()
                    ? new SiteEvent.HistoryErased(random.nextLong())
                    : any(SiteEvent.StepMoved.class);
        } else if (kind.isEnum()) {
            Object[] all = kind.getEnumConstants();
            return all[random.nextInt(all.length)];
        }
        RecordComponent[] components = kind.getRecordComponents();
        Object[] parts = new Object[components.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = any(components[i].getGenericType());
        }
        var constructor = kind.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(parts);
    }

    private Value value() throws ReflectiveOperationException {
        return switch (random.nextInt(6)) {
            case 0 -> Value.NOTHING;
            case 1 -> Value.of((String) any(String.class));
            case 2 -> Value.of(random.nextLong());
            case 3 -> Value.of(random.nextInt(4) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian());
            case 4 -> Value.of(random.nextBoolean());
            default -> new Value.Tree("{\"a\":[1]}");
        };
    }
}
