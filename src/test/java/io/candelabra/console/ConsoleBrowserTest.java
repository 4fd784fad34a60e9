package io.candelabra.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.core.access.Caller;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.Device;
import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as a person uses it, in a real browser against a whole server. Pictures of the screens lie in target/console-pictures. */
class ConsoleBrowserTest {
    private static final Path PICTURES =
            Path.of(System.getProperty("candelabra.root", "")).resolve("target/console-pictures");
    private static final String DEVICES = "/sites/home/devices";

    @TempDir
    private static Path folder;

    private static Candelabra server;
    private static Chromium browser;
    private static String shutter;

    private final List<Chromium.Page> pages = new java.util.ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        browser = Chromium.start(folder);
        server = Candelabra.start(
                Settings.demo(folder.resolve("data")).onFreePorts().withLamps(60),
                TestMachine.outside(TestMachine.clock()),
                drivers -> SimulatorDriver.factory(Liveliness.OFF));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    /** Whatever a test does: no script fails, the policy on contents is kept, and nothing is asked of another machine. */
    @AfterEach
    void nothingWentWrong() {
        for (Chromium.Page page : pages) {
            assertThat(page.faults()).isEmpty();
            assertThat(page.requests()).isNotEmpty().allMatch(url -> url.startsWith(server.https() + "/"));
        }
    }

    private Chromium.Page page() {
        Chromium.Page page = browser.page();
        pages.add(page);
        page.size(1440, 900);
        return page;
    }

    private Chromium.Page signedIn() {
        Chromium.Page page = page();
        page.open(server.https() + "/sign-in");
        page.click(".hint button");
        page.until("document.querySelector('#password').value");
        page.click("[type=submit]");
        page.until("location.pathname === '/sites'");
        return page;
    }

    /** The address of the first shutter of the home. */
    private static String shutter(Chromium.Page page) {
        if (shutter == null) {
            shutter = String.valueOf(page.value("fetch('/console/api/sites/home/devices?trait=coverPosition').then(a =>"
                    + " a.json()).then(b => encodeURIComponent(b.devices[0].id))"));
        }
        return shutter;
    }

    private static String text(Chromium.Page page, String selector) {
        return String.valueOf(page.value("document.querySelector('" + selector + "')?.innerText"));
    }

    @Test
    void aWrongPasswordIsTold() {
        Chromium.Page page = browser.page();
        page.open(server.https() + "/");
        page.set("#name", "demo");
        page.set("#password", "not-this-one");
        page.click("[type=submit]");
        page.until("document.querySelector('#fault').innerText.includes('wrong')");
        assertThat(page.value("location.pathname")).isEqualTo("/sign-in");
    }

    @Test
    void theSitesAreListed() {
        Chromium.Page page = signedIn();
        page.until("document.querySelectorAll('tbody tr').length === 3");
        assertThat(text(page, "tbody"))
                .contains("Candle Lane")
                .contains("Meridian House")
                .contains("Lumendam");
        page.click("tbody a");
        page.until("location.pathname.endsWith('/devices')");
        page.until("document.querySelectorAll('long-rows article').length > 5");
    }

    @Test
    void aShutterThatIsMovedMovesInASecondBrowser() {
        Chromium.Page one = signedIn();
        Chromium.Page other = signedIn();
        String path = DEVICES + "/" + shutter(one);
        for (Chromium.Page page : List.of(one, other)) {
            page.open(server.https() + path);
            page.until("document.querySelector('.live.on')");
            page.until("document.querySelector('.traits input[type=range]')");
        }
        one.set(".traits input[type=range]", "70");
        assertThat(text(one, ".traits output")).as("shown at once").contains("70");
        other.until("document.querySelector('.traits output').innerText.startsWith('70')");
        other.until("document.querySelector('.cause').innerText.includes('demo')");
    }

    @Test
    void oneLampIsShownInFourLanguages() {
        Chromium.Page page = signedIn();
        String lamp = String.valueOf(
                page.value("fetch('/console/api/sites/office/devices?trait=level').then(a => a.json()).then(b =>"
                        + " encodeURIComponent(b.devices[0].id))"));
        page.open(server.https() + "/sites/office/devices/" + lamp);
        page.until("document.querySelectorAll('.pane pre').length === 4");
        page.until("document.querySelector('.live.on')");
        page.set(".traits input[type=range]", "37");
        page.until("[...document.querySelectorAll('.pane')].filter(pane => pane.querySelector('.flash') &&"
                + " pane.innerText.includes('37')).length === 4");
    }

    @Test
    void theCauseOfAChangeIsFollowed() {
        Chromium.Page page = signedIn();
        String path = DEVICES + "/" + shutter(page);
        page.open(server.https() + path);
        page.until("document.querySelector('.live.on')");
        page.set(".traits input[type=range]", "20");
        page.until("document.querySelector('.cause')?.innerText.includes('demo')");
        page.click(".cause a");
        page.until("document.querySelector('.stage-command')");
        assertThat(text(page, ".chain"))
                .contains("Request")
                .contains("Execution accepted")
                .contains("Sent to the field")
                .contains("Report from the field");
    }

    @Test
    void aScreenIsAnAddress() {
        Chromium.Page page = signedIn();
        page.open(server.https() + "/sites/office/log");
        page.until("document.querySelectorAll('.log li').length > 0");
        page.click(".log a");
        page.until("document.querySelector('.chain')");
        page.value("history.back()");
        page.until("document.querySelector('.log')");
    }

    @Test
    void fourLanguagesOfPeople() {
        Chromium.Page page = signedIn();
        for (Map.Entry<String, String> each : Map.of("de", "Standorte", "fr", "Injoignables", "nl", "Locaties")
                .entrySet()) {
            page.set(".bar label:nth-of-type(2) select", each.getKey());
            page.until("document.documentElement.lang === '" + each.getKey() + "'");
            page.until("document.querySelector('main').innerText.includes('" + each.getValue() + "')");
        }
    }

    @Test
    void aPartOfTheTownIsDimmedOnTheMap() {
        Chromium.Page page = signedIn();
        page.open(server.https() + "/sites/town/map");
        page.until("document.querySelector('.live.on')");
        page.until("document.querySelector('main .tools [role=status]:last-child').innerText === '60 devices'");
        page.click("main > * > .tools button");
        List<?> box =
                (List<?>) page.value("(() => { const b = document.querySelector('canvas').getBoundingClientRect();"
                        + " return [b.left + 8.5, b.top + 8.5, b.right - 8.5, b.bottom - 8.5]; })()");
        double left = ((Number) box.get(0)).doubleValue();
        double top = ((Number) box.get(1)).doubleValue();
        double right = ((Number) box.get(2)).doubleValue();
        double bottom = ((Number) box.get(3)).doubleValue();
        page.drag(List.of(
                new double[] {left, top},
                new double[] {right, top},
                new double[] {right, bottom},
                new double[] {left, bottom},
                new double[] {left, top + 1}));
        page.until("document.querySelector('.choice [role=status]')?.innerText.startsWith('60 devices chosen')");
        page.set(".choice input[type=range]", "30");
        page.click(".choice .main");
        page.until("/Done: \\d+, failed: \\d+, open: 0/.test(document.querySelector('.choice').innerText)");
        assertThat(server.sites().state(Caller.CORE, DemoInstallation.TOWN).devices().stream()
                        .filter(Device::available)
                        .map(device -> device.states().number("core:LightIntensityState")))
                .as("whatever can be reached")
                .isNotEmpty()
                .allMatch(level -> level == 30);
    }

    @Test
    void everyOperationOfEveryApiIsFound() {
        Chromium.Page page = signedIn();
        page.open(server.https() + "/explorer/sustainder");
        page.until("document.querySelectorAll('.call').length > 30");
        page.set("main input[type=search]", "direct-control lcms");
        page.until("document.querySelectorAll('.call').length === 1");
        page.click(".call summary");
        page.until("document.querySelector('.call').innerText.includes('/v2/lcms/functions/direct-control')");
        page.open(server.https() + "/explorer");
        page.until("document.querySelector('main [role=status]')?.innerText.includes('not built yet')");
    }

    @Test
    void theServerTellsHowItIs() {
        Chromium.Page page = signedIn();
        page.click("nav.main a[href='/operations']");
        page.until("document.querySelector('main').innerText.includes('The server is ready')");
        page.until("/Certificate ends in\\s+\\d+ days/.test(document.querySelector('main').innerText)");
        assertThat(text(page, "main")).contains("/console/api").contains("LEAP over TLS");
    }

    @Test
    void nobodyIsKeptOut() throws IOException {
        String axe;
        try (InputStream in = getClass().getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Chromium.Page page = signedIn();
        String device = DEVICES + "/" + shutter(page);
        for (String scheme : List.of("light", "dark")) {
            page.prefers(scheme);
            for (String path : List.of(
                    "/sites",
                    DEVICES,
                    device,
                    "/sites/office/log",
                    "/sites/office/alerts",
                    "/sites/office/log/1",
                    "/sites/town/map",
                    "/explorer/quantum",
                    "/operations")) {
                page.open(server.https() + path);
                page.until("document.readyState === 'complete' && document.querySelector('main h1')?.innerText");
                page.value(axe + "; true");
                Object found = page.value("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa',"
                        + " 'best-practice']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n =>"
                        + " n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? '')).join(' | ')))");
                assertThat((List<?>) found).as("%s, %s", path, scheme).isEmpty();
            }
        }
    }

    @Test
    void picturesOfTheScreens() throws IOException {
        Chromium.Page page = signedIn();
        String device = DEVICES + "/" + shutter(page);
        Map<String, String> screens = Map.of(
                "sites", "/sites",
                "devices", "/sites/home/devices",
                "device", device,
                "map", "/sites/town/map",
                "explorer", "/explorer/sustainder",
                "operations", "/operations",
                "log", "/sites/office/log");
        for (int width : List.of(360, 768, 1440)) {
            page.size(width, width == 360 ? 780 : 900);
            for (String scheme : List.of("light", "dark")) {
                page.prefers(scheme);
                for (Map.Entry<String, String> screen : screens.entrySet()) {
                    page.open(server.https() + screen.getValue());
                    page.until("document.readyState === 'complete' && document.querySelector('main h1')?.innerText");
                    page.until("document.querySelector('tbody tr, article, .pane, .log li, canvas, .call, .traits')");
                    page.until("!document.querySelector('.live') || document.querySelector('.live.on')");
                    page.value("new Promise(later => requestAnimationFrame(() => requestAnimationFrame(later)))");
                    assertThat(page.value("document.documentElement.scrollWidth <= innerWidth"))
                            .as("%s at %s px needs no scrolling to the side", screen.getKey(), width)
                            .isEqualTo(true);
                    page.picture(PICTURES.resolve(screen.getKey() + "-" + width + "-" + scheme + ".png"));
                }
            }
        }
    }
}
