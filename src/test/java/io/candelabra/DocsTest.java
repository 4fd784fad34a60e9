package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents tell the truth about the project. */
class DocsTest {

    private static final Path ROOT = Path.of(System.getProperty("candelabra.root", ""));
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                String to = link.group(1);
                if (!to.matches("[a-z]+:.*")) {
                    links++;
                    if (!Files.exists(page.resolveSibling(to))) {
                        dead.add(ROOT.relativize(page) + " -> " + to);
                    }
                }
            }
        }
        assertThat(links).as("links found").isPositive();
        assertThat(dead).isEmpty();
    }

    @Test
    void theTwoCommandsStandOnTopOfTheReadme() throws IOException {
        List<String> top = Files.readAllLines(ROOT.resolve("README.md")).subList(0, 8);
        assertThat(top).anyMatch(line -> line.startsWith("./candelabra demo"));
        assertThat(top).anyMatch(line -> line.startsWith("./candelabra test"));
    }

    @Test
    void testsThatTheDocumentsNameExist() throws IOException {
        Pattern named = Pattern.compile("`(?:./candelabra test -Dtest=)?([A-Z]\\w+Test)(?:#(\\w+))?`");
        for (Path page : pages()) {
            Matcher test = named.matcher(Files.readString(page));
            while (test.find()) {
                String file = test.group(1) + ".java";
                try (Stream<Path> sources = Files.walk(ROOT.resolve("src/test/java"))) {
                    assertThat(sources.filter(source -> source.endsWith(file)))
                            .as("%s, named in %s", file, ROOT.relativize(page))
                            .singleElement()
                            .satisfies(source -> assertThat(Files.readString(source))
                                    .contains(test.group(2) == null ? "class " : " " + test.group(2) + "("));
                }
            }
        }
    }

    @Test
    void theReadmeCountsWhatIsBuilt() throws IOException {
        Matcher told = Pattern.compile("\\[(\\d+) of (\\d+)]\\((docs/operations/\\w+\\.csv)\\)")
                .matcher(Files.readString(ROOT.resolve("README.md")));
        int tables = 0;
        while (told.find()) {
            tables++;
            List<String> operations = Files.readAllLines(ROOT.resolve(told.group(3))).stream()
                    .filter(row -> row.startsWith("operation,"))
                    .toList();
            long done =
                    operations.stream().filter(row -> row.contains(",done,")).count();
            assertThat(told.group()).isEqualTo("[%d of %d](%s)", done, operations.size(), told.group(3));
        }
        assertThat(tables).isEqualTo(3);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .forEach(pages::add);
        }
        return pages;
    }
}
