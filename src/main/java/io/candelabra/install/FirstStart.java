package io.candelabra.install;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.catalogue.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real server: nothing is there but the account {@value #ADMIN}, which the first start makes. Its password is random and
 * told once; it is also written to {@value #FILE} in the data folder, for its owner alone, so that no console loses it. The
 * file goes when the password is changed.
 */
public final class FirstStart implements Installation {
    public static final String ADMIN = "admin";

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    /** Where the first password stands until another is set. */
    public static final String FILE = "first-password";

    private static final int PASSWORD_BYTES = 18;

    private final Accounts accounts;
    private final Path file;
    private final RandomGenerator random;
    private final Consumer<String> console;

    /**
     * @param folder the data folder
     * @param random cryptographically strong
     * @param console shows a text to the person who starts the server, and keeps it nowhere: passwords go this way
     */
    public FirstStart(Accounts accounts, Path folder, RandomGenerator random, Consumer<String> console) {
        this.file = folder.resolve(FILE);
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
        // before the account: a start that is cut short between the two makes another password, and loses none
        write(password);
        accounts.putAccount(ADMIN, "Administrator", password, List.of(Accounts.owner(Accounts.SYSTEM)));
        // at once, and not when all is up: a port that is taken must not cost the password
        console.accept("Created account \"" + ADMIN + "\". Password (shown only once): " + password);
    }

    private void write(String password) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password + System.lineSeparator());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the first password cannot be written to " + file, unwritable);
        }
    }

    @Override
    public String owner() {
        return ADMIN;
    }

    @Override
    public void passwordChanged(String account) {
        if (!account.equals(ADMIN)) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            log.warn("{} could not be removed: {}", file, stays.toString());
        }
    }
}
