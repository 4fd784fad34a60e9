package io.candelabra.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.dialect.lutron.leap.route.ResourceTree;
import io.candelabra.model.Grant;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.testing.TestClient;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every resource of the Lutron language, over both envelopes, and all who may not use it. The accepted body of a
 * resource is read from its transcript.
 */
class LeapIsolationTest {
    private static final Path TRANSCRIPTS =
            Path.of(System.getProperty("candelabra.root", "")).resolve("src/test/resources/transcripts/leap");
    private static final Pattern REQUEST = Pattern.compile("(\\w+)> (\\{.*})");
    private static final String VIEWER = "viewer";
    /** Has the right to control, and sees nothing that could be controlled. */
    private static final String WALLED = "walled";

    /** The answers before a client has logged in. */
    private static final Set<String> OPEN = Set.of(
            "UPDATE /clientsetting",
            "READ /clientsetting",
            "UPDATE /login",
            "READ /server/status/ping",
            "READ /server/{id}/status/ping");

    /** Of each kind so many hidden ones are looked for. */
    private static final int MOST = 3;

    @TempDir
    static Path folder;

    private static LutronOffice office;
    private static TestClient https;
    private static final Map<String, Sent> SENT = new TreeMap<>();

    /** One resource with a verb, and a message that it takes. @param byHttps whether its transcript speaks through HTTPS */
    private record Sent(
            String name,
            String communique,
            String template,
            String url,
            @Nullable Object body,
            boolean byHttps) {
        boolean changes() {
            return (communique.equals("UpdateRequest") || communique.equals("CreateRequest")) && !OPEN.contains(name);
        }

        String kind() {
            return template.split("/")[1];
        }

        /** The same about another thing. */
        String about(String id) {
            return template.replace("{id}", id);
        }
    }

    @BeforeAll
    static void open() throws Exception {
        office = new LutronOffice(folder);
        https = TestClient.trusting(folder.resolve("ca.pem"), "https://localhost:" + office.https.port());
        office.accounts.putAccount(
                VIEWER,
                "Viewer",
                LutronOffice.PASSWORD,
                List.of(new Grant(LutronOffice.SITE, Set.of(Verb.VIEW), Set.of())));
        office.accounts.putAccount(
                WALLED,
                "Walled",
                LutronOffice.PASSWORD,
                List.of(new Grant(
                        LutronOffice.SITE,
                        Set.of(Verb.VIEW, Verb.CONTROL),
                        Set.of(),
                        Optional.of(Reach.NOTHING),
                        Optional.empty())));
        for (String who : List.of(VIEWER, WALLED)) {
            office.accounts.putKey("key-of-" + who, who, who, "quantum-api", "", Map.of());
        }
        List<String> requests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TRANSCRIPTS)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".http")).sorted().toList()) {
                requests.addAll(Files.readAllLines(file));
            }
        }
        for (ResourceTree.Entry entry : office.leap.tree().entries()) {
            sent(entry, requests).ifPresent(sent -> SENT.put(sent.name(), sent));
        }
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    private static Optional<Sent> sent(ResourceTree.Entry entry, List<String> lines) {
        String verb = entry.verb().name();
        String communique = verb.charAt(0) + verb.substring(1).toLowerCase(Locale.ROOT) + "Request";
        Pattern urls = Pattern.compile(entry.path().replaceAll("\\{[^}]*}", "[^/?]+") + "(\\?.*)?");
        for (String line : lines) {
            var request = REQUEST.matcher(line);
            if (request.matches()
                    && Json.tree(request.group(2).getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> message
                    && message.get("Header") instanceof Map<?, ?> header
                    && communique.equals(message.get("CommuniqueType"))
                    && urls.matcher(String.valueOf(header.get("Url"))).matches()) {
                return Optional.of(new Sent(
                        verb + " " + entry.path(),
                        communique,
                        entry.path(),
                        // where a transcript has a mask, any id will do
                        String.valueOf(header.get("Url")).replaceAll("<[^>]*>", "1"),
                        message.get("Body"),
                        request.group(1).equals("q")));
            }
        }
        boolean reads = communique.equals("ReadRequest") || communique.equals("SubscribeRequest");
        return reads
                ? Optional.of(new Sent(
                        verb + " " + entry.path(),
                        communique,
                        entry.path(),
                        entry.path().replaceAll("\\{[^}]*}", "1"),
                        null,
                        false))
                : Optional.empty();
    }

    /** Somebody at the door. */
    private interface Door {
        Message ask(Sent sent, String url) throws Exception;
    }

    private static Door hub(LeapClient client) {
        return (sent, url) -> client.ask(sent.communique(), url, sent.body());
    }

    private static LeapClient login(String user) throws IOException {
        LeapClient client = office.connect();
        client.ask("UpdateRequest", "/clientsetting", Map.of("ClientSetting", Map.of("ClientMajorVersion", 1)));
        Message answer = client.ask(
                "UpdateRequest",
                "/login",
                Map.of(
                        "Login",
                        Map.of("ContextType", "Application", "LoginId", user, "Password", LutronOffice.PASSWORD)));
        assertThat(answer.status()).startsWith("200");
        return client;
    }

    private static Door keys(String api) {
        TestClient client = https.with("Authorization", LutronOffice.DEVICE_KEY).with("ApiKey", api);
        return (sent, url) -> {
            TestClient.Answer answer = client.send(
                    "POST",
                    "/api/v1/leap",
                    "application/json",
                    LeapClient.request(sent.communique(), url, "w", sent.body()));
            assertThat(answer.status()).isEqualTo(200);
            return new Message(answer.body(), answer.object());
        };
    }

    private static String answered(Message message, String id) {
        Map<String, Object> told = new LinkedHashMap<>(message.tree());
        told.remove("Header");
        return message.status() + " " + Json.text(told).replaceAll("\\b" + id + "\\b", "<id>");
    }

    @Test
    void everyResourceIsWalked() {
        List<String> missing = office.leap.tree().entries().stream()
                .map(entry -> entry.verb() + " " + entry.path())
                .filter(name -> !SENT.containsKey(name))
                .toList();
        assertThat(missing).as("without a message in any transcript").isEmpty();
    }

    @Test
    void nobodyIsAnsweredBeforeLoginOrWithoutKeys() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (LeapClient client = office.connect()) {
            for (Sent sent : SENT.values()) {
                if (!OPEN.contains(sent.name())) {
                    Message answer = hub(client).ask(sent, sent.url());
                    if (!answer.status().startsWith("401")) {
                        wrong.add(sent.name() + " answers " + answer.line());
                    }
                }
            }
        }
        for (Sent sent : SENT.values()) {
            TestClient.Answer answer = https.send(
                    "POST",
                    "/api/v1/leap",
                    "application/json",
                    LeapClient.request(sent.communique(), sent.url(), "w", sent.body()));
            if (answer.status() != 401) {
                wrong.add(sent.name() + " answers over HTTPS " + answer.status());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoMayOnlyLookChangesNothingAndTheOwnerMay() throws Exception {
        changesNothing(VIEWER);
        try (LeapClient owner = office.login()) {
            for (Sent sent : SENT.values().stream().filter(Sent::changes).toList()) {
                Door door = sent.byHttps() ? keys(LutronOffice.API_KEY) : hub(owner);
                assertThat(door.ask(sent, sent.url()).status()).as(sent.name()).startsWith("20");
            }
        }
    }

    @Test
    void whoControlsButSeesNothingChangesNothing() throws Exception {
        changesNothing(WALLED);
    }

    private static void letIn(String user) {
        for (String id : List.of("vive-office", "quantum-office")) {
            FaceBinding old = office.accounts.binding(id).orElseThrow();
            List<String> people = new ArrayList<>(old.accounts());
            people.add(user);
            office.accounts.putBinding(
                    new FaceBinding(id, old.dialect(), old.site(), old.address(), old.area(), people, old.vendor()));
        }
    }

    private static void changesNothing(String user) throws Exception {
        letIn(user);
        long seq = office.state().seq();
        List<String> wrong = new ArrayList<>();
        int walked = 0;
        try (LeapClient viewer = login(user)) {
            for (Sent sent : SENT.values().stream().filter(Sent::changes).toList()) {
                Door door = sent.byHttps() ? keys("key-of-" + user) : hub(viewer);
                Message refused = door.ask(sent, sent.url());
                walked++;
                if (!refused.status().startsWith("4")) {
                    wrong.add(sent.name() + " lets a " + user + ": " + refused.line());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(walked).isGreaterThanOrEqualTo(10);
        assertThat(office.sites
                        .read(Caller.CORE, LutronOffice.SITE, seq, 10_000)
                        .events())
                .noneMatch(event -> event.cause().who().equals(user));
    }

    @Test
    void whatIsOutsideTheShownAreaReadsAsIfItWereNot() throws Exception {
        Map<String, Set<String>> all = things();
        office.show("cafe");
        try (LeapClient client = office.login()) {
            Map<String, Set<String>> shown = things();
            List<String> wrong = new ArrayList<>();
            Set<String> kinds = new TreeSet<>();
            for (Sent sent : SENT.values()) {
                Set<String> hidden = new TreeSet<>(all.getOrDefault(sent.kind(), Set.of()));
                hidden.removeAll(shown.getOrDefault(sent.kind(), Set.of()));
                if (!sent.template().contains("{id}") || hidden.isEmpty() || OPEN.contains(sent.name())) {
                    continue;
                }
                kinds.add(sent.kind());
                Door door = sent.byHttps() ? keys(LutronOffice.API_KEY) : hub(client);
                for (String id : hidden.stream().limit(MOST).toList()) {
                    String foreign = answered(door.ask(sent, sent.about(id)), id);
                    String unknown = answered(door.ask(sent, sent.about("40404")), "40404");
                    if (!foreign.equals(unknown) || !foreign.startsWith("4")) {
                        wrong.add(sent.name() + " of " + id + " answers " + foreign + " and " + unknown);
                        break;
                    }
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(kinds).contains("area", "zone", "device");
        } finally {
            office.show("");
        }
    }

    /** Numbers of the things that lists and their entries lead to, by kind. */
    private static Map<String, Set<String>> things() throws Exception {
        Map<String, Set<String>> things = new TreeMap<>();
        Door door = keys(LutronOffice.API_KEY);
        try (LeapClient client = office.login()) {
            for (Sent sent : SENT.values()) {
                if (sent.communique().equals("ReadRequest") && !sent.template().contains("{id}")) {
                    Message list = (sent.byHttps() ? door : hub(client)).ask(sent, sent.url());
                    var href = Pattern.compile("\"href\":\"/(\\w+)/(\\d+)\"").matcher(list.line());
                    while (href.find()) {
                        things.computeIfAbsent(href.group(1), k -> new TreeSet<>())
                                .add(href.group(2));
                    }
                }
            }
        }
        return things;
    }
}
