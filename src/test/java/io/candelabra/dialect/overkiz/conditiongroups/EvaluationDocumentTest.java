package io.candelabra.dialect.overkiz.conditiongroups;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.overkiz.conditiongroups.ConditionGroup.Condition;
import io.candelabra.dialect.overkiz.conditiongroups.ConditionGroup.Controllable;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients name types as they are shown; a site may have several types of one such name. */
class EvaluationDocumentTest {
    private static final String DOOR = "zigbee:Door";

    private static Device door(String type, String open) {
        return Device.of(
                new DeviceId("zigbee://1000-0000-0001/1"), type, "door", States.of(State.of("core:Open", open)));
    }

    private static EvaluationDocument evaluated(Device device) {
        Controllable closed = new Controllable("core:Open", "closed", "EQUALS", List.of(DOOR));
        ConditionGroup group =
                new ConditionGroup("all closed", null, List.of(new Condition(closed)), "oid", null, null);
        return EvaluationDocument.of(group, List.of(device), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {DOOR, DOOR + "~2", DOOR + "~@1000-0000-0001", DOOR + "~2~@1000-0000-0001"})
    void aTypeIsKnownByTheNameThatClientsSee(String type) {
        EvaluationDocument open = evaluated(door(type, "open"));
        assertThat(open.evaluationStatus()).isEqualTo("FAILED");
        assertThat(open.invalidatingDevices()).containsExactly("zigbee://1000-0000-0001/1");
        assertThat(open.ignoredControllables()).isEmpty();
        assertThat(evaluated(door(type, "closed")).evaluationStatus()).isEqualTo("SUCCESS");
    }

    @Test
    void anotherTypeIsNotAskedAndTheNameIsToldAsIgnored() {
        EvaluationDocument other = evaluated(door("zigbee:DoorBell~2", "open"));
        assertThat(other.evaluationStatus()).isEqualTo("SUCCESS");
        assertThat(other.ignoredControllables()).containsExactly(DOOR);
    }

    @Test
    void theNameOfATypeThatAGatewayTellsIsTheNameThatItTold() {
        String told = SiteType.nameAt(new GatewayId("1000-0000-0001"), DOOR);
        assertThat(SiteType.plainName(told)).isEqualTo(DOOR);
    }
}
