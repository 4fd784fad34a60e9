package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of STYLE.md that a machine can hold. Each failure names file and line. */
class HouseStyleTest {

    private static final Path ROOT = Path.of(System.getProperty("candelabra.root", ""));
    private static final Path MAIN = ROOT.resolve("src/main/java");
    private static final Path TEST = ROOT.resolve("src/test/java");

    private static final int LONGEST_FILE_LINES = 400;

    /** Files that may be longer than the rest: path under the sources, and why it is better whole. */
    private static final Map<String, String> LONG_FILES = Map.of();

    /** Files that may write to the terminal: they are the command line. */
    private static final Set<String> COMMAND_LINE = Set.of("io/candelabra/Main.java");

    private static final Pattern TYPE =
            Pattern.compile("^\\s*(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed)\\s+)*"
                    + "(?:class|record|enum|@?interface)\\s+(\\w+)");
    private static final Pattern VAGUE_NAME = Pattern.compile(".*(Manager|Service|Utils?|Helper|Impl|Base|Data|Info)");

    @Test
    void everyPackageTeachesAndIsNullMarked() {
        Set<Path> packages = new TreeSet<>();
        sources(MAIN).forEach(file -> packages.add(file.getParent()));
        assertThat(packages).isNotEmpty().allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).as("every package says what its room is for").exists();
            assertThat(read(info)).contains("@NullMarked").contains("/**");
        });
    }

    @Test
    void filesAreShort() {
        for (Path top : List.of(MAIN, TEST)) {
            assertThat(sources(top)).allSatisfy(file -> {
                int lines = read(file).split("\n", -1).length;
                String name = name(top, file);
                if (!LONG_FILES.containsKey(name)) {
                    assertThat(lines)
                            .as("%s: split it, or list it with the reason why it is better whole", name)
                            .isLessThanOrEqualTo(LONGEST_FILE_LINES);
                }
            });
        }
        assertThat(LONG_FILES.keySet())
                .allMatch(name -> Files.exists(MAIN.resolve(name)) || Files.exists(TEST.resolve(name)));
    }

    @Test
    void typeNamesSayWhatTheyAre() {
        for (Path top : List.of(MAIN, TEST)) {
            assertThat(findings(sources(top), line -> {
                        Matcher type = TYPE.matcher(line);
                        return type.find() && VAGUE_NAME.matcher(type.group(1)).matches();
                    }))
                    .as("names that would fit anything")
                    .isEmpty();
        }
    }

    /** Classes of routes have the names that their paths give them, so two dialects may have the same. */
    @Test
    void aTypeHasItsNameToItself() {
        Set<String> met = new TreeSet<>();
        assertThat(sources(MAIN)
                        .map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> !name.endsWith("Routes.java") && !name.equals("package-info.java"))
                        .filter(name -> !met.add(name)))
                .as("two classes of one name are told apart only by their package")
                .isEmpty();
    }

    @Test
    void testsDoNotSleep() {
        Pattern sleeping = Pattern.compile("\\.(sleep|parkNanos|parkUntil)\\(");
        assertThat(findings(sources(TEST), line -> sleeping.matcher(line).find()))
                .as("a test hands time in, or waits for what it wants to see")
                .isEmpty();
    }

    @Test
    void roomsWriteToTheLog() {
        Pattern printing = Pattern.compile("System\\.(out|err)\\b|\\.printStackTrace\\(");
        Stream<Path> rooms = sources(MAIN).filter(file -> !COMMAND_LINE.contains(name(MAIN, file)));
        assertThat(findings(rooms, line -> printing.matcher(line).find()))
                .as("only the command line prints")
                .isEmpty();
    }

    @Test
    void noExceptionIsSwallowed() {
        Pattern emptyCatch = Pattern.compile("catch\\s*\\([^)]*\\)\\s*\\{\\s*\\}");
        assertThat(sources(MAIN).filter(file -> emptyCatch.matcher(read(file)).find()))
                .as("an exception is handled, handed on, or a comment says why it means nothing")
                .isEmpty();
    }

    @Test
    void noTrackedFileDependsOnWhereItWasWritten() throws IOException, InterruptedException {
        assumeTrue(Files.exists(ROOT.resolve(".git")), "skipped: this is no git work tree");
        // the words are put together here, so that this file passes its own test
        String hosts = Stream.of("repo.maven.apache", "repo1.maven", "registry.npmjs", "deb.debian", "registry.yarnpkg")
                .map(host -> Pattern.quote(host) + "\\.(org|com)")
                .reduce((a, b) -> a + "|" + b)
                .orElseThrow();
        Pattern foreign = Pattern.compile("(^|[^\\w.-])/work" + "/|" + hosts);
        assertThat(findings(tracked(), line -> foreign.matcher(line).find()))
                .as("paths of one machine, and hosts of registries, belong in nobody's clone")
                .isEmpty();
    }

    private static Stream<Path> tracked() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(git.waitFor() == 0, "skipped: git does not answer here");
        return Stream.of(names.split("\0"))
                .filter(name -> !name.isEmpty())
                .map(ROOT::resolve)
                .filter(Files::isRegularFile);
    }

    private static Stream<Path> sources(Path top) {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines for which the rule holds, as {@code file:line: text}. */
    private static List<String> findings(Stream<Path> files, Predicate<String> rule) {
        return files.flatMap(file -> {
                    String[] lines = read(file).split("\n", -1);
                    return IntStream.range(0, lines.length)
                            .filter(i -> rule.test(lines[i]))
                            .mapToObj(i -> ROOT.relativize(file) + ":" + (i + 1) + ": " + lines[i].strip());
                })
                .toList();
    }

    private static String name(Path top, Path file) {
        return top.relativize(file).toString().replace('\\', '/');
    }

    private static String read(Path file) {
        try {
            // any bytes are text of some kind here; pictures have no lines that match
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
