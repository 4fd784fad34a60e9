package io.candelabra.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is read by hand is what the library reads, for records of random parts: so a component that is added to a record and not to
 * what is read by hand is found here.
 */
class HotRowsTest {
    private static final int ROUNDS = 5_000;

    private final AnyRecord anything = new AnyRecord(11);

    @ParameterizedTest
    @EnumSource(
            value = Table.class,
            names = {"DEVICE", "STATES", "GATEWAY"})
    void isWhatTheLibraryReads(Table table) throws ReflectiveOperationException {
        int byHand = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Object one = any(table);
            byte[] body = RowBodies.of(one);
            Object read = HotRows.row(table, body);
            if (read != null) {
                assertThat(read).isEqualTo(one).isEqualTo(RowBodies.byLibrary(table, body));
                byHand++;
            }
            assertThat(RowBodies.row(table, body)).isEqualTo(RowBodies.byLibrary(table, body));
        }
        assertThat(byHand)
                .as("all but those with a number that JSON does not know")
                .isGreaterThan(ROUNDS / 2);
    }

    private Object any(Table table) throws ReflectiveOperationException {
        return switch (table) {
            case DEVICE -> ((Device) anything.of(Device.class)).withStates(States.NONE);
            case STATES -> anything.of(States.class);
            case GATEWAY -> anything.of(Gateway.class);
            case RESOURCE, EXECUTION, STEP, ALERT, JOB -> throw new IllegalArgumentException(table.name());
        };
    }

    @Test
    void ordinaryRowsAreReadByHand() {
        States states = States.of(
                State.of("core:NameState", "K\u00FCche \"Nord\" \\ \n\uD83D\uDCA1"),
                State.of("core:OnOffState", "on"),
                State.of("core:ClosureState", -42),
                State.of("core:LuminanceState", 1.5E-7),
                State.of("core:MovingState", true),
                State.of("core:StatusState", false),
                new State("core:ManufacturerState", State.Kind.STRING, Value.NOTHING),
                new State("core:TreeState", State.Kind.JSON_ARRAY, new Value.Tree("[\"a\",{\"b\":[1]}]")));
        for (int again = 0; again < 2; again++) {
            assertThat(HotRows.row(Table.STATES, RowBodies.of(states))).isEqualTo(states);
        }
        assertThat(HotRows.row(Table.STATES, RowBodies.of(States.NONE))).isEqualTo(States.NONE);
        Device device = Device.of(new DeviceId("io://1234-5678-9012/1"), "io:Light", "Spot", states)
                .withId("lcm", "42")
                .withVendor("sustainder", "{\"watt\":25}")
                .withAttribute(State.of("core:Manufacturer", "Candelabra"), 7)
                .withStates(States.NONE);
        assertThat(HotRows.row(Table.DEVICE, RowBodies.of(device))).isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}}",
                "{\"all\":[]",
                "{\"all\":[[\"a\",3,\"b\"],]}",
                "{\"all\":[[\"a\",3,\"b\"]],\"more\":1}",
                "{ \"all\":[[\"a\",3,\"b\"]]}",
                "{\"all\":[[\"a\",3,\"b\\u00g1\"]]}",
                "{\"all\":[[\"a\",3,\"b\\u00\"]]}",
                "{\"all\":[[\"a\",3,\"b\\x\"]]}",
                "{\"all\":[[\"a\",3,\"b\"",
                "{\"all\":[[\"a\",3,\"b\\",
                "{\"all\":[[\"a\",3,[\"real\",\"NaN\"]]]}",
                "{\"all\":[[\"a\",1,12345678901234567890]]}",
                "{\"all\":[[\"a\",1,007]]}",
                "{\"all\":[[\"a\",1,-]]}",
                "{\"all\":[[\"a\",2,1e999]]}",
                "{\"all\":[[\"a\",2,1E999]]}",
                "{\"all\":[[\"a\",2,1.2.3]]}",
                "{\"all\":[[\"a\",6,tru]]}",
                "{\"all\":[[3,\"a\"]]}",
                "{\"all\":[\"a\"]}",
                "{\"all\":null}",
                "null"
            })
    void anythingElseIsTheLibrarysToReadOrToRefuse(String text) {
        assertThat(Optional.ofNullable(HotRows.row(Table.STATES, text.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreTheLibrarysToRefuse() {
        for (int wrong : List.of(0x01, 0xFF, 0xC3)) {
            byte[] body = "{\"all\":[[\"a\",3,\"b?\"]]}".getBytes(StandardCharsets.US_ASCII);
            body[17] = (byte) wrong;
            assertThat(Optional.ofNullable(HotRows.row(Table.STATES, body))).isEmpty();
        }
    }
}
