package io.candelabra.dialect.overkiz.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.dialect.overkiz.spelling.OverkizValues;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private static String text(Object value) {
        return Json.text(value);
    }

    @Test
    void valuesAreTextInTheCloudsEventsAndNativeElsewhere() {
        State closure = State.of("core:ClosureState", 42);
        assertThat(text(StateDocument.inEvent(closure, false)))
                .isEqualTo("{\"name\":\"core:ClosureState\",\"type\":1,\"value\":\"42\"}");
        assertThat(text(StateDocument.inEvent(closure, true)))
                .isEqualTo("{\"name\":\"core:ClosureState\",\"type\":1,\"value\":42}");
    }

    @Test
    void aStateAtNothingHasNoValueAndTheTypeZero() {
        State nothing = new State("core:TariffState", State.Kind.INTEGER, Value.NOTHING);
        assertThat(text(StateDocument.inEvent(nothing, true))).isEqualTo("{\"name\":\"core:TariffState\",\"type\":0}");
        assertThat(text(StateDocument.inEvent(nothing, false))).isEqualTo("{\"name\":\"core:TariffState\",\"type\":0}");
    }

    @Test
    void everyValueComesBackAsItWas() {
        String all = "[\"text\",7,1.5,true,{\"a\":[1,{\"b\":null}]},[1,\"2\"],\"\",-1,null]";
        List<?> tree = (List<?>) Json.tree(all.getBytes(StandardCharsets.UTF_8));
        assertThat(tree).isNotNull();
        String again = text(tree.stream()
                .map(v -> OverkizValues.nativeOf(OverkizValues.of(v)))
                .toList());
        assertThat(again).isEqualTo(all);
    }

    @Test
    void idsAreUuidsAndStayTheSame() {
        SiteId site = new SiteId("home");
        String derived = OverkizIds.oid(site, "area", "kitchen", Map.of());
        assertThat(derived).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(OverkizIds.oid(site, "area", "kitchen", Map.of())).isEqualTo(derived);
        assertThat(OverkizIds.oid(site, "group", "kitchen", Map.of())).isNotEqualTo(derived);
        assertThat(OverkizIds.oid(new SiteId("office"), "area", "kitchen", Map.of()))
                .isNotEqualTo(derived);
        assertThat(OverkizIds.oid(site, "area", derived, Map.of())).isEqualTo(derived);
        assertThat(OverkizIds.oid(site, "area", "kitchen", Map.of(OverkizIds.OID, "given")))
                .isEqualTo("given");
    }

    @Test
    void freshIdsAreRandomUuids() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            String id = OverkizIds.fresh(random);
            assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            ids.add(id);
        }
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void sensitiveParametersAreMaskedWhereThatIsAskedFor() {
        DeviceCommand command =
                new DeviceCommand("enterCode", List.of(Value.of("1234"), Value.of("now")), 0, 0, List.of(0));
        assertThat(ActionGroupBody.parameters(command, true)).containsExactly("******", "now");
        assertThat(ActionGroupBody.parameters(command, false)).containsExactly("1234", "now");
    }

    @Test
    void whatOnlyThisDialectKnowsOfAGroupIsKept() {
        ActionGroupBody body = Json.read(
                ("{\"label\":\"x\",\"metadata\":\"m\",\"notificationTypeMask\":16,\"targetPhoneNumbers\":[\"1\"],"
                                + "\"_events\":{},\"actions\":[{\"deviceURL\":\"io://1234-5678-9012/1\",\"_x\":1,"
                                + "\"commands\":[{\"name\":\"on\",\"type\":1}]}]}")
                        .getBytes(StandardCharsets.UTF_8),
                ActionGroupBody.class);
        assertThat(text(ActionGroupDocument.of(body.name(), body.plan(), body.vendor(), false)))
                .isEqualTo("{\"label\":\"x\",\"metadata\":\"m\",\"shortcut\":false,\"notificationTypeMask\":16,"
                        + "\"notificationCondition\":\"NEVER\",\"targetPhoneNumbers\":[\"1\"],"
                        + "\"actions\":[{\"deviceURL\":\"io://1234-5678-9012/1\",\"commands\":[{\"type\":1,\"name\":\"on\","
                        + "\"parameters\":[],\"delay\":0,\"lockLevel\":0}]}]}");
    }

    @Test
    void aGroupWithoutActionsIsMalformed() {
        for (String json : List.of(
                "{}",
                "{\"actions\":[]}",
                "{\"actions\":[null]}",
                "{\"actions\":[{\"deviceURL\":\"io://1234-5678-9012/1\"}]}",
                "{\"actions\":[{\"deviceURL\":\"io://1234-5678-9012/1\",\"commands\":[]}]}",
                "{\"actions\":[{\"deviceURL\":\"io://1234-5678-9012/1\",\"commands\":[{}]}]}")) {
            ActionGroupBody body = Json.read(json.getBytes(StandardCharsets.UTF_8), ActionGroupBody.class);
            assertThatThrownBy(body::plan).as(json).isInstanceOfSatisfying(OverkizFault.class, fault -> assertThat(
                            fault.code())
                    .isEqualTo("MISSING_PARAMETERS"));
        }
    }
}
