package io.candelabra;

import io.candelabra.admin.Declarations;
import io.candelabra.admin.DeclaredFile;
import io.candelabra.admin.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A file of lines {@code name = value}. Names without a dot are options, and options of the command line and the environment
 * stay; the others declare integrations, hubs and webhooks.
 */
final class ConfigFile {
    private ConfigFile() {}

    /** Sets the options of a command that the file names, and answers the file's declarations. An unknown name is an error that suggests the nearest known one. */
    static Declarations apply(Path file, CommandSpec command) throws IOException {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        }
        List<String> known = command.options().stream()
                .map(OptionSpec::longestName)
                .filter(n -> !n.equals("--config") && !n.equals("--help") && !n.equals("--version"))
                .map(n -> n.substring(2))
                .toList();
        Map<String, String> declared = new HashMap<>();
        for (String name : lines.stringPropertyNames()) {
            if (name.contains(".")) {
                declared.put(name, lines.getProperty(name).strip());
                continue;
            }
            OptionSpec option = known.contains(name) ? command.findOption("--" + name) : null;
            if (option == null) {
                throw new IllegalArgumentException(
                        file + " sets " + name + ", which is no option; did you mean " + Nearest.to(name, known) + "?");
            }
            if (!command.commandLine().getParseResult().hasMatchedOption(option) && !inEnvironment(command, option)) {
                set(file, name, option, lines.getProperty(name).strip());
            }
        }
        return DeclaredFile.read(file, declared, Dialects.ENTRANCES);
    }

    private static boolean inEnvironment(CommandSpec command, OptionSpec option) {
        return command.defaultValueProvider() instanceof Environment environment
                && environment.defaultValue(option) != null;
    }

    private static void set(Path file, String name, OptionSpec option, String text) {
        try {
            option.setValue(converted(option, text));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(
                    file + " sets " + name + " to " + text + ", which is no number", noNumber);
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
        if (type.isEnum()) {
            List<String> known = Stream.of(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList();
            int at = known.indexOf(text.toLowerCase(Locale.ROOT));
            if (at < 0) {
                throw new IllegalArgumentException("it is one of " + String.join(", ", known));
            }
            return type.getEnumConstants()[at];
        }
        return text;
    }
}
