package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.AdministeredServer.Ran;
import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.FoundDevice;
import io.candelabra.model.SiteId;
import io.candelabra.model.States;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator lets devices in that a gateway has found, and keeps them out, while the server runs. */
class DeviceCommandTest {
    private static final SiteId HOME = new SiteId("home");

    @TempDir
    Path folder;

    private AdministeredServer demo;

    @BeforeEach
    void start() throws Exception {
        demo = new AdministeredServer(folder);
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private Sites sites() {
        return demo.server().sites();
    }

    private Ran device(String... words) {
        return AdministeredServer.command("device", demo.data, words);
    }

    private DeviceId find(String address, String type) {
        GatewayId gateway = sites().state(Caller.CORE, HOME).gateways().stream()
                .findFirst()
                .orElseThrow()
                .id();
        DeviceId id = DeviceId.of("io", gateway, address);
        Report found = new Report.DeviceFound(Device.of(id, type, "new", States.NONE));
        sites().submit(Caller.CORE, HOME, new Command.Hear(List.of(found)), Cause.FIELD);
        return id;
    }

    private boolean isThere(DeviceId id) {
        return sites().state(Caller.CORE, HOME).device(id).isPresent();
    }

    @Test
    void foundDevicesAreAcceptedRefusedAndForgotten() throws Exception {
        assertThat(device("found").out()).isEqualToIgnoringNewLines("none");
        assertThat(device("receive", "after-acceptance", "--site", "home").status())
                .isZero();
        DeviceId first = find("4711", "io:DimmableLightIOComponent");
        DeviceId second = find("4712", "io:DimmableLightIOComponent");
        DeviceId odd = find("4713", "acme:InNoCatalogue");
        assertThat(isThere(first)).isFalse();

        Ran found = device("found", "--json");
        assertThat(found.rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).containsEntry("site", "home").containsEntry("state", "waits"));
        assertThat(device("found", "--site", "home").out())
                .contains(first.value(), "its type acme:InNoCatalogue is in no catalogue");
        assertThat(device("found", "--site", "office").out()).isEqualToIgnoringNewLines("none");

        assertThat(device("accept", first.value(), "--site", "home").status()).isZero();
        assertThat(isThere(first)).isTrue();
        assertThat(device("refuse", second.value(), "--site", "home").status()).isZero();
        Ran twice = device("refuse", second.value(), "--site", "home", "--json");
        assertThat(twice.status()).isZero();
        assertThat(twice.out()).contains("\"refused\":true", "\"before\":true");
        Ran refused = device("accept", odd.value(), "--site", "home");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("its type acme:InNoCatalogue is in no catalogue");

        demo.restart();
        assertThat(device("receive", "at-once", "--site", "home").status()).isZero();
        find("4712", "io:DimmableLightIOComponent");
        assertThat(isThere(second)).as("it was refused").isFalse();
        assertThat(device("forget", second.value(), "--site", "home").status()).isZero();
        find("4712", "io:DimmableLightIOComponent");
        assertThat(isThere(second)).isTrue();
    }

    @Test
    void anInboxThatIsFullSaysSo() throws Exception {
        device("receive", "after-acceptance", "--site", "home");
        for (int i = 1; i < FoundDevice.MOST_AT_A_GATEWAY; i++) {
            find("n" + i, "io:DimmableLightIOComponent");
        }
        assertThat(device("found", "--json").rows())
                .allSatisfy(row -> assertThat(row).containsEntry("inbox", ""));
        find("last", "io:DimmableLightIOComponent");
        assertThat(device("found", "--json").rows())
                .hasSize(FoundDevice.MOST_AT_A_GATEWAY)
                .allSatisfy(row ->
                        assertThat(row).containsEntry("inbox", "full: 100 of the gateway wait, and no more are taken"));
    }

    @Test
    void whatIsNotThereIsRefusedInWords() {
        assertThat(device("accept", "io://1/2", "--site", "nowhere").err()).contains("there is no site nowhere");
        assertThat(device("accept", "io://1/2", "--site", "home").err()).contains("there is no found device io://1/2");
        assertThat(device("accept", "lamp", "--site", "home").err()).contains("protocol://gateway/address");
        assertThat(device("accept", "io://1/2").status()).isEqualTo(2);
        assertThat(device("receive", "never", "--site", "home").status()).isEqualTo(2);
    }
}
