package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The launcher's answers without a build are the program's own. {@code -Dcandelabra.help=write} writes down what it
 * says now.
 */
class HelpTest {
    private static final Path FOLDER = Path.of(System.getProperty("candelabra.root", ""), "docs/help");

    @ParameterizedTest
    @ValueSource(strings = {"candelabra", "demo", "serve"})
    void theLauncherSaysWhatTheProgramSays(String name) throws IOException {
        CommandLine all = Main.commandLine();
        CommandLine command =
                name.equals("candelabra") ? all : all.getSubcommands().get(name);
        String says = command.getUsageMessage(Ansi.OFF).replace("\r\n", "\n");
        Path file = FOLDER.resolve(name + ".txt");
        if ("write".equals(System.getProperty("candelabra.help"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, says);
        }
        assertThat(file)
                .as("run with -Dcandelabra.help=write, and read the difference")
                .hasContent(says);
    }

    @Test
    void eachCommandIsReadAloneAsAmongAll() {
        CommandLine all = Main.commandLine();
        assertThat(all.getSubcommands()).hasSizeGreaterThan(5);
        all.getSubcommands().forEach((name, command) -> assertThat(
                        Main.commandLine(name).getSubcommands().get(name).getUsageMessage(Ansi.OFF))
                .isEqualTo(command.getUsageMessage(Ansi.OFF)));
        assertThat(Main.commandLine("demo").getSubcommands()).containsOnlyKeys("demo");
    }

    private record Outcome(int status, String err) {
        static Outcome of(String... args) {
            StringWriter err = new StringWriter();
            int status =
                    Main.commandLine(args).setErr(new PrintWriter(err, true)).execute(args);
            return new Outcome(status, err.toString());
        }
    }

    @Test
    void whatIsAskedWronglyEndsWithTwo() {
        assertThat(Outcome.of("demo", "--limits", "some").status()).isEqualTo(2);
        assertThat(Outcome.of("dmo").status()).isEqualTo(2);
        Outcome speed = Outcome.of("demo", "--speed", "0");
        assertThat(speed.status()).isEqualTo(2);
        assertThat(speed.err().lines().toList())
                .first()
                .asString()
                .isEqualTo("candelabra: speed must be above 0 and at most 100,000, not 0.0");
    }
}
