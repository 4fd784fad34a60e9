package io.candelabra.cli;

import io.candelabra.admin.Order;
import io.candelabra.core.lane.DriverStart;
import io.candelabra.driver.api.SettingType.Form.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The orders of {@code candelabra gateway} after which people want to know whether the gateway answers. */
final class GatewayAdding {
    private static final int LOOKS = 100;
    private static final long LOOK_MS = 200;

    private GatewayAdding() {}

    /**
     * Waits until the driver of a gateway has started, or could not, and shows which; for twenty seconds at most.
     *
     * @return 1 where it does not run
     */
    private static int shown(Asking server, String site, String gateway) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        Asking.Heard heard = server.hear(new Order.ShowGateway(site, gateway));
        try {
            for (int look = 0;
                    look < LOOKS && starting(heard) && !never.await(LOOK_MS, TimeUnit.MILLISECONDS);
                    look++) {
                heard = server.hear(new Order.ShowGateway(site, gateway));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        if (heard.status() != 0) {
            return heard.status();
        }
        Map<String, Object> row = new LinkedHashMap<>(heard.row());
        row.keySet().retainAll(List.of("gateway", "kind", "driver", "answers", "trouble", "devices"));
        server.show(row);
        return DriverStart.RUNNING.word().equals(row.get("driver")) ? 0 : Asking.REFUSED;
    }

    private static boolean starting(Asking.Heard heard) {
        return heard.status() == 0
                && DriverStart.STARTING.word().equals(heard.row().get("driver"));
    }

    /** {@code gateway add}. */
    @Command(
            name = "add",
            description =
                    "Adds a gateway to a site, asks at the terminal for the settings that it needs and that are not given, and"
                            + " shows whether its driver has come to the far end, or why not.",
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @Parameters(
                index = "0",
                paramLabel = "KIND",
                description = "kind of its driver, such as simulator; 'gateway kinds' lists them")
        String kind = "";

        @Parameters(
                index = "1",
                paramLabel = "GATEWAY",
                description = "its id, as devices will have it in their addresses")
        String gateway = "";

        @Option(names = "--site", required = true, paramLabel = "SITE", description = "the site that it is for")
        String site = "";

        @Mixin
        GatewayCommand.Told told = new GatewayCommand.Told();

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            Map<String, String> settings = new LinkedHashMap<>(told.settings());
            Map<String, String> secrets = new LinkedHashMap<>(told.secrets());
            Map<String, String> files = new LinkedHashMap<>(told.files());
            int asked = SecretInput.atTerminal() ? askForTheRest(settings, secrets, files) : 0;
            if (asked != 0) {
                return asked;
            }
            Asking.Heard added = server.hear(new Order.AddGateway(
                    site,
                    gateway,
                    kind,
                    told.label == null ? "" : told.label,
                    told.area == null ? "" : told.area,
                    told.timezone == null ? "" : told.timezone,
                    settings,
                    secrets,
                    files));
            // it is added whatever comes of its start: a box that is off today is on tomorrow
            return added.status() == 0 ? addedAnd(shown(server, site, gateway)) : added.status();
        }

        private static int addedAnd(int shown) {
            return shown == Asking.REFUSED ? 0 : shown;
        }

        private int askForTheRest(Map<String, String> settings, Map<String, String> secrets, Map<String, String> files)
                throws IOException {
            Asking.Heard declared = server.hear(new Order.ShowDriverKind(kind));
            for (Map<String, Object> setting : declared.rows()) {
                String name = String.valueOf(setting.get("setting"));
                boolean given = settings.containsKey(name) || secrets.containsKey(name) || files.containsKey(name);
                if (Boolean.TRUE.equals(setting.get("needed")) && !given) {
                    String what = name + " (" + setting.get("about") + ")";
                    if (String.valueOf(setting.get("value")).startsWith(Document.SHAPE)) {
                        Optional<String> file = SecretInput.question(what + ", a file");
                        if (file.isPresent()) {
                            files.put(name, DocumentInput.read(Path.of(file.get())));
                        }
                        continue;
                    }
                    boolean secret = Boolean.TRUE.equals(setting.get("secret"));
                    (secret ? SecretInput.prompt(what) : SecretInput.question(what))
                            .ifPresent(answer -> (secret ? secrets : settings).put(name, answer));
                }
            }
            return declared.status();
        }
    }

    /** {@code gateway test}. */
    @Command(
            name = "test",
            description =
                    "Tells whether the driver of a gateway has come to the far end, or why not. Ends with 1 where it has not.",
            mixinStandardHelpOptions = true)
    static final class Test implements Callable<Integer> {
        @Mixin
        GatewayCommand.Named named = new GatewayCommand.Named();

        @Mixin
        Asking server = new Asking();

        @Override
        public Integer call() throws IOException {
            return shown(server, named.site, named.gateway);
        }
    }
}
