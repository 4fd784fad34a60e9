package io.candelabra.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.lane.DriverStart;
import io.candelabra.core.lane.DriverView;
import io.candelabra.core.secret.GatewaySeals;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.HandStepped;
import io.candelabra.driver.api.BadDocument;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.SettingType;
import io.candelabra.model.DocumentMark;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.SiteId;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestChance;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an administrator is shown of settings. */
class GatewaysTest {
    private static final GatewayId ATTIC = new GatewayId("attic");

    private static final DriverView NOBODY = new DriverView() {
        @Override
        public DriverStart start(SiteId site, GatewayId gateway) {
            return DriverStart.STARTING;
        }

        @Override
        public Optional<String> lastFall(SiteId site, GatewayId gateway) {
            return Optional.empty();
        }
    };

    private final HandStepped world = new HandStepped(new MemoryStore(), 8);

    private Gateways gateways(SettingType... declared) {
        DriverKind radio = new DriverKind("radio", "A radio.", List.of(declared), gateway -> {
            throw new AssertionError("nobody is to be served");
        });
        GatewaySeals seals = new GatewaySeals(new Vault(new byte[Vault.KEY_BYTES], TestChance.begin()));
        return new Gateways(world.sites(), seals, new DriverKinds(List.of(radio)), NOBODY);
    }

    private Map<String, Object> shown(String kind, Map<String, String> settings, SettingType... declared) {
        Gateway gateway = new Gateway(ATTIC, kind, "", "", true, "UTC", settings, Map.of(), Map.of(), Map.of());
        world.tell(new Command.PutGateway(gateway));
        return gateways(declared).show(Administrator.file(), HandStepped.SITE.value(), "attic");
    }

    @Test
    void whatIsDeclaredSecretByNowIsNotShownHoweverItIsStored() {
        Map<String, String> stored = Map.of("host", "lamp", "login", "in clear");
        SettingType host = SettingType.host("host", "Where.");
        assertThat(shown("radio", stored, host, SettingType.text("login", "A login."))
                        .toString())
                .contains("in clear");
        assertThat(shown("radio", stored, host, SettingType.secret("login", "A login."))
                        .toString())
                .contains("login=(secret)", "host=lamp")
                .doesNotContain("in clear");
        assertThat(shown("radio", stored, host).toString())
                .as("of which nobody says whether it is secret")
                .contains("login=(no setting of this kind)")
                .doesNotContain("in clear");
        assertThat(shown("pigeon", stored, host).toString()).doesNotContain("in clear", "lamp");
    }

    private static String coded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Order.AddGateway handIn(String setting, String coded) {
        return new Order.AddGateway(
                HandStepped.SITE.value(), "bus", "radio", "", "", "", Map.of(), Map.of(), Map.of(setting, coded));
    }

    @Test
    void aFileIsReadBeforeAnythingOfItIsStored() {
        world.tell(new Command.PutGateway(HandStepped.gateway(ATTIC)));
        Gateways gateways = gateways(
                SettingType.text("host", "Where.").optional(), SettingType.document("table", "A table.", file -> {
                    String text = new String(file, StandardCharsets.UTF_8);
                    if (text.contains("?")) {
                        throw new BadDocument("line 2: there is no address");
                    }
                    return text.strip();
                }));
        Administrator who = Administrator.file();
        for (Map.Entry<Order.AddGateway, Refused.Invalid> each : Map.of(
                        handIn("table", coded("a\n?")), new Refused.Invalid("table", "line 2: there is no address"),
                        handIn("table", "!"), new Refused.Invalid("table", "did not come as a file"),
                        handIn("host", coded("a")), new Refused.Invalid("host", "is no document"),
                        handIn("colour", coded("a")),
                                new Refused.Invalid("colour", "is no setting of radio; it has host, table"),
                        handIn("table", Base64.getEncoder().encodeToString(new byte[(16 << 20) + 1])),
                                new Refused.Invalid("table", "is larger than 16777216 bytes"))
                .entrySet()) {
            assertThat(catchThrowableOfType(Refused.class, () -> gateways.add(who, each.getKey()))
                            .detail())
                    .isEqualTo(each.getValue());
        }
        assertThat(catchThrowableOfType(Refused.class, () -> gateways.add(who, handIn("table", coded("1/1/1"))))
                        .detail())
                .as("the rule has its turn, and this world has no kinds")
                .isEqualTo(new Refused.Invalid("kind", "there is no kind of driver radio; there are "));
    }

    @Test
    void ofADocumentItsMarkIsShown() {
        String mark = DocumentMark.of("1/1/1;Lamp").toString();
        assertThat(shown("radio", Map.of("table", mark), SettingType.document("table", "A table.", String::new)))
                .extractingByKey("settings")
                .isEqualTo(Map.of("table", mark));
        assertThat(mark).matches("10 characters, [0-9a-f]{16}");
    }

    @Test
    void noOrderTellsItsSettings() {
        Map<String, String> plain = Map.of("host", "lamp.example");
        Map<String, String> secrets = Map.of("login", "open sesame");
        Optional<String> none = Optional.empty();
        List<Order> orders = List.of(
                new Order.AddGateway("home", "attic", "radio", "", "", "", plain, secrets, plain),
                new Order.ChangeGateway("home", "attic", none, none, none, none, plain, secrets, plain, Set.of()));
        assertThat(orders).allSatisfy(order -> assertThat(order.toString())
                .contains("attic")
                .doesNotContain("open sesame")
                .doesNotContain("lamp.example"));
    }
}
