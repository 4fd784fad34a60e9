package io.candelabra.driver.knx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.knx.CalimeroBus.Login;
import io.candelabra.driver.knx.CalimeroBus.Way;
import io.candelabra.testing.Within;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tunnels over TCP, with and without a secure session. */
class KnxStreamTest {
    private static final KnxAddress LAMP = FakeBus.at("1/0/1");
    private static final KnxTelegram ON = KnxTelegram.write(LAMP, new KnxDatapoint(1, 1), KnxValues.bit(true));

    private static void isSpokenTo(CalimeroBus bus) throws Exception {
        bus.open();
        bus.send(ON);
        List<KnxTelegram> heard = new ArrayList<>();
        Within.reason(() -> "it is confirmed and told: " + heard, () -> {
            heard.addAll(bus.heard());
            return heard.size() == 2;
        });
        assertThat(heard)
                .containsExactly(
                        new KnxTelegram(KnxTelegram.Kind.CONFIRMED, LAMP, new byte[] {1}, true),
                        new KnxTelegram(KnxTelegram.Kind.WRITE, LAMP, new byte[] {1}, true));
    }

    @Test
    void aTunnelOverTcp() throws Exception {
        try (KnxStreamInterface far = new KnxStreamInterface("");
                CalimeroBus bus = new CalimeroBus(far.address(), Way.TCP, new Login(2, "", ""), FakeBus.HERE)) {
            isSpokenTo(bus);
            far.close();
        }
    }

    @Test
    void aSecureTunnel() throws Exception {
        try (KnxStreamInterface far = new KnxStreamInterface("open sesame");
                CalimeroBus bus = new CalimeroBus(
                        far.address(), Way.SECURE, new Login(3, "open sesame", "open sesame"), FakeBus.HERE)) {
            isSpokenTo(bus);
            assertThat(far.heard())
                    .as("nothing in clear but the keys' public halves")
                    .containsOnly("951", "950");
        }
        try (KnxStreamInterface far = new KnxStreamInterface("open sesame");
                CalimeroBus bus =
                        new CalimeroBus(far.address(), Way.SECURE, new Login(3, "open sesame", ""), FakeBus.HERE)) {
            isSpokenTo(bus);
        }
    }

    @Test
    void aPasswordThatIsRefusedIsToldInWords() throws Exception {
        try (KnxStreamInterface far = new KnxStreamInterface("open sesame");
                CalimeroBus bus =
                        new CalimeroBus(far.address(), Way.SECURE, new Login(3, "another", ""), FakeBus.HERE)) {
            assertThatThrownBy(bus::open)
                    .isInstanceOf(CannotServe.class)
                    .hasMessageContaining("refuses the secure session")
                    .hasMessageNotContaining("another");
        }
    }

    /** It may be somebody else who answers at that address. */
    @Test
    void anInterfaceThatDoesNotProveWhoItIsIsNotSpokenTo() throws Exception {
        try (KnxStreamInterface far = new KnxStreamInterface("open sesame");
                CalimeroBus bus = new CalimeroBus(
                        far.address(), Way.SECURE, new Login(3, "open sesame", "another"), FakeBus.HERE)) {
            assertThatThrownBy(bus::open)
                    .satisfiesAnyOf(
                            refused -> assertThat(refused).isInstanceOf(CannotServe.class),
                            refused -> assertThat(refused).isInstanceOf(IOException.class));
            assertThat(far.heard()).doesNotContain("950");
        }
    }
}
