package io.candelabra.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.testing.TestHome;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the pages do while things happen: news that is missed, connections that break, rights that change. */
class ConsoleLiveTest extends ConsoleInBrowser {
    private static final SiteId HOME = DemoInstallation.HOME;

    private static void grant(String name, Grant grant) {
        server.accounts().putAccount(name, name, ConsoleHome.PASSWORD, List.of(grant));
    }

    private Chromium.Page as(Chromium.Page page, String name) {
        page.open(server.https() + "/sign-in");
        page.set("#name", name);
        page.set("#password", ConsoleHome.PASSWORD);
        page.click("[type=submit]");
        page.until("location.pathname === '/sites'");
        return page;
    }

    /** The browser gives up after such an answer, and says nothing. A wish whose end is not heard is asked for. */
    @Test
    void aStreamThatIsRefusedIsTriedAgain() {
        Chromium.Page page = browser.page();
        page.size(1440, 900);
        grant("lea", Accounts.owner(HOME));
        as(page, "lea").refuse("*/events*");
        page.open(server.https() + "/sites/home/devices");
        page.until("document.querySelector('.live')?.innerText.includes('Trying again in')");
        page.click("[role=switch]:enabled");
        page.until("document.querySelector('article.busy')");
        page.until("!document.querySelector('article.busy')");
        page.refuseNothing();
        page.until("document.querySelector('.live.on')");
    }

    @Test
    void aChangeOfRightsReachesThePage() {
        grant("rita", new Grant(HOME, Set.of(Verb.VIEW), Set.of()));
        Chromium.Page page = as(page(), "rita");
        page.open(server.https() + "/sites/home/devices");
        page.until("document.querySelector('.live.on') && document.querySelector('[role=switch]:disabled')");
        grant("rita", new Grant(HOME, Set.of(Verb.VIEW, Verb.CONTROL), Set.of()));
        touch(1);
        page.until("document.querySelector('[role=switch]:enabled')");
    }

    /** Something that wakes listeners. */
    private static void touch(int times) {
        Device any =
                server.sites().state(Caller.CORE, HOME).devices().iterator().next();
        TestHome.edit(server.sites(), HOME, changes -> {
            for (int i = 0; i < times; i++) {
                changes.add(new SiteEvent.AvailabilityChanged(any.id(), i % 2 == 1));
            }
            changes.add(new SiteEvent.AvailabilityChanged(any.id(), any.available()));
        });
    }

    @Test
    void theLogHasNoHolesBehindTheLinesThatStay() {
        Chromium.Page page = signedIn();
        page.open(server.https() + "/sites/home/log");
        page.until("document.querySelector('.live.on') && document.querySelector('.log li')");
        touch(700);
        page.until("document.querySelectorAll('.log li').length === 500");
        page.click("main p button.quiet");
        page.until("document.querySelectorAll('.log li').length > 500");
        assertThat(page.value(
                        "[...document.querySelectorAll('.log .seq')].map(e => Number(e.innerText)).every((n, i, all)"
                                + " => i === 0 || all[i - 1] - n === 1)"))
                .as("each number follows the one before")
                .isEqualTo(true);
        touch(1);
        page.until("document.querySelectorAll('.log li').length > 500");
    }

    private static String onTheMap(int lamps) {
        return "document.querySelector('main .tools [role=status]:last-child')?.innerText === '" + lamps + " devices'";
    }

    @Test
    void lampsThatComeMoveAndGoAreOnTheMap() {
        Chromium.Page page = signedIn();
        page.open(server.https() + "/sites/town/map");
        page.until(onTheMap(60));
        page.until("document.querySelector('.live.on')");
        Device lamp = Device.of(
                        new DeviceId("candelabra://town-gateway/new-lamp"), "candelabra:StreetLamp", "New", States.NONE)
                .withAttribute(State.of("candelabra:Latitude", 52.5), 1)
                .withAttribute(State.of("candelabra:Longitude", 5.25), 1);
        TestHome.edit(server.sites(), DemoInstallation.TOWN, changes -> changes.put(lamp));
        page.until(onTheMap(61));
        TestHome.edit(
                server.sites(),
                DemoInstallation.TOWN,
                changes -> changes.add(new SiteEvent.DeviceRemoved(lamp.id(), "", lamp.type(), "")));
        page.until(onTheMap(60));
    }

    @Test
    void anAdministratorEndsASessionOfSomebodyElse() {
        grant("sam", Accounts.owner(HOME));
        Chromium.Page sam = as(browser.page(), "sam");
        grant("ada", Accounts.owner(HOME));
        Chromium.Page page = as(page(), "ada");
        page.open(server.https() + "/sites/home/programs");
        page.click("button[aria-label='Revoke, sam']");
        page.until("document.querySelector('main').innerText.includes('Revoke sam now')");
        page.click(".action .main");
        page.until("!document.querySelector(\"button[aria-label='Revoke, sam']\")");
        sam.open(server.https() + "/sites");
        sam.until("location.pathname === '/sign-in'");
    }

    @Test
    void aFaultIsPlayedAndMended() throws IOException {
        Chromium.Page page = signedIn();
        page.open(server.https() + "/sites/office/devices");
        page.click("long-rows article a");
        page.until("document.querySelector('.live.on') && document.querySelector('device-faults details')");
        page.value("document.querySelector('device-faults details').open = true");
        page.value("document.querySelector('device-faults').scrollIntoView()");
        axe(page, "the panel of faults");
        page.picture(PICTURES.resolve("faults-1440-light.png"));
        page.click("device-faults p button.quiet");
        page.until("document.querySelector('.sheet .badge.bad')");
        page.until("document.querySelector('.toasts').innerText.includes('done')");
        page.click("device-faults button.main");
        page.until("!document.querySelector('.sheet .badge.bad')");
        page.size(360, 780);
        page.prefers("dark");
        assertThat(page.value("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        page.value("document.querySelector('device-faults').scrollIntoView()");
        axe(page, "the panel of faults, small and dark");
        page.picture(PICTURES.resolve("faults-360-dark.png"));
    }

    /** A row keeps its place in the page, and with it the focus, when another one comes in before it. */
    @Test
    void theFocusStaysWhereItIs() {
        Chromium.Page page = signedIn();
        page.open(server.https() + "/sites/office/log");
        page.until("document.querySelector('.live.on') && document.querySelector('.log li')");
        String path = String.valueOf(page.value("(() => { const a = document.querySelector('.log a'); a.focus(); return"
                + " a.getAttribute('href'); })()"));
        Device any = server.sites()
                .state(Caller.CORE, DemoInstallation.OFFICE)
                .devices()
                .iterator()
                .next();
        TestHome.edit(
                server.sites(),
                DemoInstallation.OFFICE,
                changes -> changes.add(new SiteEvent.AvailabilityChanged(any.id(), any.available())));
        page.until("document.querySelector('.log a').getAttribute('href') !== '" + path + "'");
        assertThat(page.value("document.activeElement.getAttribute('href')")).isEqualTo(path);
    }
}
