package io.candelabra.training;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An app of a home: the list of devices, commands for shutters and lamps, and a listener that hears how they end. */
final class OverkizClient implements TrainingClient {
    private static final String CLOUD = "/enduser-mobile-web/enduserAPI";
    private static final String LOCAL = "/enduser-mobile-web/1/enduserAPI";
    private static final List<String> COMMANDS = List.of("setClosure", "setIntensity", "setDeployment");

    /** @param state one that the device has */
    private record Command(String device, String name, String state) {}

    private final HttpsLine line;
    private final String base;
    private final List<Command> commands = new ArrayList<>();
    private final String listener;

    private OverkizClient(HttpsLine line, String base) throws IOException {
        this.line = line;
        this.base = base;
        for (Object device : list(line.get(base + "/setup/devices"))) {
            if (device instanceof Map<?, ?> fields
                    && fields.get("deviceURL") instanceof String url
                    && fields.get("definition") instanceof Map<?, ?> definition) {
                names(definition.get("commands"), "commandName")
                        .filter(COMMANDS::contains)
                        .findFirst()
                        .flatMap(name -> names(fields.get("states"), "name")
                                .findFirst()
                                .map(state -> new Command(url, name, state)))
                        .ifPresent(commands::add);
            }
        }
        this.listener =
                String.valueOf(map(line.post(base + "/events/register", null)).get("id"));
    }

    /** An app in the house, with a token. */
    static OverkizClient local(TrainingTarget target) throws IOException {
        String token = target.text("overkiz", "token");
        return new OverkizClient(
                target.open(Map.of("Authorization", "Bearer " + token, "Accept-Encoding", "gzip")), LOCAL);
    }

    /** An app that goes by the cloud: a person logs in, and has a session. */
    static OverkizClient cloud(TrainingTarget target) throws IOException {
        String login = "userId=" + form(target.text("overkiz", "userId")) + "&userPassword="
                + form(target.text("overkiz", "userPassword"));
        String cookie;
        try (HttpsLine line = target.open(Map.of())) {
            HttpsLine.Answer answer = line.send("POST", CLOUD + "/login", "application/x-www-form-urlencoded", login);
            cookie = answer.headers().getOrDefault("set-cookie", "").split(";", 2)[0];
        }
        return new OverkizClient(target.open(Map.of("Cookie", cookie)), CLOUD);
    }

    private static Stream<String> names(@Nullable Object items, String key) {
        return items instanceof List<?> list
                ? list.stream().map(item -> item instanceof Map<?, ?> fields ? String.valueOf(fields.get(key)) : "")
                : Stream.empty();
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<?> list(HttpsLine.Answer answer) throws IOException {
        return answer.tree() instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(HttpsLine.Answer answer) throws IOException {
        return answer.tree() instanceof Map<?, ?> map ? map : Map.of();
    }

    @Override
    public int turn(int number) throws IOException {
        Command command = commands.get(number % commands.size());
        String device = base + "/setup/devices/" + form(command.device());
        line.post(
                base + "/exec/apply",
                Map.of(
                        "label",
                        "training",
                        "actions",
                        List.of(Map.of(
                                "deviceURL",
                                command.device(),
                                "commands",
                                List.of(Map.of("name", command.name(), "parameters", List.of(number * 7 % 100)))))));
        line.get(device + "/states/" + form(command.state()));
        line.post(base + "/events/" + listener + "/fetch", null);
        if (number % 8 != 0) {
            return 3;
        }
        line.get(device);
        line.get(device + "/states");
        line.get(base + "/setup/devices");
        line.get(base + "/setup/gateways");
        line.get(base + "/exec/current");
        return 8;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
