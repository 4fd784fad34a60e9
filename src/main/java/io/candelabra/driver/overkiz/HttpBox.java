package io.candelabra.driver.overkiz;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.model.DeviceCommand;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import io.candelabra.wire.json.ToldJson;
import io.candelabra.wire.out.FarEnd;
import io.candelabra.wire.tls.PinnedTrust;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A box over HTTPS. It certifies itself, and is known by its certificate. */
final class HttpBox implements Box {
    private static final String API = "/enduser-mobile-web/1/enduserAPI";
    /** A large home's setup is two MiB. */
    static final int MOST_BYTES = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_WHY = 200;

    private final FarEnd far;
    private final PinnedTrust trust;
    private final Map<String, String> headers;

    /** @param token that the box was told to take */
    HttpBox(FarEnd far, PinnedTrust trust, String token) {
        this.far = far;
        this.trust = trust;
        this.headers = Map.of(
                "Authorization", "Bearer " + token, "Content-Type", "application/json", "Accept", "application/json");
    }

    @Override
    public Map<String, @Nullable Object> setup() throws IOException {
        return ToldJson.object(ask("GET", "/setup", null, true))
                .orElseThrow(() -> new IOException("the box tells no setup that can be read"));
    }

    @Override
    public String register() throws IOException {
        String id = ToldJson.object(ask("POST", "/events/register", null, true))
                .map(answer -> ToldJson.text(answer, "id"))
                .orElse("");
        if (id.isEmpty()) {
            throw new IOException("the box tells no id of the event listener");
        }
        return id;
    }

    /** Events that were told to a connection that broke are lost: then the setup says how things are. */
    @Override
    public List<Map<String, @Nullable Object>> fetch(String listener) throws IOException {
        FarEnd.Answer answer = answered("POST", "/events/" + escaped(listener) + "/fetch", null, true);
        if (answer.second()) {
            throw new Refusal(Refusal.Kind.LISTENER, "events may have been lost");
        }
        return ToldJson.objects(read(good(answer)));
    }

    /** Whatever the box says to one command is about that command: only who says nothing is away. */
    @Override
    public String apply(String deviceUrl, DeviceCommand command) throws IOException {
        Map<String, Object> action = Map.of("deviceURL", deviceUrl, "commands", List.of(BoxJson.command(command)));
        FarEnd.Answer answer =
                answered("POST", "/exec/apply", Map.of("label", "Candelabra", "actions", List.of(action)), false);
        if (answer.status() == 403 || answer.status() >= 500) {
            Refusal.Kind kind = answer.status() == 503 ? Refusal.Kind.FULL : Refusal.Kind.OTHER;
            throw new Refusal(kind, "the box answers " + answer.status());
        }
        return ToldJson.object(read(good(answer)))
                .map(told -> ToldJson.text(told, "execId"))
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> new Refusal(Refusal.Kind.OTHER, "the box tells no id of the execution"));
    }

    @Override
    public void cancel(String execution) throws IOException {
        ask("DELETE", "/exec/current/setup/" + escaped(execution), null, true);
    }

    @Override
    public String fingerprint() {
        return trust.fingerprint();
    }

    @Override
    public void close() {
        far.close();
    }

    private static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private @Nullable Object ask(String method, String path, @Nullable Object body, boolean again) throws IOException {
        return read(good(answered(method, path, body, again)));
    }

    /** @param again whether it may be asked twice: a command may not */
    private FarEnd.Answer answered(String method, String path, @Nullable Object body, boolean again)
            throws IOException {
        try {
            byte[] sent = body == null ? new byte[0] : Json.write(body);
            return far.send(method, API + path, headers, sent, again, PATIENCE);
        } catch (SSLException refused) {
            if (other(refused)) {
                throw new CannotServe("the box shows another certificate than before: where it was replaced, set the"
                        + " fingerprint of the new one");
            }
            throw refused;
        }
    }

    private static byte[] good(FarEnd.Answer answer) throws IOException {
        if (answer.status() == 401 || answer.status() == 403) {
            throw new CannotServe(
                    "the box refuses the token: make a new one in its app, and give it with gateway change --secret token");
        }
        if (answer.status() / 100 != 2) {
            throw refusal(answer);
        }
        return answer.body();
    }

    private static boolean other(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof PinnedTrust.OtherCertificate) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object read(byte[] body) throws IOException {
        if (body.length == 0) {
            return null;
        }
        try {
            return Json.tree(body);
        } catch (JsonException unreadable) {
            throw new IOException("the box tells something that is no JSON");
        }
    }

    private static IOException refusal(FarEnd.Answer answer) {
        String why = "";
        try {
            why = ToldJson.object(answer.body().length == 0 ? null : Json.tree(answer.body()))
                    .map(told -> ToldJson.text(told, "error"))
                    .orElse("");
        } catch (JsonException unreadable) {
            why = "something that is no JSON";
        }
        String shown = "the box answers " + answer.status() + ": "
                + (why.length() > LONGEST_WHY ? why.substring(0, LONGEST_WHY) : why);
        if (answer.status() >= 500) {
            return new IOException(shown);
        }
        String words = why.toLowerCase(Locale.ROOT);
        if (words.contains("listener")) {
            return new Box.Refusal(Box.Refusal.Kind.LISTENER, shown);
        }
        if (words.contains("queue") || words.contains("too many")) {
            return new Box.Refusal(Box.Refusal.Kind.FULL, shown);
        }
        boolean command = answer.status() == 400 || answer.status() == 404;
        return new Box.Refusal(command ? Box.Refusal.Kind.COMMAND : Box.Refusal.Kind.OTHER, shown);
    }
}
