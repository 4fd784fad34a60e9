package io.candelabra.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Property;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodiesTest {

    @Test
    void typeWithOpenBoundsComesBackAsItWas() {
        DeviceType type = new DeviceType(
                "acme:Fountain",
                "ACTUATOR",
                "Generic",
                "Fountain",
                true,
                List.of("Specific"),
                List.of(),
                List.of(new CommandType(
                        "setJetHeight",
                        List.of(
                                new Parameter("height", State.Kind.FLOAT, 0, Double.NaN, List.of(), false),
                                new Parameter(
                                        "mood", State.Kind.STRING, Double.NaN, Double.NaN, List.of("calm"), true)),
                        List.of(new Effect(
                                "acme:JetHeightState", Effect.Source.PARAMETER, Value.NOTHING, 0, Effect.Pace.JUMP)),
                        Repeat.SAFE)),
                List.of(
                        new StateType("acme:JetHeightState", StateType.Shape.DATA, List.of(), true),
                        new StateType(
                                "acme:FlowState",
                                StateType.Shape.CONTINUOUS,
                                State.Kind.INTEGER,
                                -1.5,
                                Double.POSITIVE_INFINITY,
                                List.of(),
                                false)),
                List.of(new Property("core:identifyInterval", "500")));
        Resource kept = new Resource.SiteType(type, "{}");
        assertThat(Bodies.row(Table.RESOURCE, Bodies.of(kept))).isEqualTo(kept);
    }
}
