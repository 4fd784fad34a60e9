package io.candelabra.dialect.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of a settings file about one thing, such as all that begin with {@code integration.dashboard.}.
 *
 * @param file that they stand in; files that they name lie beside it, unless they say otherwise
 * @param about such as {@code integration.dashboard}
 * @param values by what follows in the name
 */
public record SettingLines(Path file, String about, Map<String, String> values) {
    private static final Logger log = LoggerFactory.getLogger(SettingLines.class);
    private static final long MOST_BYTES = 64 << 10;
    private static final int MOST_PORT = 65_535;

    /** The value of a line; empty where there is no such line. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip);
    }

    /** The value of a line that has to be there. */
    public String needed(String name) {
        return text(name).filter(value -> !value.isEmpty()).orElseThrow(() -> wrong(name, "is needed"));
    }

    /** True for on, true and yes; false for off, false and no. */
    public Optional<Boolean> yes(String name) {
        return text(name).map(value -> switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> true;
            case "off", "false", "no" -> false;
            default -> throw wrong(name, "has to be on or off, not " + value);
        });
    }

    /** A whole number. */
    public Optional<Integer> number(String name) {
        try {
            return text(name).map(Integer::valueOf);
        } catch (NumberFormatException none) {
            throw wrong(name, "has to be a number");
        }
    }

    /** A port that has to be there, from 0 to 65535; 0 for any free one. */
    public int port(String name) {
        int port = number(name).orElseThrow(() -> wrong(name, "is needed"));
        if (port < 0 || port > MOST_PORT) {
            throw wrong(name, "has to be from 0 to " + MOST_PORT);
        }
        return port;
    }

    /** One of a few words. */
    public <E extends Enum<E>> Optional<E> one(String name, Class<E> kind) {
        return text(name).map(value -> {
            try {
                return Enum.valueOf(kind, value.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException none) {
                throw wrong(name, "cannot be " + value);
            }
        });
    }

    /** The text of the file that the line names, without the end of its last line. */
    public Optional<String> content(String name) {
        return text(name).map(value -> content(name, file.resolveSibling(value)));
    }

    /** The same of a file that nobody else should be able to read. */
    public Optional<String> secret(String name) {
        Optional<String> secret = content(name);
        secret.ifPresent(s -> {
            Path from = file.resolveSibling(needed(name));
            if (s.isEmpty()) {
                throw wrong(name, "names " + from + ", which is empty");
            }
            warn(from);
        });
        return secret;
    }

    private String content(String name, Path from) {
        try {
            if (Files.size(from) > MOST_BYTES) {
                throw wrong(name, "names " + from + ", which is too large");
            }
            return Files.readString(from, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw wrong(name, "names " + from + ", which cannot be read");
        }
    }

    private static void warn(Path secret) {
        try {
            Set<PosixFilePermission> may = Files.getPosixFilePermissions(secret);
            if (may.contains(PosixFilePermission.OTHERS_READ)) {
                log.warn("{} holds a secret, and every user of this machine can read it", secret);
            }
        } catch (IOException gone) {
            throw new IllegalArgumentException(secret + " cannot be looked at", gone);
        }
    }

    /** The error for a line whose value cannot be. */
    public IllegalArgumentException wrong(String name, String why) {
        return new IllegalArgumentException(file + ": " + about + "." + name + " " + why);
    }
}
