package io.candelabra.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's texts: every language has all of them, and every text that a screen asks for is there. */
class ConsoleTextsTest {
    private static final Path PAGES =
            Path.of(System.getProperty("candelabra.root", "")).resolve("src/main/console");
    private static final Pattern ASKED = Pattern.compile("\\bt\\(\\s*'([a-z]+(?:\\.[a-z]+)*)'");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private static Map<?, ?> texts(String language) throws IOException {
        return (Map<?, ?>) Json.tree(Files.readAllBytes(PAGES.resolve("texts/" + language + ".json")));
    }

    private static Set<String> places(Object text) {
        return PLACE.matcher(String.valueOf(text))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "nl"})
    void aLanguageHasAllTexts(String language) throws IOException {
        Map<?, ?> english = texts("en");
        Map<?, ?> other = texts(language);
        assertThat(other.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) ->
                assertThat(places(other.get(key))).as("%s: %s", language, key).isEqualTo(places(text)));
        assertThat(other.values()).noneMatch(text -> String.valueOf(text).isBlank());
    }

    @Test
    void whatAScreenAsksForIsThere() throws IOException {
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PAGES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".ts")).toList()) {
                ASKED.matcher(Files.readString(file)).results().forEach(found -> asked.add(found.group(1)));
            }
        }
        assertThat(asked).hasSizeGreaterThan(40);
        Set<?> known = texts("en").keySet();
        assertThat(asked).allMatch(known::contains);
    }

    /** A page that named another machine would be kept from it by the policy on contents; none does. */
    @Test
    void noPageNamesAnotherMachine() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            List<Path> pages = files.filter(Files::isRegularFile).toList();
            assertThat(pages).isNotEmpty().allSatisfy(page -> assertThat(
                            Files.readString(page).replace("http://www.w3.org/2000/svg", ""))
                    .doesNotContainPattern("https?://"));
        }
    }
}
