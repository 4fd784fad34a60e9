package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules, the dashboard and the page about them speak of metrics that the server gives, and leave none of its own out. */
class MonitoringTest {
    private static final Path DOCS = Path.of(System.getProperty("candelabra.root", ""), "docs");
    private static final Pattern METRIC = Pattern.compile("\\b(?:candelabra|jvm|process|system)_[a-z0-9_]+");

    @TempDir
    Path folder;

    @Test
    void everyMetricThatIsNamedIsThere() throws Exception {
        Settings settings = Settings.demo(folder.resolve("data")).onFreePorts().withLamps(1);
        try (Candelabra server = Candelabra.start(settings, TestMachine.outside())) {
            Set<String> given = named(TestClient.trusting(folder.resolve("data/ca.pem"), server.https())
                    .send("GET", "/metrics")
                    .body());
            Set<String> rules = named(Files.readString(DOCS.resolve("monitoring/candelabra-rules.yml")));
            Set<String> dashboard = named(Files.readString(DOCS.resolve("monitoring/candelabra-dashboard.json")));
            String page = Files.readString(DOCS.resolve("guides/monitor.md"));
            assertThat(rules).hasSizeGreaterThan(5).isSubsetOf(given);
            assertThat(dashboard).hasSizeGreaterThan(10).isSubsetOf(given);
            assertThat(named(page)).isSubsetOf(given);
            assertThat(given.stream().filter(name -> name.startsWith("candelabra_")))
                    .allSatisfy(name -> assertThat(page)
                            .contains(name.replaceFirst("^candelabra_webhook_lag_events$", "_lag_events")));
        }
        assertThat(Json.tree(Files.readAllBytes(DOCS.resolve("monitoring/candelabra-dashboard.json"))))
                .isNotNull();
    }

    private static Set<String> named(String text) {
        Set<String> names = new TreeSet<>();
        Matcher metric = METRIC.matcher(text);
        while (metric.find()) {
            names.add(metric.group());
        }
        return names;
    }
}
