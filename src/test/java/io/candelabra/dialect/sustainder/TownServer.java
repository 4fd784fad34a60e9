package io.candelabra.dialect.sustainder;

import io.candelabra.Settings;
import io.candelabra.TestRooms;
import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.demo.DemoOffice;
import io.candelabra.demo.DemoTown;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestFolders;
import io.candelabra.testing.TestTime;
import io.candelabra.testing.Within;
import io.candelabra.wire.http.Server;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.out.Mail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole server in this process, with a town (artkey 35), an office (36) and the town of a neighbour (37): real rooms, a
 * real TLS socket, simulated lamps, a store in memory unless another is given.
 */
public final class TownServer implements AutoCloseable {
    static final SiteId TOWN = new SiteId("town");
    static final SiteId OFFICE = new SiteId("office");
    static final SiteId ELSEWHERE = new SiteId("elsewhere");
    static final String USER = "demo";
    static final String GUEST = "guest";
    static final String NEIGHBOUR = "neighbour";
    static final String PASSWORD = "a-good-password";

    private final TestRooms rooms;
    private final TestTime wall;
    private final Server server;

    private TownServer(SiteStore store, int lamps, double speed, TestTime wall) {
        this(TestFolders.of(store), store, lamps, speed, wall);
    }

    private TownServer(Path folder, SiteStore store, int lamps, double speed, TestTime wall) {
        this.wall = wall;
        // lamps do not live through what is passed over for tokens
        this.rooms = TestRooms.in(new TestRooms.World(folder, store, wall, wall.unmoved(), speed, Settings.Limits.OFF));
        lay(lamps, rooms.siteTime().millis());
        rooms.live();
        this.server = rooms.listen(rooms.sustainder().faces(), Duration.ofSeconds(2));
    }

    public static TownServer start(int lamps) {
        return new TownServer(new MemoryStore(), lamps, 1, TestTime.begin());
    }

    /** A town whose time begins at a moment of the test's own. */
    static TownServer startAt(TestTime time, int lamps) {
        return new TownServer(new MemoryStore(), lamps, 1, time);
    }

    /** A town on what a store holds, at the time at which it is now. */
    static TownServer startOn(SiteStore store, int lamps, TestTime time) {
        return new TownServer(store, lamps, 1, time);
    }

    /** The same with the folder that the store lies in, where the next server finds its keys. */
    static TownServer startIn(Path folder, SiteStore store, int lamps, TestTime time) {
        return new TownServer(folder, store, lamps, 1, time);
    }

    /** @param speed site seconds in a second of the wall */
    static TownServer start(int lamps, double speed) {
        return new TownServer(new MemoryStore(), lamps, speed, TestTime.begin());
    }

    /** Letters that went out. */
    List<Mail> mails() {
        return rooms.mails();
    }

    /** Lets time pass for logins and tokens, not for lamps. */
    void later(Duration time) {
        wall.pass(time);
    }

    private void lay(int lamps, long nowMs) {
        boolean fresh = accounts().accounts().isEmpty();
        DemoTown.of(1, lamps, nowMs).foundation().lay(sites(), TOWN);
        DemoTown.of("Elsewhere", 37, 1, 60, nowMs).foundation().lay(sites(), ELSEWHERE);
        if (fresh) {
            sites().submit(Caller.CORE, OFFICE, DemoOffice.of(nowMs).founding(), new Cause("test", "test", ""));
            accounts().putAccount(USER, USER, PASSWORD, List.of(Accounts.owner(TOWN), Accounts.owner(OFFICE)));
            accounts().putAccount(GUEST, GUEST, PASSWORD, List.of(new Grant(TOWN, Set.of(Verb.VIEW), Set.of())));
            accounts().putAccount(NEIGHBOUR, NEIGHBOUR, PASSWORD, List.of(Accounts.owner(ELSEWHERE)));
            bind("35", TOWN, "City", List.of(USER, GUEST));
            bind("36", OFFICE, "Office", List.of(USER));
            bind("37", ELSEWHERE, "Elsewhere", List.of(NEIGHBOUR));
        }
    }

    private void bind(String artkey, SiteId site, String name, List<String> people) {
        accounts()
                .putBinding(new FaceBinding(
                        "sustainder-" + artkey,
                        SustainderFace.DIALECT,
                        site,
                        artkey,
                        "",
                        people,
                        Map.of("name", name)));
    }

    Sites sites() {
        return rooms.sites();
    }

    Accounts accounts() {
        return rooms.accounts();
    }

    public SustainderFace face() {
        return rooms.sustainder();
    }

    SiteState town() {
        return sites().state(Caller.CORE, TOWN);
    }

    String origin() {
        return "https://localhost:" + server.port();
    }

    /** The answer. */
    record Answer(int status, HttpResponse<String> raw) {
        Map<?, ?> json() {
            return (Map<?, ?>)
                    java.util.Objects.requireNonNull(Json.tree(raw.body().getBytes(StandardCharsets.UTF_8)));
        }

        List<?> list(String field) {
            return (List<?>) java.util.Objects.requireNonNull(json().get(field), field);
        }

        /** The documents that are embedded under a name. */
        List<Map<?, ?>> embedded(String rel) {
            Map<?, ?> all = (Map<?, ?>) java.util.Objects.requireNonNull(json().get("_embedded"));
            return ((List<?>) java.util.Objects.requireNonNull(all.get(rel), rel))
                    .stream().<Map<?, ?>>map(m -> (Map<?, ?>) m).toList();
        }

        String link(String rel) {
            Map<?, ?> links = (Map<?, ?>) java.util.Objects.requireNonNull(json().get("_links"));
            Map<?, ?> link = (Map<?, ?>) java.util.Objects.requireNonNull(links.get(rel), rel);
            return String.valueOf(link.get("href"));
        }
    }

    Answer get(String path) {
        return call("GET", path, null, basic(USER));
    }

    Answer post(String path, Object body) {
        return call("POST", path, body, basic(USER));
    }

    static String basic(String user) {
        return basic(user, PASSWORD);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** @param path below {@code /v2}; a whole address; or a path of the host after {@code ^} */
    Answer call(String method, String path, @Nullable Object body, @Nullable String proof) {
        String url = path.startsWith("https:")
                ? path
                : path.startsWith("^") ? origin() + path.substring(1) : origin() + "/v2" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(body instanceof byte[] raw ? raw : Json.write(body)));
        if (proof != null) {
            request.header("Authorization", proof);
        }
        try {
            HttpResponse<String> answer = rooms.client().send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Something happens in the field: {@code gateway ID down}, {@code gateway ID up}, or {@code LCM STATE NUMBER}. */
    void field(String... words) {
        Report report;
        if (words[0].equals("gateway")) {
            Gateway gateway = town().gateways().stream()
                    .filter(g -> words[1].equals(g.ids().get("imei")))
                    .findFirst()
                    .orElseThrow();
            report = new Report.GatewaySeen(gateway.id(), words[2].equals("up"));
        } else {
            Device lamp = town().deviceBy("lcm", words[0]).orElseThrow();
            report = new Report.StatesSeen(lamp.id(), List.of(State.of(words[1], Double.parseDouble(words[2]))));
        }
        sites().submit(Caller.CORE, TOWN, new Command.Hear(List.of(report)), Cause.FIELD);
    }

    /** Calls again after each event of the town until the answer holds a text. */
    Answer callUntil(String method, String path, byte @Nullable [] body, @Nullable String proof, String text) {
        return until(
                () -> call(method, path, body, proof),
                answer -> answer.raw().body().contains(text));
    }

    /** Looks again after each event of the town until it is so. */
    Answer until(String path, Predicate<Answer> wanted) {
        return until(() -> get(path), wanted);
    }

    private Answer until(Supplier<Answer> asked, Predicate<Answer> wanted) {
        AtomicReference<Answer> last = new AtomicReference<>();
        Within.reason(() -> "not as wanted: " + last.get().raw().body(), () -> {
            long seq = town().seq();
            last.set(asked.get());
            if (wanted.test(last.get())) {
                return true;
            }
            sites().awaitAfter(TOWN, seq, Duration.ofMillis(200));
            return false;
        });
        return last.get();
    }

    @Override
    public void close() {
        rooms.close();
    }
}
