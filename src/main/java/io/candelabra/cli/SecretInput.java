package io.candelabra.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Secrets come from a file, from standard input, or are asked for at a terminal: never as an argument, which every user of
 * the machine could read in the list of processes.
 */
public final class SecretInput {
    private static final int MOST_BYTES = 64 << 10;

    private SecretInput() {}

    /**
     * Reads a secret.
     *
     * @param from a file, or {@code -} for standard input
     */
    public static String read(String from, InputStream standardInput) throws IOException {
        byte[] bytes = from.equals("-") ? standardInput.readNBytes(MOST_BYTES) : file(Path.of(from));
        String secret = new String(bytes, StandardCharsets.UTF_8).strip();
        if (secret.isEmpty()) {
            throw new IllegalArgumentException(
                    (from.equals("-") ? "standard input" : from) + " holds no secret: it is empty");
        }
        return secret;
    }

    private static byte[] file(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + ": there is no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    /** Whether a person sits there who can be asked. */
    static boolean atTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Asks at the terminal for what is no secret; empty where there is no terminal. */
    static Optional<String> question(String what) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        return Optional.ofNullable(console.readLine("%s: ", what)).filter(text -> !text.isBlank());
    }

    /** Asks at the terminal, which does not show the typed letters; empty where there is no terminal. */
    public static Optional<String> prompt(String what) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        char[] typed = console.readPassword("%s: ", what);
        return Optional.ofNullable(typed).map(String::new).filter(text -> !text.isBlank());
    }
}
