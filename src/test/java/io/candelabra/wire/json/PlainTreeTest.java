package io.candelabra.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainTreeTest {
    private final Random chance = new Random(11);

    @Test
    void itWritesWhatTheLibraryWrites() {
        for (int i = 0; i < 3_000; i++) {
            @Nullable Object tree = tree(4);
            assertThat(PlainTree.text(tree)).isEqualTo(Json.text(tree));
        }
    }

    @Test
    void noMoreThanTheLibraryItFindsAWordForWhatJsonHasNone() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> PlainTree.text(List.of(none))).isInstanceOf(JsonException.class);
            assertThatThrownBy(() -> Json.text(List.of(none))).isInstanceOf(JsonException.class);
        }
    }

    private @Nullable Object tree(int depth) {
        return switch (chance.nextInt(depth == 0 ? 9 : 12)) {
            case 0 -> null;
            case 1 -> chance.nextBoolean();
            case 2 -> chance.nextInt();
            case 3 -> chance.nextLong();
            case 4 -> Double.longBitsToDouble(chance.nextLong() & 0xBFEFFFFFFFFFFFFFL);
            case 5 -> chance.nextInt(-50_000, 50_000) / 1_000.0;
            case 6 -> text();
            case 7 -> new BigInteger(100, chance);
            case 8 -> chance.nextBoolean() ? new RawJson("{\"a\": 1.10}") : Optional.of("x");
            case 9 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = chance.nextInt(4); i > 0; i--) {
                    list.add(tree(depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = chance.nextInt(5); i > 0; i--) {
                    map.put(text(), tree(depth - 1));
                }
                yield map;
            }
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = chance.nextInt(12); i > 0; i--) {
            text.append(
                    switch (chance.nextInt(8)) {
                        case 0 -> (char) chance.nextInt(0x20);
                        case 1 -> chance.nextBoolean() ? '"' : '\\';
                        case 2 -> (char) chance.nextInt(0x7E, 0xD800);
                        default -> (char) chance.nextInt(0x20, 0x7F);
                    });
        }
        return text.toString();
    }
}
