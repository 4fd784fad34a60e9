package io.candelabra.driver.leap;

import io.candelabra.driver.api.CannotServe;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to come in at a bridge.
 *
 * @param login empty where the certificate that we show is enough
 */
record BridgeWay(Bridge bridge, Optional<Login> login) {

    /** A name and a password, as Vive hubs have them. */
    record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /**
     * Connects, and comes in.
     *
     * @throws CannotServe where the bridge refuses it
     */
    void enter(BridgeTalk talk) throws IOException {
        bridge.open();
        // some bridges want to hear it first, and those that do not know it say so
        talk.ask("Update", "/clientsetting", Map.of("ClientSetting", Map.of("ClientMajorVersion", 1)), Map.of());
        if (login.isPresent()) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("ContextType", "Application");
            fields.put("LoginId", login.get().user());
            fields.put("Password", login.get().password());
            BridgeMessage answer = talk.ask("Update", "/login", Map.of("Login", fields), Map.of());
            if (answer.unauthorized()) {
                throw new CannotServe("the bridge refuses the login: look at the settings user and password");
            }
            if (!answer.good()) {
                throw new IOException("the bridge answers the login with " + answer.status());
            }
        }
    }
}
