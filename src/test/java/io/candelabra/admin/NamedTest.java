package io.candelabra.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.HandStepped;
import io.candelabra.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sites as people name them. */
class NamedTest {
    private final HandStepped world = new HandStepped(new MemoryStore());

    NamedTest() {
        world.install(HandStepped.SITE, 0);
        world.install(Accounts.SYSTEM, 0);
    }

    static String[] names() {
        return new String[] {"", "x".repeat(101), "elsewhere", "HOME", Accounts.SYSTEM.value()};
    }

    @Test
    void aSiteIsFoundByItsName() {
        assertThat(Named.site(world.sites(), "home")).isEqualTo(HandStepped.SITE);
    }

    @ParameterizedTest
    @MethodSource("names")
    void anyOtherTextIsRefusedInWords(String name) {
        Refused refused = catchThrowableOfType(Refused.class, () -> Named.site(world.sites(), name));
        assertThat(refused.detail()).isEqualTo(new Refused.NoSuch("site", name));
    }
}
