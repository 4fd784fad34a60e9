package io.candelabra.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.lane.DriverStart;
import io.candelabra.core.lane.DriverView;
import io.candelabra.core.secret.GatewaySeals;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.HandStepped;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.SettingType;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.SiteId;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestChance;
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

    @Test
    void noOrderTellsItsSettings() {
        Map<String, String> plain = Map.of("host", "lamp.example");
        Map<String, String> secrets = Map.of("login", "open sesame");
        Optional<String> none = Optional.empty();
        List<Order> orders = List.of(
                new Order.AddGateway("home", "attic", "radio", "", "", "", plain, secrets),
                new Order.ChangeGateway("home", "attic", none, none, none, none, plain, secrets, Set.of()));
        assertThat(orders).allSatisfy(order -> assertThat(order.toString())
                .contains("attic")
                .doesNotContain("open sesame")
                .doesNotContain("lamp.example"));
    }
}
