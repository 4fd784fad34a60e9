package io.candelabra.core.account;

import io.candelabra.core.access.Refused;
import io.candelabra.core.work.Workbench;
import io.candelabra.core.work.Workbench.Client;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, in the usual text form with its parameters, so that stronger ones can be chosen later and old hashes still be
 * checked. A check takes some tens of milliseconds and {@code memoryKib} of memory. It is done on a bench of its own, never
 * on the thread of who asks, and few may wait there: guesses cannot take the machine.
 */
public final class PasswordHash {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /** With so many before one, the last still has an answer within about a second. */
    private static final int WAITING = 16;

    private static final int WAITING_EACH = 4;
    /** No hash that asks for more is believed: it could only come from a damaged store. */
    private static final int MOST_MEMORY_KIB = 1 << 18;

    private final RandomGenerator random;
    private final Cost cost;
    private final Workbench bench = new Workbench("password", Workbench.hands(), WAITING, WAITING_EACH);
    private final String nobody;

    /**
     * The cost of a new hash; an old one is checked at its own cost.
     *
     * @param memoryKib memory, of which a check fills all
     * @param passes how often
     */
    public record Cost(int memoryKib, int passes) {
        /** 19 MiB and two passes, as is recommended for logins. */
        public static final Cost USUAL = new Cost(19 * 1024, 2);
    }

    public PasswordHash(RandomGenerator random, Cost cost) {
        this.random = random;
        this.cost = cost;
        // making it takes no time at every start
        this.nobody = ofNobody();
    }

    /** Hashes a new password, for whom may set one. Refused as busy where too many do so at a time. */
    public String hash(String password) {
        byte[] salt = salt();
        try {
            return text(salt, derive(Client.GUEST, password, salt, cost.memoryKib(), cost.passes(), HASH_BYTES));
        } catch (Workbench.Full full) {
            throw new Refused(new Refused.Busy("Too many passwords are being looked at; try again later"));
        }
    }

    /** The hash of no password at all, for an account that has none. A check against it takes as long as any. */
    public String ofNobody() {
        byte[] any = new byte[HASH_BYTES];
        random.nextBytes(any);
        return text(salt(), any);
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private String text(byte[] salt, byte[] hash) {
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=1$" + text.encodeToString(salt)
                + "$" + text.encodeToString(hash);
    }

    /** The same for whom may ask as often as they like. Refused as busy where too many do so at a time. */
    public boolean fits(String password, String hash) {
        try {
            return fits(Client.GUEST, password, hash);
        } catch (Workbench.Full full) {
            throw new Refused(new Refused.Busy("Too many passwords are being looked at; try again later"));
        }
    }

    /**
     * Whether a password is the one that was hashed. A hash that cannot be read fits none.
     *
     * @throws Workbench.Full where it was not looked at
     */
    public boolean fits(Client client, String password, String hash) throws Workbench.Full {
        String[] parts = hash.split("\\$", -1);
        String[] settings = parts.length == 6 ? parts[3].split(",", -1) : new String[0];
        if (settings.length != 3 || !parts[1].equals("argon2id")) {
            return false;
        }
        int memory = number(settings[0], "m=");
        int rounds = number(settings[1], "t=");
        if (memory < 8 || memory > MOST_MEMORY_KIB || rounds < 1 || rounds > 100 || !settings[2].equals("p=1")) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts[4]);
        byte[] wanted = Base64.getDecoder().decode(parts[5]);
        return MessageDigest.isEqual(wanted, derive(client, password, salt, memory, rounds, wanted.length));
    }

    /** Takes as long as {@link #fits} and answers no: for accounts that do not exist. */
    public boolean fitsNobody(Client client, String password) throws Workbench.Full {
        return fits(client, password, nobody) && false;
    }

    private static int number(String setting, String name) {
        boolean readable = setting.startsWith(name)
                && setting.length() <= name.length() + 7
                && setting.length() > name.length()
                && setting.chars().skip(name.length()).allMatch(Character::isDigit);
        return readable ? Integer.parseInt(setting.substring(name.length())) : -1;
    }

    private byte[] derive(Client client, String password, byte[] salt, int memory, int rounds, int bytes)
            throws Workbench.Full {
        return bench.work(client, () -> {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memory)
                    .withIterations(rounds)
                    .withParallelism(1)
                    .withSalt(salt)
                    .build());
            byte[] derived = new byte[bytes];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), derived);
            return derived;
        });
    }
}
