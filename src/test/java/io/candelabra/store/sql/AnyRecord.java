package io.candelabra.store.sql;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Records of random parts: a component that is added to one is in it as well. */
final class AnyRecord {
    private static final List<String> TEXTS = List.of(
            "", "a", "core:ClosureState", "\"quoted\" \\ \u0000\n", "é€", "\uD83D\uDCA1", "half \uD83D", "</x>");

    private final Random random;

    AnyRecord(long seed) {
        this.random = new Random(seed);
    }

    Object of(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return random.nextBoolean() ? Optional.empty() : Optional.of(of(of));
            }
            if (generic.getRawType() == Map.class) {
                return random.nextBoolean()
                        ? Map.of()
                        : Map.of("dialect", of(String.class), "k" + random.nextInt(9) + ".\n\u00E9", of(String.class));
            }
            List<Object> list = new ArrayList<>();
            for (int size = random.nextInt(4); size > 0; size--) {
                list.add(of(of));
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
        } else if (kind == GatewayId.class) {
            return new GatewayId("1234-5678-" + random.nextInt(1_000));
        } else if (kind == ExecutionId.class) {
            return new ExecutionId("e" + random.nextInt(1_000));
        } else if (kind == Value.class) {
            return value();
        } else if (kind == SiteEvent.class) {
            return random.nextBoolean()
                    ? new SiteEvent.HistoryErased(random.nextLong())
                    : of(SiteEvent.StepMoved.class);
        } else if (kind.isEnum()) {
            Object[] all = kind.getEnumConstants();
            return all[random.nextInt(all.length)];
        }
        RecordComponent[] components = kind.getRecordComponents();
        Object[] parts = new Object[components.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = of(components[i].getGenericType());
        }
        var constructor = kind.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(parts);
    }

    private Value value() throws ReflectiveOperationException {
        return switch (random.nextInt(6)) {
            case 0 -> Value.NOTHING;
            case 1 -> Value.of((String) of(String.class));
            case 2 -> Value.of(random.nextLong());
            case 3 -> Value.of(random.nextInt(4) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian());
            case 4 -> Value.of(random.nextBoolean());
            default -> new Value.Tree("{\"a\":[1]}");
        };
    }
}
