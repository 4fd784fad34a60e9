package io.candelabra.dialect.lutron.leap.server;

import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import java.util.Map;

/** How a connection begins: version, then login. Quantum proves itself with keys instead. */
public final class SessionRoutes implements LeapRouteSet {
    private static final long MAJOR = 1;
    private static final long MINOR = 3;

    @Override
    public void routes(LeapRoutes routes) {
        routes.open(Verb.UPDATE, "/clientsetting", this::updateClientsetting);
        routes.open(Verb.UPDATE, "/login", this::updateLogin);
    }

    LeapReply updateClientsetting(LeapCall call) {
        Map<?, ?> setting = call.request().object("ClientSetting");
        if (!(setting.get("ClientMajorVersion") instanceof Long major) || major < 1) {
            throw LeapError.invalid("ClientSetting/ClientMajorVersion", "has to be a whole number from 1 on");
        }
        LeapObject answer = LeapObject.at("/clientsetting")
                .put("ClientMajorVersion", MAJOR)
                .put("ClientMinorVersion", MINOR)
                .put(
                        "Permissions",
                        Map.of("SessionRole", call.session().caller().isPresent() ? "Admin" : "Unauthorized"));
        return LeapReply.ok("OneClientSettingDefinition", "ClientSetting", answer);
    }

    /** Clients spell the name's field in two ways. The answer never holds the password. */
    LeapReply updateLogin(LeapCall call) {
        if (call.envelope() == Envelope.QUANTUM) {
            throw LeapError.notSupported();
        }
        Map<?, ?> login = call.request().object("Login");
        String key = login.containsKey("LoginID") ? "LoginID" : "LoginId";
        String name = LeapRequest.text(login, key, "Login/" + key);
        String password = LeapRequest.text(login, "Password", "Login/Password");
        if (!call.session().login(name, password)) {
            throw LeapError.unauthorized();
        }
        return LeapReply.ok(
                "OneLoginDefinition",
                "Login",
                LeapObject.at("/login").put("ContextType", "Application").put("LoginId", name));
    }
}
