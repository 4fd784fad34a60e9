package io.candelabra.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Grant;
import io.candelabra.model.Period;
import io.candelabra.model.Reach;
import io.candelabra.model.SiteId;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.wire.http.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person who was given one device of each site reads everything that there is to be read, by every face. All other devices
 * bear a label that is found again wherever it gets to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HiddenLabelsTest {
    private static final String CANARY = "canary";
    private static final String EVENTS = "/enduser-mobile-web/enduserAPI/events/";

    private TwoTowns towns;
    private Ids ids;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        towns = new TwoTowns(folder);
        ids = towns.danas();
        for (SiteId site : TwoTowns.DANAS) {
            SiteState state = towns.sites().state(Caller.CORE, site);
            Device picked = picked(state);
            grant(
                    site,
                    grant -> grant.withReach(new Reach(
                            Set.of(picked.id().value()),
                            Set.of(new Reach.Control(picked.id().value(), Reach.ALL)),
                            Set.of())));
            for (Device device : state.devices()) {
                if (!device.id().equals(picked.id())) {
                    label(site, device, CANARY + " " + device.label());
                }
            }
        }
    }

    @AfterAll
    void stop() {
        towns.close();
    }

    /** Not the one that paths name. */
    private Device picked(SiteState state) {
        return state.devices().stream()
                .filter(device -> !ids.values().containsValue(device.id().value()))
                .filter(device -> device.ids().values().stream().noneMatch(ids.values()::containsValue))
                .findFirst()
                .orElseThrow();
    }

    private void grant(SiteId site, UnaryOperator<Grant> change) {
        towns.accounts()
                .changeAccount(
                        TwoTowns.VIEWER,
                        account -> account.with(site, account.grant(site).map(change)));
    }

    private void label(SiteId site, Device device, String label) {
        Sites sites = towns.sites();
        sites.submit(Caller.CORE, site, new Command.ChangeDevice(device.id(), Said.label(label)), Cause.CLOCK);
    }

    private Stream<Route> reads() {
        return towns.routes().stream()
                .filter(route -> !route.face().equals("ops"))
                .filter(route -> route.method().name().equals("GET"))
                // a stream has no end to wait for; ConsoleEventsTest looks at what it tells
                .filter(route ->
                        !(route.face().equals("console") && route.path().endsWith("/events")))
                .filter(IsolationTest::built);
    }

    /** The names of the routes whose answers tell of a hidden device. */
    private Set<String> telling(Map<String, Map<String, String>> proofs) throws Exception {
        Set<String> telling = new LinkedHashSet<>();
        for (Route route : reads().toList()) {
            Answer answer = towns.send(
                    "GET", IsolationTest.path(route, ids), proofs.getOrDefault(route.face(), Map.of()), null);
            if (answer.body().contains(CANARY)) {
                telling.add(route.face() + " " + route.path());
            }
        }
        return telling;
    }

    private String register(Map<String, String> proof) throws Exception {
        return String.valueOf(
                towns.send("POST", EVENTS + "register", proof, null).object().get("id"));
    }

    private String fetch(String listener, Map<String, String> proof) throws Exception {
        return towns.send("POST", EVENTS + listener + "/fetch", proof, null).body();
    }

    @Test
    void noAnswerTellsOfWhatIsHidden() throws Exception {
        assertThat(telling(towns.dana()))
                .as("the owner is told: else the label would be looked for where it never is")
                .hasSizeGreaterThan(15);
        assertThat(telling(towns.vera())).isEmpty();
    }

    @Test
    void noEventTellsOfWhatIsHidden() throws Exception {
        Map<String, String> owner = towns.dana().get("overkiz cloud");
        Map<String, String> viewer = towns.vera().get("overkiz cloud");
        String owners = register(owner);
        String viewers = register(viewer);
        SiteId home = new SiteId("home");
        List<Device> devices = new ArrayList<>();
        towns.sites().state(Caller.CORE, home).devices().stream()
                .filter(device -> device.label().startsWith(CANARY))
                .limit(20)
                .forEach(devices::add);
        devices.forEach(device -> label(home, device, device.label() + "!"));
        assertThat(fetch(owners, owner)).contains(CANARY);
        String told = fetch(viewers, viewer);
        assertThat(told).doesNotContain(CANARY);
        devices.forEach(device -> assertThat(told).doesNotContain(device.id().value()));
    }

    /** Its end is the end of every way in, by every face, and nothing has to be asked of anybody for it. */
    @Test
    void afterItsPeriodNobodyIsLetIn() throws Exception {
        Map<String, Map<String, String>> proofs = towns.vera();
        Map<String, String> whole = proofs.get("overkiz cloud");
        String listener = register(whole);
        try {
            TwoTowns.DANAS.forEach(site -> grant(site, grant -> grant.withPeriod(Optional.of(new Period(0, 1_000)))));
            assertThat(towns.send("POST", EVENTS + listener + "/fetch", whole, null)
                            .status())
                    .isEqualTo(401);
            List<String> wrong = new ArrayList<>();
            for (Route route : reads().filter(r -> r.path().contains("{")).toList()) {
                Answer answer = towns.send(
                        "GET", IsolationTest.path(route, ids), proofs.getOrDefault(route.face(), Map.of()), null);
                if (answer.status() < 400 && !route.path().startsWith("/ops/")) {
                    wrong.add(route.face() + " " + route.path() + " answers " + answer.status());
                }
            }
            assertThat(wrong).isEmpty();
        } finally {
            TwoTowns.DANAS.forEach(site -> grant(site, grant -> grant.withPeriod(Optional.empty())));
        }
    }
}
