package io.candelabra.driver.api;

import io.candelabra.model.DocumentMark;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting that a kind of driver declares, as data. Its values are text of one form.
 *
 * @param name small letters, digits and dashes, such as {@code host}
 * @param about one sentence on what it is
 * @param required whether a gateway cannot be without it
 * @param usual its value where none is given; empty for none. A required one has none
 * @param secret whether nobody may read its value: it is stored sealed, and shown nowhere
 */
public record SettingType(
        String name, Form form, String about, boolean required, Optional<String> usual, boolean secret) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_SECRET = 10_000;
    private static final int LAST_PORT = 65_535;

    public SettingType {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a setting: " + name);
        }
        if (usual.isPresent() && (required || secret || fault(form, usual.get()).isPresent())) {
            throw new IllegalArgumentException("the setting " + name + " cannot have a usual value, or not this one");
        }
    }

    /** The form of a value. */
    public sealed interface Form {
        /** @param most UTF-16 code units */
        record Text(int most) implements Form {}

        /** A whole number. */
        record Number(long least, long most) implements Form {}

        /** {@code yes} or {@code no}. */
        record YesNo() implements Form {}

        /** One of some words. */
        record Choice(List<String> words) implements Form {
            public Choice {
                words = List.copyOf(words);
            }
        }

        /** The name or address of a machine. */
        record Host() implements Form {
            private static final Pattern NAME =
                    Pattern.compile("(?!-)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");
            private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9_.-]{1,32})?");
            private static final int LONGEST = 253;

            static boolean is(String value) {
                boolean name = value.length() <= LONGEST && NAME.matcher(value).matches();
                return name || value.contains(":") && SIX.matcher(value).matches();
            }
        }

        /** A TCP or UDP port, 1 to 65,535. */
        record Port() implements Form {}

        /**
         * A file that a person hands in. Among the settings stands a mark for it.
         *
         * @param reading makes the text that is stored
         */
        record Document(DocumentReading reading) implements Form {
            /** So many bytes a file has at most. */
            public static final int LONGEST_FILE = 16 << 20;

            /** How its shape begins, in words. */
            public static final String SHAPE = "file";
        }
    }

    /** A text of one line, of at most 1,000 characters; has to be given. */
    public static SettingType text(String name, String about) {
        return new SettingType(name, new Form.Text(LONGEST_TEXT), about, true, Optional.empty(), false);
    }

    /** A text that nobody may read, of at most 10,000 characters in any number of lines; has to be given. */
    public static SettingType secret(String name, String about) {
        return new SettingType(name, new Form.Text(LONGEST_SECRET), about, true, Optional.empty(), true);
    }

    /** A whole number within bounds; has to be given. */
    public static SettingType number(String name, long least, long most, String about) {
        return new SettingType(name, new Form.Number(least, most), about, true, Optional.empty(), false);
    }

    /** Yes or no; has to be given. */
    public static SettingType yesNo(String name, String about) {
        return new SettingType(name, new Form.YesNo(), about, true, Optional.empty(), false);
    }

    /** One of some words; has to be given. */
    public static SettingType choice(String name, List<String> words, String about) {
        return new SettingType(name, new Form.Choice(words), about, true, Optional.empty(), false);
    }

    /** The name or address of a machine; has to be given. */
    public static SettingType host(String name, String about) {
        return new SettingType(name, new Form.Host(), about, true, Optional.empty(), false);
    }

    /** A port; has to be given. */
    public static SettingType port(String name, String about) {
        return new SettingType(name, new Form.Port(), about, true, Optional.empty(), false);
    }

    /** A file, such as a table; has to be given. */
    public static SettingType document(String name, String about, DocumentReading reading) {
        return new SettingType(name, new Form.Document(reading), about, true, Optional.empty(), false);
    }

    /** The same, and need not be given. */
    public SettingType optional() {
        return new SettingType(name, form, about, false, Optional.empty(), secret);
    }

    /** The same, with a value for those who give none. */
    public SettingType or(String value) {
        return new SettingType(name, form, about, false, Optional.of(value), secret);
    }

    /** Why a value cannot be, as the end of a sentence that begins with the setting's name; never the value itself. */
    public Optional<String> fault(String value) {
        if (secret && form instanceof Form.Text(int most)) {
            return value.isBlank()
                    ? Optional.of("is empty")
                    : value.length() > most ? Optional.of(longer(most)) : Optional.empty();
        }
        return fault(form, value);
    }

    private static Optional<String> fault(Form form, String value) {
        if (value.isBlank()) {
            return Optional.of("is empty");
        }
        return switch (form) {
            case Form.Text(int most) -> {
                if (value.length() > most) {
                    yield Optional.of(longer(most));
                }
                yield value.chars().anyMatch(Character::isISOControl)
                        ? Optional.of("is one line, without control characters")
                        : Optional.empty();
            }
            case Form.Number(long least, long most) ->
                isNumber(value, least, most)
                        ? Optional.empty()
                        : Optional.of("is a whole number from " + least + " to " + most);
            case Form.YesNo ignored ->
                value.equals("yes") || value.equals("no") ? Optional.empty() : Optional.of("is yes or no");
            case Form.Choice(List<String> words) ->
                words.contains(value) ? Optional.empty() : Optional.of("is one of " + String.join(", ", words));
            case Form.Host ignored ->
                Form.Host.is(value) ? Optional.empty() : Optional.of("is the name or address of a machine");
            case Form.Port ignored ->
                isNumber(value, 1, LAST_PORT) ? Optional.empty() : Optional.of("is a port from 1 to " + LAST_PORT);
            case Form.Document ignored ->
                DocumentMark.isOne(value) ? Optional.empty() : Optional.of("is a document: hand its file in");
        };
    }

    private static String longer(int most) {
        return "has at most " + most + " characters";
    }

    private static boolean isNumber(String value, long least, long most) {
        if (!value.matches("-?[0-9]{1,18}")) {
            return false;
        }
        long number = Long.parseLong(value);
        return number >= least && number <= most;
    }

    /** The form and its bounds in words, such as {@code port} or {@code number from 1 to 9}. */
    public String shape() {
        return switch (form) {
            case Form.Text(int most) -> String.format(Locale.ROOT, "text of at most %,d characters", most);
            case Form.Number(long least, long most) -> "number from " + least + " to " + most;
            case Form.YesNo ignored -> "yes or no";
            case Form.Choice(List<String> words) -> String.join(" or ", words);
            case Form.Host ignored -> "host";
            case Form.Port ignored -> "port";
            case Form.Document ignored ->
                String.format(Locale.ROOT, "%s of at most %,d bytes", Form.Document.SHAPE, Form.Document.LONGEST_FILE);
        };
    }
}
