package io.candelabra.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.testing.TestMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A whole server with the demo's contents, and a real browser that looks at it. */
abstract class ConsoleInBrowser {
    static final Path PICTURES =
            Path.of(System.getProperty("candelabra.root", "")).resolve("target/console-pictures");

    @TempDir
    static Path folder;

    static Candelabra server;
    static Chromium browser;

    private final List<Chromium.Page> pages = new ArrayList<>();

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

    Chromium.Page page() {
        Chromium.Page page = browser.page();
        pages.add(page);
        page.size(1440, 900);
        return page;
    }

    Chromium.Page signedIn() {
        Chromium.Page page = page();
        page.open(server.https() + "/sign-in");
        page.click(".hint button");
        page.until("document.querySelector('#password').value");
        page.click("[type=submit]");
        page.until("location.pathname === '/sites'");
        return page;
    }

    static String text(Chromium.Page page, String selector) {
        return String.valueOf(page.value("document.querySelector('" + selector + "')?.innerText"));
    }

    /** Looks for what keeps people out, once what is to be looked at is there. */
    static void axe(Chromium.Page page, String what) throws IOException {
        try (InputStream in = ConsoleInBrowser.class.getResourceAsStream("/axe.min.js")) {
            page.value(new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; true");
        }
        Object found = page.value("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa',"
                + " 'best-practice']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n =>"
                + " n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? '')).join(' | ')))");
        assertThat((List<?>) found).as(what).isEmpty();
    }

    /** A screen in each width and scheme: needs no scrolling to the side, keeps nobody out, and is kept as a picture. */
    void everyWay(Chromium.Page page, String name, String path, String there) throws IOException {
        for (int width : List.of(360, 768, 1440)) {
            page.size(width, width == 360 ? 780 : 900);
            for (String scheme : List.of("light", "dark")) {
                page.prefers(scheme);
                page.open(server.https() + path);
                page.until("document.readyState === 'complete' && document.querySelector('main h1')?.innerText");
                page.until("document.querySelector(\"" + there + "\")");
                page.until("!document.querySelector('.live') || document.querySelector('.live.on')");
                page.value("new Promise(later => requestAnimationFrame(() => requestAnimationFrame(later)))");
                assertThat(page.value("document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s at %s px needs no scrolling to the side", name, width)
                        .isEqualTo(true);
                page.picture(PICTURES.resolve(name + "-" + width + "-" + scheme + ".png"));
                axe(page, name + ", " + width + " px, " + scheme);
            }
        }
    }
}
