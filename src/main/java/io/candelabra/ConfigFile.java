package io.candelabra;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options from a file of lines {@code name = value}. What was given on the command line stays. */
final class ConfigFile {
    private ConfigFile() {}

    /** Sets the options of a command that the file names. An unknown name is an error that suggests the nearest known one. */
    static void apply(Path file, CommandSpec command) throws IOException {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        }
        List<String> known = command.options().stream()
                .map(OptionSpec::longestName)
                .filter(n -> !n.equals("--config") && !n.equals("--help") && !n.equals("--version"))
                .map(n -> n.substring(2))
                .toList();
        for (String name : lines.stringPropertyNames()) {
            OptionSpec option = known.contains(name) ? command.findOption("--" + name) : null;
            if (option == null) {
                throw new IllegalArgumentException(
                        file + " sets " + name + ", which is no option; did you mean " + nearest(name, known) + "?");
            }
            if (!command.commandLine().getParseResult().hasMatchedOption(option)) {
                set(file, name, option, lines.getProperty(name).strip());
            }
        }
    }

    private static void set(Path file, String name, OptionSpec option, String text) {
        try {
            option.setValue(converted(option, text));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    file + " sets " + name + " to " + text + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Object converted(OptionSpec option, String text) {
        Class<?> type = option.type();
        if (type == int.class) {
            return Integer.parseInt(text);
        }
        if (type == long.class) {
            return Long.parseLong(text);
        }
        if (type == double.class) {
            return Double.parseDouble(text);
        }
        if (type == Path.class) {
            return Path.of(text);
        }
        if (type == List.class) {
            return java.util.Arrays.stream(text.split(","))
                    .map(String::strip)
                    .map(Path::of)
                    .toList();
        }
        if (type == Settings.Limits.class) {
            return Settings.Limits.valueOf(text.toUpperCase(java.util.Locale.ROOT));
        }
        return text;
    }

    private static String nearest(String name, List<String> known) {
        return known.stream()
                .min(java.util.Comparator.comparingInt(k -> distance(name, k)))
                .orElse("nothing");
    }

    /** How many letters have to be added, removed or changed to come from one word to the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
