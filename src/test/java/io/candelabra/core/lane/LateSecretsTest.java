package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.secret.GatewaySeals;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.SettingType;
import io.candelabra.model.Gateway;
import io.candelabra.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Settings that were stored in clear and are secret by now. */
class LateSecretsTest extends OneGateway {
    private static final Map<String, String> CLEAR = Map.of("login", "in clear");

    private final DriverKinds kinds = new DriverKinds(List.of(new DriverKind(
            "radio",
            "A radio.",
            List.of(SettingType.secret("login", "Secret by now.")),
            gateway -> new Lamps.Radio(field, 0))));
    private final MemoryStore store = new MemoryStore();

    private World world(Map<String, String> secrets) {
        World world = new World(store, d -> Lamps.TYPE, Lamps.source(kinds, kinds), SiteLimits.LOCAL, 1);
        world.install(List.of(Lamps.gateway(1).withDriver("radio", CLEAR, secrets)), List.of(Lamps.lamp(1, 0)));
        world.sites().checkpoint();
        world.commit();
        return world;
    }

    private static Gateway stored(World world) {
        return world.state().gateway(Lamps.gateway(1).id()).orElseThrow();
    }

    private CompletableFuture<Boolean> seal(World world) {
        CompletableFuture<Boolean> sealed = LateSecrets.seal(world.sites(), Lamps.source(kinds, kinds), World.SITE);
        world.commit();
        return sealed;
    }

    @Test
    void theRowIsWrittenAnewAtOnce() {
        try (World world = world(Map.of())) {
            assertThat(seal(world)).isCompletedWithValue(true);
            assertThat(stored(world).settings()).isEmpty();
        }
        // this takes the site over, so it is done last
        Gateway row =
                store.open(World.SITE).rows().gateway(Lamps.gateway(1).id()).orElseThrow();
        assertThat(row.settings()).isEmpty();
        assertThat(row.secrets()).containsOnlyKeys("login").doesNotContainValue("in clear");
    }

    /** The driver is given the sealed one, so the clear one is old. */
    @Test
    void oneThatIsSealedAlreadyStays() {
        String sealed = Lamps.SEALS.seal(World.SITE, Lamps.gateway(1).id(), "login", "newer");
        try (World world = world(Map.of("login", sealed))) {
            assertThat(seal(world)).isCompletedWithValue(true);
            assertThat(stored(world).settings()).isEmpty();
            assertThat(stored(world).secrets()).isEqualTo(Map.of("login", sealed));
        }
    }

    @Test
    void whatWasChangedMeanwhileIsNotCalledSealed() {
        try (World world = world(Map.of())) {
            world.ask(
                    new Command.PutGateway(Lamps.gateway(1).withDriver("radio", Map.of("login", "changed"), Map.of())));
            assertThat(seal(world)).isCompletedWithValue(false);
            assertThat(stored(world).settings()).isEqualTo(Map.of("login", "changed"));
        }
    }

    /** The lanes of the site begin when this is done, whatever came of it. */
    @Test
    void whereNothingCanBeSealedItIsDoneAllTheSame() {
        Vault broken = new Vault(new byte[Vault.KEY_BYTES], () -> {
            throw new IllegalStateException("no chance");
        });
        DriverSource source = new DriverSource(kinds, kinds, new GatewaySeals(broken));
        try (World world = world(Map.of())) {
            assertThat(LateSecrets.seal(world.sites(), source, World.SITE)).isCompletedWithValue(false);
            assertThat(stored(world).settings()).isEqualTo(CLEAR);
        }
    }
}
