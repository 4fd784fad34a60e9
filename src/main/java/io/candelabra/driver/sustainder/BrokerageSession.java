package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.sustainder.Brokerage.Answer;
import io.candelabra.driver.sustainder.Brokerage.Ill;
import io.candelabra.driver.sustainder.Brokerage.Refusal;
import io.candelabra.driver.sustainder.Brokerage.TooSoon;
import io.candelabra.wire.json.ToldJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one account, within one application. It logs in when the first is made, exchanges its token before that ends, and
 * logs in again where the token is refused all the same.
 */
final class BrokerageSession {
    /** What such tokens live by where they do not say. */
    private static final long USUAL_LIFE_MS = 300_000;

    private static final long LONGEST_LIFE_MS = 24 * 3_600_000L;
    private static final int LONGEST_TOKEN = 8_000;
    private static final int LONGEST_WHY = 200;
    private static final int MANY_NAMED = 10;

    private final Brokerage far;
    private final String user;
    private final String password;
    private final String wanted;
    private final Logins logins;
    private final LongSupplier clock;
    private String token = "";
    private String authorization = "";
    private long exchangeAtMs;
    private long application = -1;

    /**
     * @param wanted the artkey of the application; empty for the only one
     * @param clock by which the life of a token is counted
     */
    BrokerageSession(Brokerage far, String user, String password, String wanted, Logins logins, LongSupplier clock) {
        this.far = far;
        this.user = user;
        this.password = password;
        this.wanted = wanted;
        this.logins = logins;
        this.clock = clock;
    }

    /** What is remembered of logins over the lives of the driver. */
    interface Logins {
        /** @throws CannotServe where this very login was refused, and need not be tried again */
        void mayTry();

        void refused();

        /** It was let in. */
        void accepted();
    }

    /**
     * Logs in and finds the application, where that was not done yet.
     *
     * @throws CannotServe where the login is refused, or it is not clear which application is meant
     */
    void enter() throws IOException {
        if (application < 0) {
            application = chosen(ToldJson.objects(read("/auth/me/"), "applications"));
        }
    }

    private long chosen(List<Map<String, @Nullable Object>> applications) {
        Map<Long, String> known = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> one : applications) {
            if (one.get("artkey") instanceof Long key && key >= 0) {
                known.put(key, ToldJson.line(one, "name", 60));
            }
        }
        if (known.isEmpty()) {
            throw new CannotServe("the account " + user + " has no application at this brokerage layer");
        }
        if (wanted.isEmpty() && known.size() == 1) {
            return known.keySet().iterator().next();
        }
        List<String> names = new ArrayList<>();
        known.forEach((key, name) -> names.add(key + (name.isEmpty() ? "" : " (" + name + ")")));
        String all = String.join(", ", names.subList(0, Math.min(names.size(), MANY_NAMED)));
        if (wanted.isEmpty()) {
            throw new CannotServe(
                    "the account has several applications, " + all + ": name one by the setting application");
        }
        return known.keySet().stream()
                .filter(key -> wanted.equals(Long.toString(key)))
                .findFirst()
                .orElseThrow(() -> new CannotServe("the account has no application " + wanted + "; it has " + all));
    }

    /**
     * Asks for the account itself, which any layer that is well can tell.
     *
     * @throws Ill where it cannot
     */
    void probe() throws IOException {
        read("/auth/me/");
    }

    /**
     * Reads a document of the application.
     *
     * @throws Ill where it tells none
     */
    Map<String, @Nullable Object> get(String path) throws IOException {
        enter();
        return read(path + (path.contains("?") ? "&" : "?") + "application_artkey=" + application);
    }

    /**
     * Asks for something to be done in the application.
     *
     * @return what it says to that; empty where it takes it and says nothing that can be read
     * @throws Ill where it does not say whether it takes it
     */
    Optional<Map<String, @Nullable Object>> order(String method, String path, Map<String, Object> body)
            throws IOException {
        enter();
        Map<String, Object> whole = new LinkedHashMap<>(body);
        whole.put("application_artkey", application);
        Answer answer = good(proved(method, path, whole));
        return ToldJson.tree(answer.body()).flatMap(ToldJson::object);
    }

    private Map<String, @Nullable Object> read(String path) throws IOException {
        return document(good(proved("GET", path, null)));
    }

    /** With a token that is good; one that is refused is replaced once. */
    private Answer proved(String method, String path, @Nullable Object body) throws IOException {
        if (token.isEmpty() || clock.getAsLong() >= exchangeAtMs) {
            renew();
        }
        Answer answer = heard(far.send(method, path, authorization, body));
        if (answer.status() == 401) {
            login();
            answer = heard(far.send(method, path, authorization, body));
        }
        if (answer.status() == 401) {
            throw new CannotServe("the brokerage layer refuses the token that it gave a moment ago");
        }
        return answer;
    }

    /** A token can be exchanged for some days; after that only the password helps. */
    private void renew() throws IOException {
        if (!token.isEmpty()) {
            Answer answer = heard(far.send("POST", "/auth/jwt/refresh/", "", Map.of("token", token)));
            if (answer.good()) {
                take(answer);
                return;
            }
        }
        login();
    }

    private void login() throws IOException {
        token = "";
        logins.mayTry();
        Answer answer = heard(far.send("POST", "/auth/jwt/", "", Map.of("username", user, "password", password)));
        if (answer.status() == 400 || answer.status() == 401 || answer.status() == 403) {
            logins.refused();
            throw new CannotServe("the brokerage layer refuses the login: look at the settings user and password");
        }
        if (answer.status() == 404) {
            throw new CannotServe("there is no brokerage layer at this host: it has no login under /v2/auth/jwt");
        }
        take(answer);
        logins.accepted();
    }

    private void take(Answer answer) throws IOException {
        Map<String, @Nullable Object> told = document(good(answer));
        String given = ToldJson.text(told, "token");
        if (given.isEmpty() || given.length() > LONGEST_TOKEN || !plain(given)) {
            throw new Ill("tells no token");
        }
        token = given;
        authorization = "JWT " + given;
        exchangeAtMs = clock.getAsLong() + lifeMs(given) * 4 / 5;
    }

    private static boolean plain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** As the token itself says; its signature is the far end's own matter. */
    private static long lifeMs(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return USUAL_LIFE_MS;
        }
        byte[] claims;
        try {
            claims = Base64.getUrlDecoder().decode(parts[1].getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException other) {
            // a token of another form lives as long as such tokens mostly do
            return USUAL_LIFE_MS;
        }
        Map<String, @Nullable Object> told =
                ToldJson.tree(claims).flatMap(ToldJson::object).orElse(Map.of());
        OptionalDouble until = ToldJson.number(told, "exp");
        OptionalDouble from = ToldJson.number(told, "iat");
        if (until.isEmpty() || from.isEmpty()) {
            return USUAL_LIFE_MS;
        }
        double ms = (until.getAsDouble() - from.getAsDouble()) * 1_000;
        return (long) Math.clamp(ms, 10_000, LONGEST_LIFE_MS);
    }

    private static Answer heard(Answer answer) throws TooSoon {
        Optional<String> wait = Optional.ofNullable(answer.headers().get("retry-after"));
        if (answer.status() == 429 || answer.status() == 503 && wait.isPresent()) {
            // a date is rare here, and the time that grows by itself serves as well
            throw new TooSoon(wait.filter(text -> text.matches("[0-9]{1,6}"))
                    .map(text -> Long.parseLong(text) * 1_000)
                    .orElse(0L));
        }
        return answer;
    }

    private static Answer good(Answer answer) throws IOException {
        if (answer.good()) {
            return answer;
        }
        if (answer.status() >= 500) {
            throw new Ill("answers " + answer.status());
        }
        String why = ToldJson.tree(answer.body())
                .flatMap(ToldJson::object)
                .map(told -> ToldJson.line(told, "detail", LONGEST_WHY))
                .orElse("");
        throw new Refusal(answer.status(), why);
    }

    private static Map<String, @Nullable Object> document(Answer answer) throws Ill {
        return ToldJson.tree(answer.body())
                .flatMap(ToldJson::object)
                .orElseThrow(() -> new Ill("tells something that is no document"));
    }
}
