package io.candelabra.install;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.catalogue.Catalogue;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A real server: nothing is there but the account {@value #ADMIN}, which the first start makes. Its password is random,
 * told once, and kept as a hash alone.
 */
public final class FirstStart implements Installation {
    public static final String ADMIN = "admin";

    private static final int PASSWORD_BYTES = 18;

    private final Accounts accounts;
    private final RandomGenerator random;
    private final Consumer<String> console;

    /**
     * @param random cryptographically strong
     * @param console shows a text to whoever starts the server, and keeps it nowhere: passwords go this way
     */
    public FirstStart(Accounts accounts, RandomGenerator random, Consumer<String> console) {
        this.accounts = accounts;
        this.random = random;
        this.console = console;
    }

    @Override
    public void lay(Catalogue catalogue, long nowMs) {
        if (!accounts.accounts().isEmpty()) {
            return;
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        accounts.putAccount(ADMIN, "Administrator", password, List.of(Accounts.owner(Accounts.SYSTEM)));
        // at once, and not when all is up: a port that is taken must not cost the password
        console.accept("the account " + ADMIN + " was made; its password, told this once: " + password);
    }

    @Override
    public String owner() {
        return ADMIN;
    }
}
