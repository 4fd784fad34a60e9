package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The program runs with none of the versions that docs/security names. */
class KnownVulnerabilitiesTest {
    private static final Path LIST =
            Path.of(System.getProperty("candelabra.root", ""), "docs/security/known-vulnerabilities.csv");
    private static final String PATH = System.getProperty("java.class.path", "");

    @Test
    void noLibraryIsOlderThanTheVersionThatMendedIt() throws IOException {
        List<String> vulnerable = new ArrayList<>();
        int looked = 0;
        for (CSVRecord line : list()) {
            for (String version : versions(line.get("artifact"))) {
                looked++;
                if (older(version, line.get("fixed in"))) {
                    vulnerable.add(line.get("artifact") + " " + version + ": " + line.get("id"));
                }
            }
        }
        assertThat(vulnerable).isEmpty();
        assertThat(looked).as("libraries of the list that are used").isPositive();
    }

    @Test
    void versionsAreComparedByTheirNumbers() {
        assertThat(older("1.5.9", "1.5.25")).isTrue();
        assertThat(older("1.5.25", "1.5.25")).isFalse();
        assertThat(older("1.5", "1.5.1")).isTrue();
        assertThat(older("2.0", "1.5.25")).isFalse();
        assertThat(older("3.54.1.0", "3.54.2")).isTrue();
    }

    private static List<CSVRecord> list() throws IOException {
        try (Reader in = Files.newBufferedReader(LIST)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(in)
                    .getRecords();
        }
    }

    /** The versions of an artifact in the class path, whose files are named artifact-version.jar. */
    private static List<String> versions(String artifact) {
        Pattern jar =
                Pattern.compile(Pattern.quote(artifact.substring(artifact.indexOf(':') + 1)) + "-(\\d[^/]*)\\.jar");
        List<String> versions = new ArrayList<>();
        for (String entry : PATH.split(Pattern.quote(File.pathSeparator), -1)) {
            Matcher matcher = jar.matcher(String.valueOf(Path.of(entry).getFileName()));
            if (matcher.matches()) {
                versions.add(matcher.group(1));
            }
        }
        return versions;
    }

    private static boolean older(String version, String fixed) {
        List<BigInteger> left = numbers(version);
        List<BigInteger> right = numbers(fixed);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = at(left, i).compareTo(at(right, i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static BigInteger at(List<BigInteger> numbers, int place) {
        return place < numbers.size() ? numbers.get(place) : BigInteger.ZERO;
    }

    private static List<BigInteger> numbers(String version) {
        return Pattern.compile("\\d+")
                .matcher(version)
                .results()
                .map(number -> new BigInteger(number.group()))
                .toList();
    }
}
