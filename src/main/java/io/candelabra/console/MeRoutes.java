package io.candelabra.console;

import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.request.ConsoleFault;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Sessions;
import io.candelabra.model.Resource.Account;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who it is: signing in and out, and what is shown before that. */
final class MeRoutes implements RouteSet {
    private static final String GONE = "; Max-Age=0";

    /** @param password may be wrong as often as the account's bounds allow */
    record SignIn(@Nullable String name, @Nullable String password) {
        /** Never the password. */
        @Override
        public String toString() {
            return "SignIn[" + name + "]";
        }
    }

    /** The caller, as it is known here. */
    record Me(String name, String displayName, List<Right> sites) {}

    /** @param verbs what the caller may do in the site */
    record Right(String site, List<String> verbs) {}

    /**
     * What is told before anybody has signed in.
     *
     * @param version of the program
     * @param demo how to come into the demo; absent where this is no demo
     * @param me the caller, where a session came along
     */
    record Welcome(
            String name,
            String version,
            @Nullable DemoLogin demo,
            @Nullable Me me) {}

    private final Accounts accounts;
    private final String version;
    private final Supplier<Optional<DemoLogin>> demo;

    MeRoutes(Accounts accounts, String version, Supplier<Optional<DemoLogin>> demo) {
        this.accounts = accounts;
        this.version = version;
        this.demo = demo;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/welcome", this::getWelcome)
                .post("/sign-in", this::postSignIn)
                .post("/sign-out", this::postSignOut)
                .get("/me", this::getMe);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /welcome", Bodies.answers(Welcome.class),
                "POST /sign-in", Bodies.answers(Me.class).taking(SignIn.class),
                "GET /me", Bodies.answers(Me.class));
    }

    Reply getWelcome(Exchange x) {
        @Nullable
        Me me = x.find(ConsoleCaller.KEY).map(caller -> me(caller.account())).orElse(null);
        return Reply.ok(new Welcome("candelabra", version, demo.get().orElse(null), me));
    }

    Reply postSignIn(Exchange x) {
        SignIn wanted = x.json(SignIn.class);
        String name = wanted.name();
        String password = wanted.password();
        if (name == null || password == null) {
            throw ConsoleFault.invalid("The body", "has to hold name and password");
        }
        String address = x.remoteAddress().getHostString();
        Account account = ConsoleAuth.known(accounts.login(name, password, address));
        Sessions.Opened opened = accounts.sessions().open(account.id(), ConsoleCaller.NAME, "", address);
        return Reply.ok(me(account)).header("Set-Cookie", cookie(opened.secret()));
    }

    Reply postSignOut(Exchange x) {
        ConsoleCaller.of(x).session().ifPresent(accounts.sessions()::end);
        return Reply.noContent().header("Set-Cookie", cookie("") + GONE);
    }

    Reply getMe(Exchange x) {
        return Reply.ok(me(ConsoleCaller.of(x).account()));
    }

    private static String cookie(String secret) {
        return ConsoleAuth.COOKIE + "=" + secret + "; Path=/; Secure; HttpOnly; SameSite=Strict";
    }

    private static Me me(Account account) {
        List<Right> rights = account.grants().stream()
                .filter(grant -> !grant.site().equals(Accounts.SYSTEM))
                .map(grant -> new Right(
                        grant.site().value(),
                        grant.verbs().stream().map(Enum::name).sorted().toList()))
                .toList();
        return new Me(account.id(), account.displayName(), rights);
    }
}
