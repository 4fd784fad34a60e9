package io.candelabra.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.model.Device;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The console as a person uses it, in a real browser against a whole server. Pictures of the screens lie in target/console-pictures. */
class ConsoleBrowserTest extends ConsoleInBrowser {
    private static final String DEVICES = "/sites/home/devices";

    private static String shutter;

    /** The address of the first shutter of the home. */
    private static String shutter(Chromium.Page page) {
        if (shutter == null) {
            shutter = String.valueOf(page.value("fetch('/console/api/sites/home/devices?trait=coverPosition').then(a =>"
                    + " a.json()).then(b => encodeURIComponent(b.devices[0].id))"));
        }
        return shutter;
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
    void aSceneRunsAndAWholeAreaIsSwitched() {
        Chromium.Page page = signedIn();
        page.open(server.https() + "/sites/home/scenes");
        page.until("document.querySelectorAll('.plainlist li').length > 0");
        page.click(".plainlist .main:enabled");
        page.until("/Done: \\d+, failed: \\d+, open: 0/.test(document.querySelector('.plainlist').innerText)");
        page.value("(() => { const place = document.querySelector('.place select'); place.value ="
                + " place.querySelector('option[value^=areas]').value; place.dispatchEvent(new Event('change')); })()");
        page.until("document.querySelector('.place').innerText.includes('can be told')");
        page.value("(() => { const trait = document.querySelectorAll('.place select')[1]; trait.value = 'onOff';"
                + " trait.dispatchEvent(new Event('change')); })()");
        page.until("/Switch \\d+ off/.test(document.querySelector('.place').innerText)");
        page.click(".place .main:enabled");
        page.until("/Done: \\d+, failed: \\d+, open: 0/.test(document.querySelector('.place').innerText)");
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
    void everyScreenFitsAndKeepsNobodyOut() throws IOException {
        Chromium.Page page = signedIn();
        everyWay(page, "sites", "/sites", "tbody tr");
        everyWay(page, "devices", DEVICES, "article");
        everyWay(page, "device", DEVICES + "/" + shutter(page), ".pane pre");
        everyWay(page, "log", "/sites/office/log", ".log li");
        everyWay(page, "chain", "/sites/office/log/1", ".chain li");
        everyWay(page, "alerts", "/sites/town/alerts", ".plainlist li");
        everyWay(page, "scenes", "/sites/home/scenes", ".plainlist li");
        everyWay(page, "programs", "/sites/home/programs", ".plainlist li");
        everyWay(page, "map", "/sites/town/map", "canvas");
        everyWay(page, "explorer", "/explorer/quantum", ".call");
        everyWay(page, "operations", "/operations", ".traits dd");
    }
}
